"""Reads of the text review: which concept version a part shows."""

from dataclasses import dataclass

from interkomm.participation.formats.text_review.models import TextReview


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
