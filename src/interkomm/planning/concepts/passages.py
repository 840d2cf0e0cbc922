"""Paragraphs as one plain text to edit, and back.

A blank line parts paragraphs, so joining and parting needs no buttons.
Marks at the beginning of a block: "# " a new section, "## " a heading inside the section, "- " an item of a list,
"| " a row of a table; a backslash before a mark takes it literally.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from interkomm.calc.recognition.anchors import Anchors
from interkomm.calc.recognition.tidy import tidy
from interkomm.planning.concepts.structure import Passage

MARKS = {"## ": "heading", "- ": "list_item", "| ": "table_row"}
NEW_SECTION = "# "
_BLANK_LINES = re.compile(r"\n\s*\n")
_MARKED = re.compile(r"(?:#{1,2}|-|\||\\) ")
_OF_KIND = {kind: mark for mark, kind in MARKS.items()}


def as_plain(passages: Iterable[Passage]) -> str:
    """The text of an editing field."""
    return "\n\n".join(_written(each) for each in passages)


def _written(passage: Passage) -> str:
    mark = _OF_KIND.get(passage.kind, "")
    return f"{mark}{passage.text}" if mark else ("\\" if _MARKED.match(passage.text) else "") + passage.text


def blocks(plain: str) -> list[tuple[str, str]]:
    """(kind, text) of each block; kind "section" for the heading of a new section. Empty blocks vanish."""
    found: list[tuple[str, str]] = []
    for block in _BLANK_LINES.split(tidy(plain)):
        kind, text = _read(block.strip())
        if text:
            found.append((kind, text))
    return found


def _read(block: str) -> tuple[str, str]:
    for mark, kind in MARKS.items():
        if block.startswith(mark):
            return kind, block[len(mark) :].strip()
    if block.startswith(NEW_SECTION):
        return "section", " ".join(block[len(NEW_SECTION) :].split())
    return "text", block[1:] if _MARKED.match(block[1:]) and block.startswith("\\") else block


def keep_anchors(
    key: str, before: Sequence[Passage], after: Sequence[tuple[str, str]], taken: Anchors
) -> tuple[Passage, ...]:
    """Give edited paragraphs the anchors they had: equal texts keep theirs, changed ones in place too."""
    anchors: list[str | None] = [None] * len(after)
    matcher = SequenceMatcher(None, [each.text for each in before], [text for _, text in after], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag in {"equal", "replace"}:
            for offset in range(min(end - start, new_end - new_start)):
                anchors[new_start + offset] = before[start + offset].anchor
    left = {each.text: each.anchor for each in before if each.anchor not in anchors}
    anchors = [anchor or left.pop(text, None) for anchor, (_, text) in zip(anchors, after, strict=True)]
    return tuple(
        Passage(anchor or taken.take(f"{key}-p{place}"), text, kind)
        for place, (anchor, (kind, text)) in enumerate(zip(anchors, after, strict=True), start=1)
    )
