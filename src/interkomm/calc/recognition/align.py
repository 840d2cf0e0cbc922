"""Compare a new import with the stored structure: what stayed, changed, came, went or moved.

Matched sections and paragraphs keep their OLD anchors, because links and comments hang on them; an anchor of something
removed is never given to something new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .anchors import Anchors
from .concept import CentralProject, Chapter, Measure, Paragraph, RecognisedConcept
from .match import Part, match_paragraphs, match_sections, outside_longest_row


class Change(StrEnum):
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class SectionKind(StrEnum):
    PROJECT = "project"
    MEASURE = "measure"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """anchor: the one that stays; old_text None for added, new_text None for removed paragraphs."""

    change: Change
    anchor: str
    old_text: str | None
    new_text: str | None
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class SectionChange:
    """``change`` tells about heading and paragraphs together; ``is_moved`` also of a changed section."""

    kind: SectionKind
    change: Change
    anchor: str
    number: str | None
    title: str
    old_number: str | None = None
    old_title: str | None = None
    is_moved: bool = False
    paragraphs: tuple[ParagraphChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """concept: the new structure with the anchors to store. sections: in its order, removed ones last."""

    concept: RecognisedConcept
    sections: tuple[SectionChange, ...]
    old_title: str
    old_summary: str

    @property
    def is_empty(self) -> bool:
        """True if storing the new import would change nothing."""
        is_head_same = (self.old_title, self.old_summary) == (self.concept.title, self.concept.summary)
        return is_head_same and all(each.change is Change.UNCHANGED for each in self.sections)

    def counts(self) -> dict[Change, int]:
        """How many paragraphs and headings have each fate; all keys present."""
        counted = Counter(each.change for section in self.sections for each in section.paragraphs)
        counted.update(section.change for section in self.sections if not section.paragraphs)
        return {change: counted[change] for change in Change}


def align(old: RecognisedConcept, new: RecognisedConcept) -> Proposal:
    """Propose how ``new`` updates ``old``. Deterministic; time is bounded by the limits in ``match``."""
    before, after = list(_parts(old)), list(_parts(new))
    sections = match_sections(before, after)
    paragraphs = match_paragraphs(before, after, sections)
    return _Aligned(old, new, before, after, sections, paragraphs).proposal()


def _parts(concept: RecognisedConcept) -> Iterator[Part]:
    tops: list[CentralProject | Chapter] = [*concept.central_projects, *concept.chapters]
    for top in sorted(tops, key=lambda section: section.order):
        if isinstance(top, Chapter):
            yield _part(SectionKind.CHAPTER, top, "")
            continue
        yield _part(SectionKind.PROJECT, top, "")
        for measure in top.measures:
            yield _part(SectionKind.MEASURE, measure, top.anchor)


def _part(kind: SectionKind, section: CentralProject | Chapter | Measure, parent: str) -> Part:
    return Part(kind, section.anchor, section.number, section.title, section.label, parent, section.paragraphs)


class _Aligned:
    """One comparison while it is being written down."""

    def __init__(
        self,
        old: RecognisedConcept,
        new: RecognisedConcept,
        before: Sequence[Part],
        after: Sequence[Part],
        sections: dict[int, int],
        paragraphs: dict[str, str],
    ) -> None:
        self._old, self._new = old, new
        self._before, self._after = before, after
        self._sections, self._paragraphs = sections, paragraphs
        self._old_paragraphs = {
            each.anchor: (index, each) for index, part in enumerate(before) for each in part.paragraphs
        }
        self._anchors = self._final_anchors()

    def _final_anchors(self) -> dict[str, str]:
        """New anchor → anchor to store."""
        free = Anchors([*self._old.anchors(), "title", "summary"])
        final: dict[str, str] = {}
        for index, part in enumerate(self._after):
            matched = self._sections.get(index)
            own = self._before[matched].anchor if matched is not None else free.take(part.anchor)
            final[part.anchor] = own
            for count, paragraph in enumerate(part.paragraphs, start=1):
                kept = self._paragraphs.get(paragraph.anchor)
                final[paragraph.anchor] = kept if kept is not None else free.take(f"{own}-p{count}")
        return final

    def proposal(self) -> Proposal:
        moved = outside_longest_row([self._sections[index] for index in sorted(self._sections)])
        changes = [self._section(index, part, moved) for index, part in enumerate(self._after)]
        kept = set(self._sections.values())
        changes += [self._removed(part) for index, part in enumerate(self._before) if index not in kept]
        return Proposal(_renamed(self._new, self._anchors), tuple(changes), self._old.title, self._old.summary)

    def _section(self, index: int, part: Part, moved: set[int]) -> SectionChange:
        matched = self._sections.get(index)
        paragraphs = tuple(self._paragraph_changes(index, part))
        anchor = self._anchors[part.anchor]
        if matched is None:
            return SectionChange(
                SectionKind(part.kind), Change.ADDED, anchor, part.number, part.title, paragraphs=paragraphs
            )
        old = self._before[matched]
        is_moved = matched in moved or self._anchors.get(part.parent, "") != old.parent
        is_same = part.heading == old.heading and all(each.change is Change.UNCHANGED for each in paragraphs)
        change = Change.CHANGED if not is_same else Change.MOVED if is_moved else Change.UNCHANGED
        return SectionChange(
            SectionKind(part.kind), change, anchor, part.number, part.title, old.number, old.title, is_moved, paragraphs
        )

    def _paragraph_changes(self, index: int, part: Part) -> Iterator[ParagraphChange]:
        home = self._sections.get(index)
        positions = (
            {each.anchor: place for place, each in enumerate(self._before[home].paragraphs)} if home is not None else {}
        )
        here = [self._paragraphs[p.anchor] for p in part.paragraphs if self._paragraphs.get(p.anchor) in positions]
        moved = outside_longest_row([positions[anchor] for anchor in here])
        for paragraph in part.paragraphs:
            anchor = self._paragraphs.get(paragraph.anchor)
            if anchor is None:
                yield ParagraphChange(Change.ADDED, self._anchors[paragraph.anchor], None, paragraph.text)
                continue
            old = self._old_paragraphs[anchor][1]
            is_moved = anchor not in positions or positions[anchor] in moved
            is_same = (old.text, old.kind) == (paragraph.text, paragraph.kind)
            change = Change.CHANGED if not is_same else Change.MOVED if is_moved else Change.UNCHANGED
            yield ParagraphChange(change, anchor, old.text, paragraph.text, is_moved)
        if home is not None:
            yield from self._gone(self._before[home])

    def _gone(self, part: Part) -> Iterator[ParagraphChange]:
        kept = set(self._paragraphs.values())
        for paragraph in part.paragraphs:
            if paragraph.anchor not in kept:
                yield ParagraphChange(Change.REMOVED, paragraph.anchor, paragraph.text, None)

    def _removed(self, part: Part) -> SectionChange:
        return SectionChange(
            SectionKind(part.kind),
            Change.REMOVED,
            part.anchor,
            part.number,
            part.title,
            part.number,
            part.title,
            paragraphs=tuple(self._gone(part)),
        )


def _renamed(concept: RecognisedConcept, final: dict[str, str]) -> RecognisedConcept:
    """The same concept with other anchors, everywhere an anchor occurs."""

    def paragraphs(each: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(replace(paragraph, anchor=final[paragraph.anchor]) for paragraph in each)

    def measure(each: Measure) -> Measure:
        needs = tuple(replace(need, anchor=final[need.anchor]) for need in each.needs)
        return replace(each, anchor=final[each.anchor], paragraphs=paragraphs(each.paragraphs), needs=needs)

    return replace(
        concept,
        central_projects=tuple(
            replace(
                project,
                anchor=final[project.anchor],
                paragraphs=paragraphs(project.paragraphs),
                measures=tuple(measure(each) for each in project.measures),
            )
            for project in concept.central_projects
        ),
        chapters=tuple(
            replace(chapter, anchor=final[chapter.anchor], paragraphs=paragraphs(chapter.paragraphs))
            for chapter in concept.chapters
        ),
        repairs=tuple(replace(each, where=final.get(each.where, each.where)) for each in concept.repairs),
        findings=tuple(replace(each, where=final.get(each.where, each.where)) for each in concept.findings),
    )
