"""Is a case a good example? Ratings of independent reviewers, put together without hiding where they disagree. Pure.

Rule and reasons: docs/algorithms/rating.md. The label is always derived from the ratings, never set.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

CRITERIA = ("success", "resources", "transferability", "lessons")
LOWEST, HIGHEST = 0, 3
REVIEWERS_NEEDED = 2
MEAN_NEEDED = 2
SUCCESS_NEEDED = 2
DISAGREEMENT = 2  # a range of so many steps must be talked about

Scores = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """One criterion over all reviewers: `mean` exact, `lowest` and `highest` on the scale 0 to 3."""

    criterion: str
    mean: Fraction
    lowest: int
    highest: int

    @property
    def range(self) -> int:
        return self.highest - self.lowest

    @property
    def is_disputed(self) -> bool:
        """The reviewers are two or more steps apart."""
        return self.range >= DISAGREEMENT


@dataclass(frozen=True, slots=True)
class Result:
    """`count`: reviewers. `spreads`: by criterion, empty without ratings. `missing`: why it is no good example (codes)."""

    count: int
    spreads: tuple[Spread, ...]
    missing: tuple[str, ...]

    @property
    def is_good_example(self) -> bool:
        return not self.missing

    @property
    def disputed(self) -> tuple[str, ...]:
        """Criteria in which the reviewers are two or more steps apart."""
        return tuple(spread.criterion for spread in self.spreads if spread.is_disputed)


def judge(ratings: Sequence[Scores]) -> Result:
    """Put the present ratings of one case together, one a reviewer. Raises ValueError for a score off the scale.

    `missing` holds any of: "reviewers" (fewer than two), "mean" (below 2 somewhere), "success" (somebody gives the
    evidence of success less than 2), "disputed" (two or more steps apart somewhere).
    """
    for scores in ratings:
        if set(scores) != set(CRITERIA) or not all(LOWEST <= score <= HIGHEST for score in scores.values()):
            raise ValueError(f"not a rating: {dict(scores)}")
    spreads = tuple(_spread(criterion, [scores[criterion] for scores in ratings]) for criterion in CRITERIA if ratings)
    reasons = {
        "reviewers": len(ratings) < REVIEWERS_NEEDED,
        "mean": any(spread.mean < MEAN_NEEDED for spread in spreads),
        "success": any(scores["success"] < SUCCESS_NEEDED for scores in ratings),
        "disputed": any(spread.is_disputed for spread in spreads),
    }
    return Result(len(ratings), spreads, tuple(code for code, applies in reasons.items() if applies))


def _spread(criterion: str, scores: list[int]) -> Spread:
    return Spread(criterion, Fraction(sum(scores), len(scores)), min(scores), max(scores))
