"""Reads of concepts for pages: plain rows, few queries, the same number for short and long texts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from rapidfuzz import fuzz

from interkomm.accounts.models import User
from interkomm.cooperation.models import Cooperation
from interkomm.foundation.prepared import rows as prepared
from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.rules import organisations_where
from interkomm.planning.concepts.models import Concept, ConceptImport, Paragraph, Section

SIMILAR_TITLE = 92  # of 100; numbers in the titles must be equal besides
SECTION_FIELDS = ("id", "key", "number", "title", "kind", "position", "parent_id")


class OutlineRow(NamedTuple):
    """One line of the contents. `depth` 0 = top; `parent_key` empty at the top."""

    id: int
    key: str
    number: str
    title: str
    kind: str
    depth: int
    parent_key: str
    paragraph_count: int

    @property
    def label(self) -> str:
        return f"{self.number} {self.title}".strip()


class SectionLink(NamedTuple):
    """Another section as something to link to."""

    id: int
    key: str
    number: str
    title: str
    kind: str

    @property
    def label(self) -> str:
        return f"{self.number} {self.title}".strip()


class ParagraphRow(NamedTuple):
    id: int
    anchor: str
    kind: str
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class SectionPage:
    """All that the page of one section shows; `children` are the sections directly below, in order."""

    id: int
    version_id: int
    key: str
    number: str
    title: str
    kind: str
    position: int
    parent: SectionLink | None
    paragraphs: list[ParagraphRow]
    previous: SectionLink | None
    next: SectionLink | None
    children: list[SectionLink]

    @property
    def label(self) -> str:
        return f"{self.number} {self.title}".strip()


def outline(version_id: int) -> list[OutlineRow]:
    """The numbered tree of one version in reading order. One query."""
    sections = Section.objects.filter(version_id=version_id).order_by("position")
    rows = sections.annotate(paragraph_count=Count("paragraphs")).values_list(
        "id", "key", "number", "title", "kind", "parent_id", "paragraph_count"
    )
    seen: dict[int, tuple[int, str]] = {}
    result: list[OutlineRow] = []
    for key_id, key, number, title, kind, parent_id, count in rows:
        above = seen.get(parent_id) if parent_id else None
        depth, parent_key = (above[0] + 1, above[1]) if above else (0, "")
        seen[key_id] = (depth, key)
        result.append(OutlineRow(key_id, key, number, title, kind, depth, parent_key, count))
    return result


def section_page(version_id: int, key: str) -> SectionPage | None:
    """One section with paragraphs, parent, neighbours and children; None if there is no such key. Two queries."""
    rows = Section.objects.filter(version_id=version_id).order_by("position").values(*SECTION_FIELDS)
    return section_page_of(version_id, list(rows), key)


def section_page_of(version_id: int, rows: Sequence[Mapping[str, Any]], key: str) -> SectionPage | None:
    """The same from all sections of the version in order (values of `SECTION_FIELDS`). One query for the paragraphs."""
    place = next((place for place, row in enumerate(rows) if row["key"] == key), None)
    if place is None:
        return None
    found = rows[place]
    parent = next((row for row in rows if row["id"] == found["parent_id"]), None)
    return SectionPage(
        id=found["id"],
        version_id=version_id,
        key=found["key"],
        number=found["number"],
        title=found["title"],
        kind=found["kind"],
        position=found["position"],
        parent=_link(parent) if parent else None,
        paragraphs=[ParagraphRow(**row) for row in prepared.rows(_build_paragraphs, {"section_id": found["id"]})],
        previous=_link(rows[place - 1]) if place else None,
        next=_link(rows[place + 1]) if place + 1 < len(rows) else None,
        children=[_link(row) for row in rows if row["parent_id"] == found["id"]],
    )


def _build_paragraphs(values: Mapping[str, Any], _shape: tuple[Any, ...]) -> QuerySet[Paragraph, dict[str, Any]]:
    chosen = Paragraph.objects.filter(**values).order_by("position", "id")
    return cast("QuerySet[Paragraph, dict[str, Any]]", chosen.values(*ParagraphRow._fields))


def paragraph_rows(section_ids: Iterable[int]) -> dict[int, list[ParagraphRow]]:
    """Paragraphs by section, in order. One query."""
    rows = Paragraph.objects.filter(section_id__in=list(section_ids)).order_by("position", "id")
    found: dict[int, list[ParagraphRow]] = {}
    for section_id, *row in rows.values_list("section_id", "id", "anchor", "kind", "text", "position"):
        found.setdefault(section_id, []).append(ParagraphRow._make(row))
    return found


def _link(row: Mapping[str, Any]) -> SectionLink:
    return SectionLink(row["id"], row["key"], row["number"], row["title"], row["kind"])


def concepts_of(user: User) -> QuerySet[Concept]:
    """Concepts of all organisations in which the person has a role, with owners and newest version number."""
    mine = Concept.objects.of_organisations(organisations_where(user))
    return mine.select_related("published_version").prefetch_related("owners").annotate(newest=Max("versions__number"))


def waiting_imports(organisation_ids: Iterable[int]) -> QuerySet[ConceptImport]:
    """Previews that are neither accepted nor discarded, newest first."""
    waiting = ConceptImport.objects.filter(organisation_id__in=list(organisation_ids), stored_as=None)
    return waiting.select_related("organisation", "concept").defer("recognised")


def current_partner_ids(cooperation: Cooperation) -> list[int]:
    """Keys of the organisations that belong to the cooperation today, in its order."""
    partners = cooperation.partners.current_on(timezone.localdate())
    return list(partners.order_by("position", "pk").values_list("organisation_id", flat=True))


def known_concept(organisation: Organisation, title: str, sha256: str) -> Concept | None:
    """The concept of this organisation that a document belongs to: same source, else same or nearly the same title."""
    concepts = organisation.concepts.all()
    same_source = concepts.filter(versions__source_sha256=sha256).distinct().first()
    if same_source is not None:
        return same_source
    scored = [(_likeness(title, concept.title), concept) for concept in concepts]
    best = max(scored, key=lambda each: each[0], default=(0.0, None))
    return best[1] if best[0] >= SIMILAR_TITLE else None


def _likeness(first: str, second: str) -> float:
    """0 to 100; 0 where the numbers differ ("Leitbild 2030" is not "Leitbild 2035")."""
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return 0.0
    return fuzz.ratio(_plain(first), _plain(second))


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
