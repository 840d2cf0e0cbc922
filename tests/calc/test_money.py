"""Cents close to the total, in a stable way."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.money import round_to_cents, split_cents

WEIGHTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 10**6), min_size=1).filter(
    lambda weights: sum(weights.values()) > 0
)
OSCHATZ = {  # population 36,695 of the seven partners; own share 90,000 euros
    "Cavertitz": (2161, 530_018),
    "Dahlen": (4171, 1_023_000),
    "Liebschützberg": (2937, 720_343),
    "Mügeln": (5792, 1_420_575),
    "Naundorf": (2200, 539_583),
    "Oschatz": (14_195, 3_481_537),
    "Wermsdorf": (5239, 1_284_944),
}


def test_oschatz_to_the_cent() -> None:
    assert sum(people for people, _cents in OSCHATZ.values()) == 36_695
    split = split_cents(9_000_000, {name: people for name, (people, _cents) in OSCHATZ.items()})
    assert split == {name: cents for name, (_people, cents) in OSCHATZ.items()}


@given(st.integers(-(10**12), 10**12), WEIGHTS)
def test_parts_close_and_stay_within_a_cent(total: int, weights: dict[str, int]) -> None:
    parts = split_cents(total, weights)
    assert sum(parts.values()) == total
    for name, cents in parts.items():
        assert abs(cents - Fraction(total * weights[name], sum(weights.values()))) < 1
        assert weights[name] or cents == 0


@given(st.integers(0, 10**9), WEIGHTS, st.randoms())
def test_the_order_does_not_matter(total: int, weights: dict[str, int], random) -> None:  # type: ignore[no-untyped-def]
    names = list(weights)
    random.shuffle(names)
    assert split_cents(total, {name: weights[name] for name in names}) == split_cents(total, weights)


def test_equal_remainders_go_by_weight_and_then_by_name() -> None:
    assert split_cents(10_000, {"b": 1, "c": 1, "a": 1}) == {"b": 3333, "c": 3333, "a": 3334}
    assert split_cents(1, {"a": 1, "b": 1}) == {"a": 1, "b": 0}


@pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": -1, "b": 3}])
def test_weights_that_make_no_sense_are_refused(weights: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        split_cents(1, weights)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20))
def test_amounts_are_rounded_to_their_total(amounts: list[float]) -> None:
    values = {str(place): amount for place, amount in enumerate(amounts)}
    total = round(sum(amounts))
    parts = round_to_cents(values, total)
    assert sum(parts.values()) == total
    assert all(abs(parts[name] - value) <= 1 for name, value in values.items())


def test_amounts_that_miss_the_total_are_refused() -> None:
    with pytest.raises(ValueError):
        round_to_cents({"a": 10.0, "b": 5.0}, 18)
