"""From classified sections to the result: anchors for everything, repairs with their place, findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .anchors import Anchors
from .blocks import BlockKind
from .concept import (
    CentralProject,
    Chapter,
    Finding,
    FindingCode,
    Measure,
    Paragraph,
    ParagraphKind,
    Repair,
)
from .headings import Piece
from .hyphenation import Fix
from .needs import needs_of
from .tree import Role, Section

_LONGEST_SUMMARY = 1500  # characters; a longer text before the first heading is a chapter of its own
_KINDS = {BlockKind.LIST_ITEM: ParagraphKind.LIST_ITEM, BlockKind.TABLE_ROW: ParagraphKind.TABLE_ROW}


class Assembly:
    """Collects the parts of one concept while anchors are given out in reading order."""

    def __init__(self) -> None:
        self.projects: list[CentralProject] = []
        self.chapters: list[Chapter] = []
        self.repairs: list[Repair] = []
        self.findings: list[Finding] = []
        self._anchors = Anchors(("title", "summary"))
        self._order = 0

    def preamble(self, title: str, pieces: Sequence[Piece]) -> str:
        """The summary; text too long for one becomes the first chapter, under the document's own title."""
        summary: list[str] = []
        length = 0
        for piece in pieces:
            if length + len(piece.text) > _LONGEST_SUMMARY or piece.kind is BlockKind.TABLE_ROW:
                break
            self._note("summary", piece.fixes, length)
            summary.append(piece.text)
            length += len(piece.text) + 2
        rest = pieces[len(summary) :]
        if rest:
            self._chapter(Section(title, body=list(rest)), level=1)
        return "\n\n".join(summary)

    def text_without_headings(self, title: str, pieces: Sequence[Piece]) -> None:
        """Without any heading all text is one chapter, so that each paragraph has its anchor."""
        if pieces:
            self._chapter(Section(title, body=list(pieces)), level=1)

    def sections(self, root: Section, title: str) -> None:
        stray: list[Measure] = []
        for section in root.below():
            if section.role is Role.CHAPTER:
                self._chapter(section, level=1 + sum(1 for _ in section.above()))
            elif section.role is Role.PROJECT:
                self._project(section)
            elif section.role is Role.MEASURE and not any(each.role is Role.PROJECT for each in section.above()):
                stray.append(self._measure(section))
        if stray:
            anchor = self._anchors.for_section(title, None, "")
            self.projects.append(CentralProject(anchor, title, order=self._next(), measures=tuple(stray)))
            self.findings.append(Finding(FindingCode.MEASURES_WITHOUT_PROJECT, anchor))

    def _next(self) -> int:
        self._order += 1
        return self._order

    def _chapter(self, section: Section, level: int) -> None:
        anchor = self._open(section)
        paragraphs = self._paragraphs(anchor, [section])
        order = self._next()
        self.chapters.append(
            Chapter(anchor, section.title, section.number, section.label, level, order, tuple(paragraphs))
        )

    def _project(self, section: Section) -> None:
        anchor, order = self._open(section), self._next()
        paragraphs = self._paragraphs(anchor, _with_inside(section))
        measures = tuple(
            self._measure(below)
            for below in section.below()
            if below.role is Role.MEASURE and _project_of(below) is section
        )
        self.projects.append(
            CentralProject(anchor, section.title, section.number, section.label, order, tuple(paragraphs), measures)
        )

    def _measure(self, section: Section) -> Measure:
        anchor = self._open(section)
        paragraphs = tuple(self._paragraphs(anchor, _with_inside(section)))
        if not paragraphs:
            self.findings.append(Finding(FindingCode.EMPTY_MEASURE, anchor))
        return Measure(anchor, section.title, section.number, section.label, paragraphs, needs_of(paragraphs))

    def _open(self, section: Section) -> str:
        anchor = self._anchors.for_section(section.title, section.number, section.label)
        self._note(anchor, section.fixes)
        return anchor

    def _paragraphs(self, anchor: str, sections: Iterable[Section]) -> Iterable[Paragraph]:
        count = 0
        for position, section in enumerate(sections):
            if position:
                count += 1
                own = self._anchors.take(f"{anchor}-p{count}")
                printed = section.printed()
                self._note(own, section.fixes, len(printed) - len(section.title))
                yield Paragraph(own, printed, ParagraphKind.HEADING)
            for piece in section.body:
                count += 1
                own = self._anchors.take(f"{anchor}-p{count}")
                self._note(own, piece.fixes)
                yield Paragraph(own, piece.text, _KINDS.get(piece.kind, ParagraphKind.TEXT))

    def _note(self, where: str, fixes: Iterable[Fix], offset: int = 0) -> None:
        for fix in fixes:
            self.repairs.append(Repair(fix.before, fix.after, where, fix.kind, fix.position + offset))

    def note_title(self, piece: Piece) -> None:
        self._note("title", piece.fixes)


def _project_of(section: Section) -> Section | None:
    return next((above for above in section.above() if above.role is Role.PROJECT), None)


def _with_inside(section: Section) -> Iterable[Section]:
    """The section itself, then all sections that were taken into it, in reading order."""
    yield section
    for child in section.children:
        if child.role is Role.INSIDE:
            yield from _with_inside(child)
