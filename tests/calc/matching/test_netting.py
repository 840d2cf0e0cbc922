"""Netting: all balances end at zero, with the fewest payments."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.matching import Need, Offer, Payment, net_payments, peaks


def rest(balances: dict[str, int], payments: tuple[Payment, ...]) -> dict[str, int]:
    left = dict(balances)
    for payment in payments:
        assert payment.cents > 0
        left[payment.payer] += payment.cents
        left[payment.receiver] -= payment.cents
    return left


def fewest(balances: dict[str, int]) -> int:
    """By trying every group around the first partner that adds up to zero."""
    names = [name for name, cents in balances.items() if cents]
    if not names:
        return 0
    best = len(names) - 1
    for size in range(1, len(names)):
        for chosen in combinations(names[1:], size):
            group = {names[0], *chosen}
            if sum(balances[name] for name in group) == 0:
                best = min(best, size + fewest({name: balances[name] for name in names if name not in group}))
    return best


def test_the_fewest_payments() -> None:
    rng = random.Random(3)
    for _case in range(60):
        balances = {name: rng.randint(-3, 3) for name in "ABCDEF"}
        balances["G"] = -sum(balances.values())
        payments = net_payments(balances)
        assert not any(rest(balances, payments).values())
        assert len(payments) == fewest(balances)
        assert net_payments(dict(reversed(balances.items()))) == payments


def test_two_pairs_need_two_payments_where_greed_would_need_three() -> None:
    assert len(net_payments({"A": 500, "B": 400, "C": -400, "D": -500})) == 2
    assert len(net_payments({"A": 6, "B": 5, "C": 4, "D": -8, "E": -7})) == 4
    assert len(net_payments({"A": 10, "B": -4, "C": -6, "D": 9, "E": -9})) == 3


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30))
def test_all_balances_end_at_zero(cents: list[int]) -> None:
    balances = {f"T{at:02}": each for at, each in enumerate([*cents, -sum(cents)])}
    payments = net_payments(balances)
    assert not any(rest(balances, payments).values())
    assert len(payments) < max(2, sum(1 for each in balances.values() if each))


def test_twenty_partners_pay_as_seldom_as_possible() -> None:
    """Six groups of three and one pair, none of them to be seen without trying: 6 · 2 + 1 payments."""
    rng = random.Random(5)
    balances: dict[str, int] = {}
    for group in range(6):
        first, second = (rng.randint(10**6, 10**8) for _member in range(2))
        balances |= {
            f"{first % 97:02}{group}a": first,
            f"{second % 97:02}{group}b": second,
            f"{group}c": -first - second,
        }
    balances |= {"x": 4_711, "y": -4_711}
    payments = net_payments(balances)
    assert not any(rest(balances, payments).values())
    assert (len(balances), len(payments)) == (20, 13)


def test_balances_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError):
        net_payments({"A": 1})
    assert net_payments({"A": 0, "B": 0}) == ()


def test_neighbours_who_need_the_plough_at_once() -> None:
    plough = Offer("o", "A", "winter", "day", (3, 3, 1, 3))
    needs = [Need("1", "B", "winter", "day", 2, 1, 2), Need("2", "C", "winter", "day", 2, 1, 3),
             Need("3", "C", "gis", "day", 9, 0, 3)]  # fmt: skip
    (peak,) = peaks([plough], needs, weeks=4)
    assert (peak.first_week, peak.last_week, peak.owners) == (1, 2, ("B", "C"))
    assert (peak.needed, peak.available, peak.is_short) == (4, 1, True)
    assert peaks([plough], needs[:1], weeks=4) == ()
    assert not peaks([plough], needs, weeks=2)[0].needed <= peaks([plough], needs, weeks=2)[0].available
