"""When ratings make a case a good example."""

from fractions import Fraction
from itertools import product

import pytest

from interkomm.calc.rating import CRITERIA, judge


def scores(*values: int) -> dict[str, int]:
    return dict(zip(CRITERIA, values, strict=True))


@pytest.mark.parametrize(
    ("ratings", "missing"),
    [
        ([], ("reviewers",)),
        ([(3, 3, 3, 3)], ("reviewers",)),
        ([(2, 2, 2, 2), (2, 2, 2, 2)], ()),
        ([(2, 3, 1, 2), (3, 2, 3, 2)], ("disputed",)),
        ([(2, 2, 1, 2), (2, 2, 2, 2)], ("mean",)),
        ([(1, 3, 3, 3), (3, 3, 3, 3), (3, 3, 3, 3)], ("success", "disputed")),
        ([(1, 3, 3, 3), (2, 3, 3, 3), (2, 3, 3, 3)], ("mean", "success")),
        ([(2, 2, 2, 3), (3, 2, 3, 2), (2, 3, 2, 2)], ()),
        ([(0, 0, 0, 0), (3, 3, 3, 3)], ("mean", "success", "disputed")),
    ],
)
def test_the_rule(ratings: list[tuple[int, ...]], missing: tuple[str, ...]) -> None:
    result = judge([scores(*each) for each in ratings])
    assert result.missing == missing
    assert result.is_good_example == (not missing)


def test_a_better_rating_without_dispute_never_takes_the_label_away() -> None:
    for first, second in product(product(range(4), repeat=4), [(2, 2, 2, 2), (3, 2, 2, 3)]):
        before = judge([scores(*first), scores(*second)])
        for place in range(4):
            better = list(first)
            better[place] = min(3, better[place] + 1)
            after = judge([scores(*better), scores(*second)])
            assert after.is_good_example or not before.is_good_example or after.disputed


def test_the_spread_is_shown() -> None:
    result = judge([scores(3, 2, 0, 1), scores(2, 2, 2, 2), scores(3, 2, 2, 2)])
    transferability = result.spreads[2]
    assert (transferability.mean, transferability.lowest, transferability.highest) == (Fraction(4, 3), 0, 2)
    assert result.disputed == ("transferability",)
    assert result.count == 3


@pytest.mark.parametrize("wrong", [{"success": 2}, scores(2, 2, 2, 4), scores(-1, 2, 2, 2)])
def test_scores_off_the_scale(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not a rating"):
        judge([wrong])
