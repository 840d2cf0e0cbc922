"""Reads of ratings for their pages and for the box on the page of a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from interkomm.accounts.models import User
from interkomm.calc.rating import Result, judge
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.ratings.models import Rating
from interkomm.catalogue.ratings.wording import CRITERION_NAMES, MISSING
from interkomm.ui.text import number

FEWEST_SHOWN = 2  # one rating alone would tell the second reviewer what the first thinks


@dataclass(frozen=True, slots=True)
class CriterionView:
    """`mean`: "2,5"; `range`: "2 bis 3", "" when all agree."""

    name: str | Promise
    mean: str
    lowest: int
    highest: int
    is_disputed: bool


@dataclass(frozen=True)
class RatingResult:
    """What the ratings say together. `revisions`: numbers of older revisions that some of them are about."""

    result: Result
    criteria: tuple[CriterionView, ...]
    missing: tuple[str | Promise, ...]
    older: tuple[int, ...]
    is_independent: bool

    @property
    def count(self) -> int:
        return self.result.count

    @property
    def is_shown(self) -> bool:
        """Whether everybody may see more than the number."""
        return self.count >= FEWEST_SHOWN


def current_ratings(case: Case) -> list[Rating]:
    """The present ratings with reviewer and revision. One query."""
    return list(Rating.objects.current().filter(case=case).select_related("reviewer", "revision"))


def result_of(case: Case, ratings: Sequence[Rating]) -> RatingResult:
    """Put together; no query."""
    found = judge([rating.scores for rating in ratings])
    criteria = tuple(
        CriterionView(
            CRITERION_NAMES[spread.criterion],
            number(round(float(spread.mean), 1), 0 if spread.mean.denominator == 1 else 1),
            spread.lowest,
            spread.highest,
            spread.is_disputed,
        )
        for spread in found.spreads
    )
    older = sorted({rating.revision.number for rating in ratings if rating.revision_id != case.released_id})
    return RatingResult(
        found,
        criteria,
        tuple(MISSING[code] for code in found.missing),
        tuple(older),
        all(rating.is_independent for rating in ratings),
    )


def to_rate(user: User, *, only_open: bool) -> QuerySet[Case]:
    """Public cases with `rating_count`, `has_own` (of the present revision). `only_open`: those the person can still rate."""
    own = Rating.objects.current().filter(case=OuterRef("pk"), reviewer=user, revision=OuterRef("released"))
    cases = (
        Case.objects.released()
        .select_related("released")
        .annotate(
            rating_count=Count("ratings", filter=Q(ratings__ended_at__isnull=True)),
            has_own=Exists(own),
        )
        .order_by(F("rating_count").desc(), "name", "pk")
    )
    return cases.filter(has_own=False).exclude(released__author=user) if only_open else cases.filter(has_own=True)
