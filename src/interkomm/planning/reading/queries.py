"""Reads for the public pages of concepts: published versions only."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator

from interkomm.planning.concepts.models import Concept, ConceptVersion
from interkomm.planning.concepts.queries import OutlineRow, ParagraphRow, outline, paragraph_rows

PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class WholeSection:
    row: OutlineRow
    groups: list[tuple[str, list[ParagraphRow]]]


def public_list(words: str, page: str | None) -> Page[Concept]:
    """Published concepts, by title, with owners and version. Three queries."""
    found = Concept.objects.published().select_related("published_version").prefetch_related("owners")
    if words:
        found = found.filter(title__icontains=words)
    return Paginator(found.order_by("title", "pk"), PER_PAGE).get_page(page)


def public_concept(slug: str) -> Concept | None:
    """A published concept with its version and owners."""
    found = Concept.objects.published().select_related("published_version", "cooperation")
    return found.prefetch_related("owners").filter(slug=slug).first()


def published_versions(concept: Concept) -> list[ConceptVersion]:
    """All versions that were ever public, newest first."""
    return list(concept.versions.filter(published_at__isnull=False).order_by("-number"))


def grouped(rows: Iterable[ParagraphRow]) -> list[tuple[str, list[ParagraphRow]]]:
    """Neighbours of one kind together, so that items make one list and rows one table."""
    return [(kind, list(found)) for kind, found in groupby(rows, key=lambda row: row.kind)]


def whole_text(version_id: int) -> list[WholeSection]:
    """All sections with all paragraphs. Two queries."""
    rows = outline(version_id)
    paragraphs = paragraph_rows(row.id for row in rows)
    return [WholeSection(row, grouped(paragraphs.get(row.id, []))) for row in rows]
