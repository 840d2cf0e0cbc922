"""Headings and text to a tree of sections: numbers say more about who belongs to whom than heading levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .blocks import BlockKind
from .headings import Piece, is_container
from .hyphenation import Fix
from .numbering import Label, numbered


class Role(StrEnum):
    CHAPTER = "chapter"
    PROJECT = "project"
    MEASURE = "measure"
    INSIDE = "inside"


@dataclass(slots=True, eq=False)
class Section:
    """A heading with the text up to the next heading; ``role`` is decided by ``classify``."""

    title: str
    number: str | None = None
    label: str = ""
    meaning: Label = Label.NONE
    fixes: tuple[Fix, ...] = ()
    rank: tuple[int, int] = (0, 0)
    body: list[Piece] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    parent: Section | None = None
    role: Role = Role.CHAPTER

    @property
    def depth(self) -> int:
        return len(self.number.split(".")) if self.number else 0

    @property
    def prefix(self) -> str:
        return self.number.rpartition(".")[0] if self.number else ""

    @property
    def is_container(self) -> bool:
        return self.meaning in (Label.NONE, Label.CHAPTER) and is_container(self.title)

    def above(self) -> Iterator[Section]:
        """The sections around this one, the nearest first, without the root."""
        section = self.parent
        while section is not None and section.parent is not None:
            yield section
            section = section.parent

    def below(self) -> Iterator[Section]:
        """All sections below this one, in reading order."""
        waiting = list(reversed(self.children))
        while waiting:
            section = waiting.pop()
            yield section
            waiting.extend(reversed(section.children))

    def printed(self) -> str:
        """The heading as the source prints it."""
        return " ".join(part for part in (self.label, self.number or "", self.title) if part)


def build(pieces: Sequence[Piece]) -> tuple[list[Piece], Section]:
    """The text before the first heading, and a root whose children are the top sections."""
    root = Section("", rank=(-1, 0))
    numbers = {each.number for each in (numbered(p.text) for p in pieces if p.kind is BlockKind.HEADING) if each}
    preamble: list[Piece] = []
    current: Section | None = None
    last_of: dict[str, Section] = {}
    parent_of: dict[str, Section] = {}
    for piece in pieces:
        if piece.kind is not BlockKind.HEADING:
            (current.body if current else preamble).append(piece)
            continue
        section = _section(piece, numbers)
        parent = _parent(section, current or root, last_of, parent_of)
        section.parent = parent
        parent.children.append(section)
        if section.number and section.meaning is not Label.MEASURE:
            last_of[section.number] = section
            parent_of[section.prefix] = parent
        current = section
    return preamble, root


def _section(piece: Piece, numbers: set[str]) -> Section:
    found = numbered(piece.text)
    if found is None:
        return Section(piece.text, fixes=piece.fixes, rank=(piece.level, 0))
    offset = len(piece.text) - len(found.title)
    fixes = tuple(replace(fix, position=max(0, fix.position - offset)) for fix in piece.fixes)
    prefix = found.number.rpartition(".")[0]
    # At one and the same level "6.1" stands below an unnumbered heading, unless there is a "6" it belongs to.
    below = len(found.parts) - 1 if found.meaning is not Label.MEASURE else 9
    rank = (piece.level, below if prefix not in numbers or found.meaning is Label.MEASURE else below + 1)
    return Section(found.title, found.number, found.label, found.meaning, fixes, rank)


def _parent(section: Section, before: Section, last_of: dict[str, Section], parent_of: dict[str, Section]) -> Section:
    above = before
    while above.parent is not None and above.rank >= section.rank:
        above = above.parent
    if section.depth < 2 or section.meaning is not Label.NONE:
        return above
    by_number = last_of.get(section.prefix)
    if by_number is not None:
        return by_number
    by_sibling = parent_of.get(section.prefix)
    return by_sibling if by_sibling is not None and above.depth == 0 and not _opens_anew(section, above) else above


def _opens_anew(section: Section, above: Section) -> bool:
    """A number that starts again at 1 below another heading begins a new row."""
    return section.number is not None and section.number.endswith(".1") and not above.children
