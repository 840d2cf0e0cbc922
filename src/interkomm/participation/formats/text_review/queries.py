"""Reads of the text review: which concept version a part shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import F, QuerySet

from interkomm.foundation.prepared import rows as prepared
from interkomm.foundation.topics.memory import remembered
from interkomm.participation.contributions.queries import Choice, Listing, anchor_counts, listing
from interkomm.participation.formats.text_review.models import TextReview
from interkomm.planning.concepts.queries import SECTION_FIELDS, SectionPage, section_page_of
from interkomm.planning.models import Section


@dataclass(frozen=True, slots=True)
class Review:
    """The published version that readers of a part see."""

    concept_id: int
    concept_title: str
    concept_slug: str
    version_id: int
    version_number: int
    introduction: str

    @property
    def topic(self) -> str:
        return f"concept:{self.concept_id}"


def review_of(part_id: int) -> Review | None:
    """The text of a part; None while its concept has no published version. One query."""
    row = (
        TextReview.objects.filter(part_id=part_id, concept__published_version__isnull=False)
        .values_list(
            "concept_id",
            "concept__title",
            "concept__slug",
            "concept__published_version_id",
            "concept__published_version__number",
            "concept__published_version__introduction",
        )
        .first()
    )
    return Review(*row) if row else None


_OF_VERSION = ("concept_id", "concept__title", "concept__slug", "id", "number", "introduction")


@dataclass(frozen=True, slots=True)
class ReviewedSection:
    """A section of the published version. `process_topic`: which concept a part shows is a fact of the process."""

    review: Review
    text: SectionPage
    process_topic: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.review.topic, self.process_topic)


@remembered(lambda section: section.topics)
def reviewed_section(part_id: int, process_topic: str, key: str) -> ReviewedSection | None:
    """A section as readers of a part see it; None when there is none. Two queries, or one when nothing has changed."""
    rows = prepared.rows(_build_sections, {"part_id": part_id})
    review = Review(*(rows[0][f"version__{name}"] for name in _OF_VERSION)) if rows else None
    text = section_page_of(review.version_id, rows, key) if review else None
    return ReviewedSection(review, text, process_topic) if review and text else None


def _build_sections(values: Mapping[str, Any], _shape: tuple[Any, ...]) -> QuerySet[Section, dict[str, Any]]:
    """All sections of the published version that a part shows, each with the facts of its concept."""
    shown = Section.objects.filter(
        version__concept__text_reviews__part_id=values["part_id"], version=F("version__concept__published_version")
    )
    fields = (*SECTION_FIELDS, *(f"version__{name}" for name in _OF_VERSION))
    return cast("QuerySet[Section, dict[str, Any]]", shown.order_by("position").values(*fields))


@dataclass(frozen=True, slots=True)
class Discussion:
    """A page of the contributions on a section, and how many there are by anchor."""

    listing: Listing
    counts: dict[str, int]
    topics: tuple[str, ...]


@remembered(lambda discussion: discussion.topics)
def discussion(choice: Choice, topics: tuple[str, ...]) -> Discussion | None:
    """The contributions on the section of a choice. `topics`: those of the process. Four queries, or one when nothing is new."""
    counts = anchor_counts(choice.part_id or 0, choice.section_key)
    total = sum(counts.values()) if choice.anchor is None else counts.get(choice.anchor, 0)
    return Discussion(listing(choice, total), counts, topics)
