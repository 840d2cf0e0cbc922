"""Reads of concepts for pages: plain rows, few queries, the same number for short and long texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Subquery

from interkomm.planning.concepts.models import Paragraph, Section

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
    """One section with paragraphs, parent, neighbours and children; None if there is no such key. Three queries."""
    sections = Section.objects.filter(version_id=version_id)
    row = sections.filter(key=key).values(
        *SECTION_FIELDS, "parent__key", "parent__number", "parent__title", "parent__kind"
    )
    found = row.first()
    if found is None:
        return None
    around = _around(sections, found["id"], found["position"])
    parent = None
    if found["parent_id"]:
        parent = SectionLink(
            found["parent_id"],
            found["parent__key"],
            found["parent__number"],
            found["parent__title"],
            found["parent__kind"],
        )
    links = [(each["position"], each["parent_id"], _link(each)) for each in around]
    return SectionPage(
        id=found["id"],
        version_id=version_id,
        key=found["key"],
        number=found["number"],
        title=found["title"],
        kind=found["kind"],
        position=found["position"],
        parent=parent,
        paragraphs=paragraph_rows([found["id"]]).get(found["id"], []),
        previous=next((link for position, _, link in reversed(links) if position < found["position"]), None),
        next=next((link for position, _, link in links if position > found["position"]), None),
        children=[link for _, parent_id, link in links if parent_id == found["id"]],
    )


def paragraph_rows(section_ids: Iterable[int]) -> dict[int, list[ParagraphRow]]:
    """Paragraphs by section, in order. One query."""
    rows = Paragraph.objects.filter(section_id__in=list(section_ids)).order_by("position", "id")
    found: dict[int, list[ParagraphRow]] = {}
    for section_id, *row in rows.values_list("section_id", "id", "anchor", "kind", "text", "position"):
        found.setdefault(section_id, []).append(ParagraphRow(*row))
    return found


def _around(sections: QuerySet[Section], section_id: int, position: int) -> list[dict[str, object]]:
    """The section before, the one after, and the children, in one query."""
    before = sections.filter(position__lt=position).order_by("-position").values("position")[:1]
    after = sections.filter(position__gt=position).order_by("position").values("position")[:1]
    nearest = Q(position=Subquery(before)) | Q(position=Subquery(after))
    rows = sections.filter(nearest | Q(parent_id=section_id)).order_by("position").values(*SECTION_FIELDS)
    return list(rows)  # type: ignore[arg-type]


def _link(row: dict[str, object]) -> SectionLink:
    return SectionLink(*(row[field] for field in ("id", "key", "number", "title", "kind")))  # type: ignore[arg-type]
