"""Tables of contents: the headings once more, with page numbers; they would double every section."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE = re.compile(
    r"(?:inhalt|inhaltsverzeichnis|inhaltsübersicht|gliederung|table of contents|contents)", re.IGNORECASE
)
_LEADER = re.compile(r"\S.{0,200}?(?: ?(?:\. ?){3,}| ?…+| ?_{3,}|\t)\s*\d{1,4}")
_ENTRY = re.compile(r"\S.{0,200}? \d{1,4}")
_PAGE = re.compile(r"(?:(?: ?\.){3,}| ?…+| ?_{3,})?\s*\d{1,4}$")
_LONGEST_ENTRY = 250
_FEWEST_LEADERS = 3


def contents_positions(texts: Sequence[str]) -> frozenset[int]:
    """Positions of the blocks that form tables of contents: the heading word and its entries."""
    later = _last_places(texts)
    found: set[int] = set()
    run: list[int] = []
    index = 0
    while index < len(texts):
        if _TITLE.fullmatch(texts[index].rstrip(":")):
            end = _end_of_entries(texts, index + 1, later)
            if end > index + 1:
                found.update(range(index, end))
                index = end
                continue
        run = [*run, index] if is_leader(texts[index]) else []
        if len(run) >= _FEWEST_LEADERS:
            found.update(run[-_FEWEST_LEADERS:])
        index += 1
    return frozenset(found)


def _end_of_entries(texts: Sequence[str], start: int, later: dict[str, int]) -> int:
    end = start
    while end < len(texts) and _is_entry(texts[end], end, later):
        end += 1
    return end


def is_leader(text: str) -> bool:
    """A heading, dots, and a page number; or several such lines."""
    if len(text) <= _LONGEST_ENTRY and _LEADER.fullmatch(text.replace("-\n", "").replace("\n", " ")):
        return True
    return all(len(line) <= _LONGEST_ENTRY and _LEADER.fullmatch(line) for line in text.split("\n"))


def _is_entry(text: str, index: int, later: dict[str, int]) -> bool:
    if len(text) > _LONGEST_ENTRY and "\n" not in text:
        return False
    if is_leader(text):
        return True
    lines = text.replace("-\n", "").split("\n")
    if all(_LEADER.fullmatch(line) or _ENTRY.fullmatch(line) for line in lines):
        return True
    return all(later.get(_bare(line), -1) > index for line in lines)


def _bare(text: str) -> str:
    return " ".join(_PAGE.sub("", text).split()).casefold()


def _last_places(texts: Sequence[str]) -> dict[str, int]:
    return {_bare(text): index for index, text in enumerate(texts) if len(text) <= _LONGEST_ENTRY}
