"""Reads for the staff pages of concepts."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, Q

from interkomm.accounts.models import User
from interkomm.organisations.roles.rules import organisations_where
from interkomm.planning.concepts.differences import SectionDifference, differences
from interkomm.planning.concepts.models import Concept, ConceptVersion
from interkomm.planning.concepts.queries import concepts_of
from interkomm.planning.concepts.structure import text_of_version

PER_PAGE = 25
ORDERINGS = {"title": "title", "-title": "-title", "created": "created_at", "-created": "-created_at"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person looks for; `ordering` is a key of ORDERINGS."""

    words: str = ""
    state: str = ""
    ordering: str = "title"


def concept_list(user: User, filters: Filters, page: str | int | None) -> Page[Concept]:
    """One page of the concepts of the person's organisations, with owners and newest version number. Three queries."""
    found = concepts_of(user)
    if filters.words:
        found = found.filter(title__icontains=filters.words)
    if filters.state == "published":
        found = found.published()  # type: ignore[attr-defined]
    elif filters.state == "draft":
        found = found.filter(Q(published_version=None) | Q(newest__gt=F("published_version__number")))
    return Paginator(found.order_by(ORDERINGS[filters.ordering], "pk"), PER_PAGE).get_page(page)


def visible_concept(user: User, slug: str) -> Concept | None:
    """A concept of one of the person's organisations (any role), with owners at hand."""
    mine = Concept.objects.of_organisations(organisations_where(user))
    return mine.select_related("published_version", "cooperation").prefetch_related("owners").filter(slug=slug).first()


def version_of(concept: Concept, number: int) -> ConceptVersion | None:
    """One version with its concept at hand."""
    version = concept.versions.select_related("source_file", "created_by").filter(number=number).first()
    if version is not None:
        version.concept = concept
    return version


def version_differences(old: ConceptVersion, new: ConceptVersion) -> list[SectionDifference]:
    """All sections of both versions with what has changed. Four queries."""
    return differences(text_of_version(old), text_of_version(new))
