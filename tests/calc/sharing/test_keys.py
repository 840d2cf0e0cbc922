"""Keys: exact shares, combinations, steps, limits; taxes and land pools."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interkomm.calc.sharing.keys import Figure, InvalidKey, Key, Limit, Step, equal, exact, shares, split
from interkomm.calc.sharing.land import Plot, Sale, land_pool, net_tax_shares, trade_tax_levy

ONE = Fraction(1)
NAMES = ("Ahrenau", "Birkstedt", "Cronfeld", "Dorf")
FIGURES = st.lists(st.integers(1, 10**6), min_size=4, max_size=4).map(
    lambda values: Figure("usage", {name: Fraction(value) for name, value in zip(NAMES, values, strict=True)})
)


def usage(**values: int) -> Figure:
    return Figure("usage", {name: Fraction(value) for name, value in values.items()})


def test_base_and_usage() -> None:
    key = Key([(equal("AB"), Fraction(3, 10)), (usage(A=1, B=3), Fraction(7, 10))])
    assert shares(key) == {"A": Fraction(13, 40), "B": Fraction(27, 40)}
    assert split(100_000, key) == {"A": 32_500, "B": 67_500}


def test_steps_count_large_partners_less() -> None:
    key = Key([(usage(A=100, B=300), ONE)], steps=[Step(Fraction(100), Fraction(1, 2))])
    assert shares(key) == {"A": Fraction(1, 3), "B": Fraction(2, 3)}  # 100 against 100 + 200 / 2
    three = Key(
        [(usage(A=100, B=300), ONE)], steps=[Step(Fraction(200), Fraction(0)), Step(Fraction(50), Fraction(1, 2))]
    )
    assert shares(three) == {"A": Fraction(75, 200), "B": Fraction(125, 200)}


def test_limits_hold_and_the_rest_keeps_its_proportion() -> None:
    figure = usage(A=80, B=15, C=5)
    assert shares(Key([(figure, ONE)], limits={"A": Limit(most=Fraction(1, 2))})) == {
        "A": Fraction(1, 2),
        "B": Fraction(3, 8),
        "C": Fraction(1, 8),
    }
    both = Key([(figure, ONE)], limits={"A": Limit(most=Fraction(1, 2)), "C": Limit(least=Fraction(1, 4))})
    assert shares(both) == {"A": Fraction(1, 2), "B": Fraction(1, 4), "C": Fraction(1, 4)}


@given(FIGURES, st.integers(0, 25), st.integers(26, 100))
def test_shares_add_up_and_stay_within_limits(figure: Figure, least: int, most: int) -> None:
    limits = {name: Limit(Fraction(least, 100), Fraction(most, 100)) for name in NAMES}
    found = shares(Key([(figure, ONE)], limits=limits))
    assert sum(found.values()) == 1
    assert all(Fraction(least, 100) <= share <= Fraction(most, 100) for share in found.values())


BOUNDS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 100)), min_size=4, max_size=4)


@given(FIGURES, BOUNDS)
def test_limits_of_single_partners_leave_the_rest_in_proportion(figure: Figure, bounds: list[tuple[int, int]]) -> None:
    """The oracle: everybody pays the same multiple of the figure, or the limit where that lies beyond it."""
    pairs = [(Fraction(low, 100), Fraction(max(low, high), 100)) for low, high in bounds]
    assume(sum(low for low, _high in pairs) <= 1 <= sum(high for _low, high in pairs))
    limits = {name: Limit(low, high) for name, (low, high) in zip(NAMES, pairs, strict=True)}
    found = shares(Key([(figure, ONE)], limits=limits))
    low, high = Fraction(0), Fraction(1)
    for _halving in range(80):
        middle = (low + high) / 2
        paid = {name: min(max(middle * figure.values[name], limits[name].least), limits[name].most) for name in NAMES}  # type: ignore[type-var]
        low, high = (middle, high) if sum(paid.values()) < 1 else (low, middle)  # type: ignore[arg-type]
    assert sum(found.values()) == 1
    assert [float(found[name]) for name in NAMES] == pytest.approx([float(paid[name]) for name in NAMES], abs=1e-9)  # type: ignore[arg-type]


@given(FIGURES, st.integers(1, 1000))
def test_the_unit_of_a_figure_does_not_matter_and_more_of_it_never_costs_less(figure: Figure, factor: int) -> None:
    before = shares(Key([(figure, ONE)]))
    assert (
        shares(Key([(Figure("usage", {name: value * factor for name, value in figure.values.items()}), ONE)])) == before
    )
    more = dict(figure.values) | {"Dorf": figure.values["Dorf"] + factor}
    assert shares(Key([(Figure("usage", more), ONE)]))["Dorf"] >= before["Dorf"]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (Key([]), "weights"),
        (Key([(usage(A=1), Fraction(1, 2))]), "weights"),
        (Key([(usage(A=1), Fraction(2)), (usage(A=1), Fraction(-1))]), "weights"),
        (Key([(usage(A=1), Fraction(1, 2)), (usage(B=1), Fraction(1, 2))]), "partners"),
        (Key([(usage(A=0, B=0), ONE)]), "figure"),
        (Key([(usage(A=-1, B=5), ONE)]), "figure"),
        (Key([(usage(A=1, B=5), ONE)], steps=[Step(ONE, Fraction(-1))]), "steps"),
        (Key([(usage(A=1, B=5), ONE)], limits={"X": Limit(least=Fraction(1, 2))}), "limits"),
        (Key([(usage(A=1, B=5), ONE)], limits={name: Limit(most=Fraction(1, 3)) for name in "AB"}), "limits"),
        (Key([(usage(A=1, B=5), ONE)], limits={name: Limit(least=Fraction(2, 3)) for name in "AB"}), "limits"),
        (Key([(usage(A=1, B=5), ONE)], limits={"A": Limit(Fraction(1, 2), Fraction(1, 3))}), "limits"),
    ],
)
def test_keys_that_make_no_sense_are_refused(key: Key, code: str) -> None:
    with pytest.raises(InvalidKey) as broken:
        shares(key)
    assert broken.value.code == code


def test_figures_are_taken_as_they_are_written() -> None:
    assert exact(0.1) == Fraction(1, 10)


def test_trade_tax_levy_and_net_shares() -> None:
    assert trade_tax_levy(100_000_000, 400) == 8_750_000  # a million euros at a rate of 400 per cent
    assert net_tax_shares(100_000_000, 400, {"A": 1, "B": 3}) == {"A": 22_812_500, "B": 68_437_500}
    for revenue, rate in ((1, 0), (1, -1), (-1, 400)):
        with pytest.raises(ValueError):
            trade_tax_levy(revenue, rate)


VALUES = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 10**9)), min_size=1, max_size=12)


@given(VALUES, st.integers(0, 10**6))
def test_who_brings_in_land_gets_its_value_back(values: list[tuple[str, int]], development: int) -> None:
    """The invariant of the pool: all land sold at its value, everybody has back exactly what was brought in."""
    assume(sum(cents for _owner, cents in values) > 0)
    plots = [Plot(owner, cents) for owner, cents in values]
    sales = [Sale(cents + development, development, "Ahrenau") for _owner, cents in values]
    accounts = land_pool(plots, {}, sales)
    for name, account in accounts.items():
        brought = sum(cents for owner, cents in values if owner == name)
        assert (account.brought_in, account.paid_out) == (brought, brought)
    assert accounts["Ahrenau"].refunded == development * len(values) if "Ahrenau" in accounts else not development
    assert sum(account.share for account in accounts.values()) == 1


def test_a_gain_is_shared_by_value() -> None:
    accounts = land_pool([Plot("A", 300)], {"B": 100}, [Sale(700)])
    assert {name: account.paid_out for name, account in accounts.items()} == {"A": 600, "B": 200}


@pytest.mark.parametrize(
    ("plots", "money", "sales"),
    [([], {}, []), ([Plot("A", -1)], {}, []), ([Plot("A", 0)], {}, []), ([Plot("A", 5)], {}, [Sale(1, 2, "A")])],
)
def test_pools_that_make_no_sense_are_refused(plots: list[Plot], money: dict[str, int], sales: list[Sale]) -> None:
    with pytest.raises(ValueError):
        land_pool(plots, money, sales)
