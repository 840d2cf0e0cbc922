"""Which pieces are headings, at which level, and which of them is the title of the whole document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks import BlockKind
from .hyphenation import Fix
from .numbering import Label, Numbered, is_heading_line, numbered, numbered_line

CONTAINER_LEVEL, GROUP_LEVEL = 2, 3  # levels of headings inferred from plain text; the title would be 1
DEEPEST_LEVEL = 9

_CONTAINER = re.compile(
    r"(?:.*\b(?:zentrale[ns]?|strategische) vorhaben\b.*|(?:schlüssel|leit)(?:vorhaben|projekte)|(?:die )?"
    r"(?:handlungsfelder|vorhaben|projekte|ziele|strategie|umsetzung)(?:,| und) (?:\w+ und )?maßnahmen|"
    r"(?:(?:schlüssel)?maßnahmen|vorhaben|projekt)(?:katalog|konzept|plan|übersicht|programm|blätter|liste)?|"
    r"handlungskonzept|handlungsfelder|umsetzungskonzept|central projects(?: and measures)?|measures)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:ausblick|fazit|schluss\w*|zusammenfassung|anhang|anlagen?|quellen\w*|literatur\w*|glossar|impressum|"
    r"abkürzungs\w*|abbildungs\w*|umsetzung\w*|monitoring\w*|evaluation\w*|verstetigung|finanzierung\w*|nachwort)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A mended block with the changes that were made to it."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    fixes: tuple[Fix, ...] = ()
    is_emphasised: bool = False


def is_container(title: str) -> bool:
    """Does this heading announce central projects or measures?"""
    return _CONTAINER.fullmatch(title.strip()) is not None


def split_title(pieces: Sequence[Piece]) -> tuple[Piece | None, list[Piece]]:
    """The piece that names the whole document, and all others in their order."""
    index = _title_index(pieces)
    if index is None:
        return None, list(pieces)
    return pieces[index], [*pieces[:index], *pieces[index + 1 :]]


def _title_index(pieces: Sequence[Piece]) -> int | None:
    headings = [index for index, piece in enumerate(pieces) if piece.kind in (BlockKind.TITLE, BlockKind.HEADING)]
    for index in headings:
        if pieces[index].kind is BlockKind.TITLE:
            return index
    if headings and _names_all(pieces, headings):
        return headings[0]
    is_line_first = bool(pieces) and (not headings or headings[0] > 0)
    if is_line_first and is_heading_line(pieces[0].text) and not numbered_line(pieces[0].text):
        return 0 if pieces[0].kind is BlockKind.PARAGRAPH and len(pieces) > 1 else None
    return None


def _names_all(pieces: Sequence[Piece], headings: Sequence[int]) -> bool:
    """The first heading is the title if it has no number and no unnumbered heading of its rank beside it."""
    first = pieces[headings[0]]
    if numbered(first.text):
        return False
    levels = Counter(pieces[index].level for index in headings if not numbered(pieces[index].text))
    highest = min(pieces[index].level for index in headings)
    return first.level == highest and levels[first.level] == 1


def mark_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Add the headings that the file does not mark as such."""
    marked = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
    if not marked:
        return _infer_all(pieces)
    if any(numbered(piece.text) for piece in marked):
        return list(pieces)
    deepest = max(piece.level for piece in marked)
    return [_infer_numbered(piece, deepest) for piece in pieces]


def _infer_numbered(piece: Piece, deepest: int) -> Piece:
    """Files with unnumbered headings often set "6.1 …" as bold paragraphs below them."""
    found = numbered_line(piece.text) if piece.kind is BlockKind.PARAGRAPH else None
    if found is None or (len(found.parts) < 2 and not found.meaning):
        return piece
    return replace(piece, kind=BlockKind.HEADING, level=min(DEEPEST_LEVEL, deepest + max(1, len(found.parts) - 1)))


def _infer_all(pieces: Sequence[Piece]) -> list[Piece]:
    found = _candidates(pieces)
    following = _next_numbered(found)
    declared = {each.number for each in found if isinstance(each, Numbered)}
    out: list[Piece] = []
    current: Numbered | None = None
    for index, piece in enumerate(pieces):
        candidate = found[index]
        level = 0
        if isinstance(candidate, Numbered):
            current, level = candidate, _numbered_level(candidate)
        elif candidate:
            level = _unnumbered_level(piece.text, current, following[index], declared)
            is_group = level <= GROUP_LEVEL
            is_announced = level == CONTAINER_LEVEL or (is_group and following[index] is not None)
            if not _has_text(found, index) and not is_announced:
                level = 0
            elif is_group:
                current = None
        out.append(replace(piece, kind=BlockKind.HEADING, level=level) if level else piece)
    return out


def _candidates(pieces: Sequence[Piece]) -> list[Numbered | bool]:
    """Per piece: its number, True for a possible unnumbered heading, False for text."""
    found: list[Numbered | bool] = []
    for piece in pieces:
        if piece.kind is not BlockKind.PARAGRAPH:
            found.append(False)
        else:
            found.append(numbered_line(piece.text) or is_heading_line(piece.text))
    plain = [isinstance(each, Numbered) and len(each.parts) == 1 and not each.meaning for each in found]
    for index, is_plain in enumerate(plain):
        # "1. …" directly followed or preceded by "2. …" is a list, not a row of empty chapters
        if is_plain and (plain[index - 1 : index] == [True] or plain[index + 1 : index + 2] == [True]):
            found[index] = False
    return found


def _next_numbered(found: Sequence[Numbered | bool]) -> list[Numbered | None]:
    """Per piece: the next heading, if it carries a number and no other candidate stands between."""
    out: list[Numbered | None] = [None] * len(found)
    following: Numbered | None = None
    for index in range(len(found) - 1, -1, -1):
        out[index] = following
        each = found[index]
        if each:
            following = each if isinstance(each, Numbered) else None
    return out


def _numbered_level(found: Numbered) -> int:
    if found.meaning is Label.MEASURE:
        return GROUP_LEVEL + 1
    if found.meaning is Label.PROJECT:
        return GROUP_LEVEL
    return min(DEEPEST_LEVEL, GROUP_LEVEL + len(found.parts) - 1)


def _unnumbered_level(text: str, current: Numbered | None, following: Numbered | None, declared: set[str]) -> int:
    if is_container(text):
        return CONTAINER_LEVEL
    if following and len(following.parts) > 1 and not following.meaning:
        prefix = ".".join(following.parts[:-1])
        is_new = current is None or current.parts[: len(following.parts) - 1] != following.parts[:-1]
        if prefix not in declared and is_new:
            return GROUP_LEVEL
    if current is None or _CLOSING.fullmatch(text):
        return GROUP_LEVEL
    return min(DEEPEST_LEVEL, _numbered_level(current) + 1)


def _has_text(found: Sequence[Numbered | bool], index: int) -> bool:
    """An unnumbered line counts as a heading only if text follows it."""
    return index + 1 < len(found) and found[index + 1] is False
