"""The recognised structure of a development concept, and its JSON form."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class ParagraphKind(StrEnum):
    TEXT = "text"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    HEADING = "heading"


class DropReason(StrEnum):
    """Why a text of the source is not part of the concept."""

    NAVIGATION = "navigation"
    DONATION = "donation"
    COOKIE_BANNER = "cookie_banner"
    PARTICIPATION_STATUS = "participation_status"
    PHASE_LABEL = "phase_label"
    PAGE_HEADER = "page_header"
    PAGE_NUMBER = "page_number"
    TABLE_OF_CONTENTS = "table_of_contents"
    PAGE_STRUCTURE = "page_structure"
    SCRIPT = "script"
    FORM = "form"
    HIDDEN = "hidden"
    METADATA = "metadata"


class ParticipationState(StrEnum):
    ENDED = "ended"
    RUNNING = "running"
    UNKNOWN = "unknown"


class RepairKind(StrEnum):
    HYPHENATION = "hyphenation"
    SOFT_HYPHEN = "soft_hyphen"
    SPACING = "spacing"


class FindingCode(StrEnum):
    """What a person should look at before the import is stored."""

    NO_TITLE = "no_title"
    NO_HEADINGS = "no_headings"
    NO_MEASURES = "no_measures"
    DUPLICATE_NUMBER = "duplicate_number"
    MISSING_NUMBER = "missing_number"
    EMPTY_MEASURE = "empty_measure"
    PROJECT_NUMBER_SUGGESTED = "project_number_suggested"
    PROJECTS_ASSUMED = "projects_assumed"
    MEASURES_WITHOUT_PROJECT = "measures_without_project"
    INVISIBLE_CHARACTERS = "invisible_characters"


class NeedKind(StrEnum):
    """A need that the text itself states; never an amount of money."""

    STAFF = "staff"
    CONCEPT = "concept"
    FUNDING = "funding"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage with its stable address; ``kind`` heading = a heading inside a measure or project."""

    anchor: str
    text: str
    kind: ParagraphKind = ParagraphKind.TEXT


@dataclass(frozen=True, slots=True)
class Need:
    """A proposal: ``text`` is the sentence of the source that states it, ``anchor`` its paragraph."""

    kind: NeedKind
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Measure:
    """number and label as printed ("6.1", "Maßnahme"); number None where the source prints none."""

    anchor: str
    title: str
    number: str | None = None
    label: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class CentralProject:
    """A group of measures; ``order`` is its place among projects and chapters."""

    anchor: str
    title: str
    number: str | None = None
    label: str = ""
    order: int = 0
    paragraphs: tuple[Paragraph, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section that is neither project nor measure; level 1 = top."""

    anchor: str
    title: str
    number: str | None = None
    label: str = ""
    level: int = 1
    order: int = 0
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Participation:
    """What the source says about its own participation; ends_on only where the date is printed."""

    state: ParticipationState = ParticipationState.UNKNOWN
    ends_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    text: str
    reason: DropReason
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """``after`` stands at ``position`` (characters) of the text at ``where``.

    where: "title", "summary", or the anchor of a section (its heading) or paragraph.
    """

    before: str
    after: str
    where: str
    kind: RepairKind = RepairKind.HYPHENATION
    position: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """where: an anchor or empty; facts: names and values for the message."""

    code: FindingCode
    where: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RecognisedConcept:
    """Everything recognition found. Nothing in it is invented: each text stands in the source."""

    title: str = ""
    summary: str = ""
    central_projects: tuple[CentralProject, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    participation: Participation = field(default_factory=Participation)
    dropped: tuple[Dropped, ...] = ()
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()

    def measures(self) -> Iterator[Measure]:
        for project in self.central_projects:
            yield from project.measures

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, projects first, then chapters."""
        for project in self.central_projects:
            yield from project.paragraphs
            for measure in project.measures:
                yield from measure.paragraphs
        for chapter in self.chapters:
            yield from chapter.paragraphs

    def anchors(self) -> list[str]:
        """All anchors of sections and paragraphs; recognition makes each of them once."""
        sections: list[CentralProject | Measure | Chapter] = [*self.central_projects, *self.measures(), *self.chapters]
        return [section.anchor for section in sections] + [paragraph.anchor for paragraph in self.paragraphs()]

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers, ready for ``json.dumps``; inverse of ``from_json``."""
        values = asdict(self)
        participation: dict[str, str] = {"state": self.participation.state.value}
        if self.participation.ends_on:
            participation["ends_on"] = self.participation.ends_on.isoformat()
        plain: dict[str, Any] = {key: _plain(value) for key, value in values.items() if key != "participation"}
        plain["participation"] = participation
        plain["findings"] = [
            {"code": finding.code.value, "where": finding.where, "facts": dict(finding.facts)}
            for finding in self.findings
        ]
        return plain

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> RecognisedConcept:
        """Raises KeyError, TypeError or ValueError for anything ``as_json`` did not make."""
        participation = values["participation"]
        ends_on = participation.get("ends_on")
        return cls(
            title=values["title"],
            summary=values["summary"],
            central_projects=tuple(_project(each) for each in values["central_projects"]),
            chapters=tuple(Chapter(**_with_paragraphs(each)) for each in values["chapters"]),
            participation=Participation(
                ParticipationState(participation["state"]),
                datetime.date.fromisoformat(ends_on) if ends_on else None,
            ),
            dropped=tuple(Dropped(**{**each, "reason": DropReason(each["reason"])}) for each in values["dropped"]),
            repairs=tuple(Repair(**{**each, "kind": RepairKind(each["kind"])}) for each in values["repairs"]),
            findings=tuple(
                Finding(FindingCode(each["code"]), each["where"], tuple(each["facts"].items()))
                for each in values["findings"]
            ),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, StrEnum) else value


def _with_paragraphs(values: dict[str, Any]) -> dict[str, Any]:
    paragraphs = tuple(
        Paragraph(each["anchor"], each["text"], ParagraphKind(each["kind"])) for each in values["paragraphs"]
    )
    return {**values, "paragraphs": paragraphs}


def _project(values: dict[str, Any]) -> CentralProject:
    measures = tuple(
        Measure(
            **{
                **_with_paragraphs(each),
                "needs": tuple(Need(NeedKind(need["kind"]), need["text"], need["anchor"]) for need in each["needs"]),
            }
        )
        for each in values["measures"]
    )
    return CentralProject(**{**_with_paragraphs(values), "measures": measures})
