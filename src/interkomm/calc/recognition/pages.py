"""Printed lines of pages to blocks: running headers, page numbers, headings by outline and type size, paragraphs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .blocks import Block, BlockKind
from .concept import DropReason
from .contents import is_leader
from .furniture import is_page_number
from .lines import BULLET
from .numbering import LONGEST_HEADING, numbered_line
from .tidy import tidy

_EDGE = 0.13  # share of the page's height at top and bottom in which running headers and footers stand
_HEADING_SIZE = 1.12  # times the size of the body text
_DEEPEST_BY_SIZE = 6
TITLE_LEVEL = -1
_END_NUMBER = re.compile(r"(?:(?<=[\s|])|^)\d{1,4}$|^\d{1,4}(?=[\s|])")


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line. Lengths in points; ``top`` is measured from the upper edge of the page.

    text: where a word is divided at the line end, hyphen, newline and the next physical line follow in the same text;
    ``right`` and ``end_top`` then belong to the last physical line, all else to the first.
    """

    text: str
    page: int
    size: float
    top: float
    left: float
    right: float
    height: float
    page_height: float
    end_top: float
    is_bold: bool = False

    @property
    def plain(self) -> str:
        """The text with divided words joined, to compare it with patterns."""
        return self.text.replace("-\n", "")

    @property
    def last(self) -> str:
        return self.text.rpartition("\n")[2]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark of the file; level from 1, page from 1."""

    title: str
    level: int
    page: int


def blocks_of_pages(lines: Sequence[PageLine], outline: Sequence[OutlineEntry] = ()) -> tuple[Block, ...]:
    """Blocks in reading order; furniture keeps its place and carries its reason."""
    if not lines:
        return ()
    body = _body_size(lines)
    furniture = _furniture(lines, body)
    levels = _heading_levels(lines, furniture, outline, body)
    shape = _Shape.of([line for index, line in enumerate(lines) if index not in furniture and index not in levels])
    blocks: list[Block] = []
    group: list[PageLine] = []
    level = 0
    for index, line in enumerate(lines):
        if index in furniture:
            blocks.append(_furniture_block(line, furniture[index], len(blocks)))
            continue
        own = levels.get(index, 0)
        if group and not _joins(group[-1], line, level, own, shape):
            blocks.append(_block(group, level, len(blocks)))
            group = []
        group.append(line)
        level = own
    if group:
        blocks.append(_block(group, level, len(blocks)))
    return tuple(blocks)


def _body_size(lines: Sequence[PageLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


def _furniture(lines: Sequence[PageLine], body: float) -> dict[int, DropReason]:
    """Small lines at the edge of the page that repeat, exactly or but for the page's number, and bare page numbers."""
    pages = {line.page for line in lines}
    fewest = 3 if len(pages) > 2 else 2
    places: dict[tuple[str, int | None], set[int]] = defaultdict(set)
    for index, line in enumerate(lines):
        is_edge = line.top < line.page_height * _EDGE or line.top > line.page_height * (1 - _EDGE)
        if is_edge and line.size <= body * 1.15:
            for key in _keys(line):
                places[key].add(index)
    found: dict[int, DropReason] = {}
    for (_, offset), indexes in places.items():
        if len({lines[index].page for index in indexes}) >= fewest:
            for index in indexes:
                is_number = is_page_number(lines[index].text)
                found[index] = DropReason.PAGE_NUMBER if is_number else DropReason.PAGE_HEADER
        elif offset is not None:
            found.update({index: DropReason.PAGE_NUMBER for index in indexes if _is_own_number(lines[index])})
    return found


def _keys(line: PageLine) -> list[tuple[str, int | None]]:
    """The text itself, and the text without its number together with the number's distance from the page's."""
    text = " ".join(line.text.split()).casefold()
    number = _END_NUMBER.search(text)
    keys: list[tuple[str, int | None]] = [(text, None)]
    if number:
        keys.append((text[: number.start()] + "#" + text[number.end() :], int(number.group()) - line.page))
    elif is_page_number(text):
        keys.append(("#", 0))
    return keys


def _is_own_number(line: PageLine) -> bool:
    return is_page_number(line.text) and str(line.page) in re.findall(r"\d+", line.text)


def _heading_levels(
    lines: Sequence[PageLine], furniture: dict[int, DropReason], outline: Sequence[OutlineEntry], body: float
) -> dict[int, int]:
    """Line → level; lines of one heading carry the same level, the document's title ``TITLE_LEVEL``."""
    found = _by_outline(lines, furniture, outline)
    large = {
        index: round(line.size, 1)
        for index, line in enumerate(lines)
        if index not in furniture and index not in found and line.size > body * _HEADING_SIZE
    }
    title = _title_lines(lines, large)
    found.update(dict.fromkeys(title, TITLE_LEVEL))
    if outline and any(level > 0 for level in found.values()):
        return found
    sizes = sorted({size for index, size in large.items() if index not in title}, reverse=True)
    for index, size in large.items():
        if index not in title:
            found[index] = min(_DEEPEST_BY_SIZE, sizes.index(size) + 1)
    deepest = max([level for level in found.values() if level > 0], default=0)
    for index, line in enumerate(lines):
        if index not in furniture and index not in found and line.is_bold and (number := numbered_line(line.plain)):
            found[index] = min(9, deepest + max(1, len(number.parts) - 1))
    return found


def _by_outline(
    lines: Sequence[PageLine], furniture: dict[int, DropReason], outline: Sequence[OutlineEntry]
) -> dict[int, int]:
    """Find each bookmark's title on its page: one line, or several that together make it."""
    starts: dict[tuple[int, str], int] = {}
    for entry in outline:
        starts.setdefault((entry.page, _letters(entry.title)), entry.level)
    wanted: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for (page, letters), level in starts.items():
        wanted[page].append((letters, level))
    found: dict[int, int] = {}
    for index, line in enumerate(lines):
        if index in furniture or index in found:
            continue
        for letters, level in wanted.get(line.page, ()):
            span = _matching_lines(lines, index, letters)
            if span:
                found.update(dict.fromkeys(range(index, index + span), level))
                break
    return found


def _matching_lines(lines: Sequence[PageLine], start: int, letters: str) -> int:
    """How many lines from here make exactly this title; 0 if they do not."""
    if not letters:
        return 0
    collected = ""
    for count in range(1, 5):
        if start + count > len(lines) or lines[start + count - 1].page != lines[start].page:
            return 0
        collected += _letters(lines[start + count - 1].text)
        if collected == letters:
            return count
        if not letters.startswith(collected):
            return 0
    return 0


def _letters(text: str) -> str:
    return "".join(character for character in tidy(text).casefold() if character.isalnum())


def _title_lines(lines: Sequence[PageLine], large: dict[int, float]) -> list[int]:
    """Unnumbered lines in the document's largest size, if that size occurs on its first page alone."""
    if not large:
        return []
    largest = max(large.values())
    indexes = [index for index, size in large.items() if size == largest]
    first = lines[0].page
    is_row = indexes[-1] - indexes[0] == len(indexes) - 1
    is_title = is_row and all(lines[index].page == first and not numbered_line(lines[index].plain) for index in indexes)
    return indexes if is_title and len(indexes) < 5 else []


@dataclass(frozen=True, slots=True)
class _Shape:
    """The usual distance of lines and the right margin for each left edge."""

    step: float
    margins: dict[int, float]

    @classmethod
    def of(cls, lines: Sequence[PageLine]) -> _Shape:
        steps = [
            after.top - before.end_top
            for before, after in pairwise(lines)
            if before.page == after.page and 0 < after.top - before.end_top < 4 * max(before.size, 1)
        ]
        rights: dict[int, list[float]] = defaultdict(list)
        for line in lines:
            rights[round(line.left / 25)].append(line.right)
        margins = {left: sorted(each)[int(len(each) * 0.95)] for left, each in rights.items()}
        return cls(median(steps) if steps else 0, margins)

    def is_full(self, line: PageLine, following: PageLine) -> bool:
        """Would the next line's first word not have fitted?"""
        margin = max((self.margins.get(round(line.left / 25) + step, 0) for step in (-1, 0, 1)), default=0)
        first = following.text.split(maxsplit=1)[0] if following.text.split() else ""
        width = (line.right - line.left) / max(1, len(line.last)) * (len(first) + 1)
        return line.right + width > margin - 1


def _joins(line: PageLine, following: PageLine, level: int, own: int, shape: _Shape) -> bool:
    if level != own:
        return False
    step = following.top - line.end_top
    is_next = line.page == following.page and step >= 0
    if level:
        is_close = is_next and step < max(line.size, following.size) * 2.2
        return is_close and abs(line.size - following.size) < 0.5 and not numbered_line(following.plain)
    if BULLET.match(following.text) or numbered_line(following.plain) or is_leader(line.text):
        return False
    if not is_next:
        is_open = line.text[-1:] not in ".!?:"
        return line.text.endswith("-") or (is_open and (following.text[:1].islower() or shape.is_full(line, following)))
    if step > shape.step * 1.35 or abs(line.size - following.size) > 1:
        return False
    return step < line.size * 0.5 or shape.is_full(line, following)


def _block(lines: Sequence[PageLine], level: int, order: int) -> Block:
    text, page = "\n".join(line.text for line in lines), lines[0].page
    if level and len(text) <= LONGEST_HEADING * 2:
        kind = BlockKind.TITLE if level == TITLE_LEVEL else BlockKind.HEADING
        return Block(text, kind, max(1, level), page, order)
    bullet = BULLET.match(text)
    if bullet:
        return Block(text[bullet.end() :], BlockKind.LIST_ITEM, page=page, order=order)
    is_bold = all(line.is_bold for line in lines)
    return Block(text, page=page, order=order, is_emphasised=is_bold)


def _furniture_block(line: PageLine, reason: DropReason, order: int) -> Block:
    return Block(line.text, BlockKind.FURNITURE, page=line.page, order=order, reason=reason.value)
