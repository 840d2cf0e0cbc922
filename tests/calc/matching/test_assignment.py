"""The assignment against brute force and its properties."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interkomm.calc.matching import Need, Offer, Plan, assign, distance_km, hindrances, usable_weeks

PLACES = {"A": (51.0, 13.0), "B": (51.1, 13.0), "C": (51.0, 13.3)}
Balances = dict[tuple[str, str], int]


def offer(key: str, owner: str, *capacity: int, **more: object) -> Offer:
    return replace(Offer(key, owner, "plough", "hour", capacity, place=PLACES[owner]), **more)  # type: ignore[arg-type]


def need(key: str, owner: str, quantity: int, first: int = 0, last: int = 0, **more: object) -> Need:
    return replace(Need(key, owner, "plough", "hour", quantity, first, last, place=PLACES[owner]), **more)  # type: ignore[arg-type]


def value(plan: Plan) -> tuple[int, int, int]:
    return -plan.covered_weight, plan.imbalance, plan.way


def brute_force(offers: list[Offer], needs: list[Need], balances: Balances) -> tuple[int, int, int]:
    """Every assignment, one after the other."""
    arcs = [(o, n, w) for o in offers for n in needs if not hindrances(o, n) for w in usable_weeks(o, n)]
    best = (0, sum(abs(units) for units in balances.values()), 0)
    for units in product(*(range(min(o.capacity[w], n.quantity) + 1) for o, n, w in arcs)):
        flows = list(zip(arcs, units, strict=True))
        if all(sum(u for (o, _n, w), u in flows if (o, w) == (x, t)) <= x.capacity[t]
               for x in offers for t in range(len(x.capacity))) and all(
               sum(u for (_o, n, _w), u in flows if n == x) <= x.quantity for x in needs):  # fmt: skip
            best = min(best, worth(flows, balances))
    return best


def worth(flows: list[tuple[tuple[Offer, Need, int], int]], balances: Balances) -> tuple[int, int, int]:
    after, covered, way = dict(balances), 0, 0
    for (o, n, _w), units in flows:
        covered += n.urgency * units
        way += units * round(distance_km(o.place, n.place) or 0)
        for owner, sign in ((o.owner, 1), (n.owner, -1)):
            after[owner, "hour"] = after.get((owner, "hour"), 0) + sign * units
    return -covered, sum(abs(units) for units in after.values()), way


def small_cases() -> Iterator[tuple[list[Offer], list[Need], Balances]]:
    rng = random.Random(7)
    for _case in range(60):
        offers = [offer(f"o{at}", rng.choice("ABC"), rng.randint(0, 2), rng.randint(0, 2)) for at in range(2)]
        needs = [
            need(f"n{at}", rng.choice("ABC"), rng.randint(1, 3), first := rng.randint(0, 1), rng.randint(first, 1),
                 urgency=rng.randint(1, 3))
            for at in range(2)
        ]  # fmt: skip
        yield offers, needs, {("A", "hour"): rng.randint(-2, 2), ("B", "hour"): rng.randint(-2, 2)}


def test_no_assignment_is_better_than_ours() -> None:
    for offers, needs, balances in small_cases():
        assert value(assign(offers, needs, balances)) == brute_force(offers, needs, balances)


OWNERS = st.sampled_from("ABC")
OFFERS = st.lists(st.tuples(OWNERS, st.lists(st.integers(0, 5), min_size=4, max_size=4)), max_size=5)
NEEDS = st.lists(
    st.tuples(OWNERS, st.integers(1, 9), st.integers(0, 3), st.integers(0, 3), st.integers(1, 3)), max_size=5
)


def made(
    offers: list[tuple[str, list[int]]], needs: list[tuple[str, int, int, int, int]]
) -> tuple[list[Offer], list[Need]]:
    return (
        [offer(f"o{at}", owner, *capacity) for at, (owner, capacity) in enumerate(offers)],
        [need(f"n{at}", owner, units, first, first + more, urgency=urgency)
         for at, (owner, units, first, more, urgency) in enumerate(needs)],
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(OFFERS, NEEDS, st.randoms())
def test_plans_keep_their_promises(
    offers: list[tuple[str, list[int]]], needs: list[tuple[str, int, int, int, int]], rng: random.Random
) -> None:
    given_offers, asked = made(offers, needs)
    plan = assign(given_offers, asked)
    by_offer, by_need = {each.key: each for each in given_offers}, {each.key: each for each in asked}
    for each in plan.assigned:
        assert not hindrances(by_offer[each.offer], by_need[each.need])
        assert each.week in usable_weeks(by_offer[each.offer], by_need[each.need])
    for each_offer in given_offers:
        for week, units in enumerate(each_offer.capacity):
            assert sum(a.quantity for a in plan.assigned if (a.offer, a.week) == (each_offer.key, week)) <= units
    for each_need in asked:
        covered = sum(a.quantity for a in plan.assigned if a.need == each_need.key)
        assert covered + plan.uncovered.get(each_need.key, 0) == each_need.quantity
    shuffled_offers, shuffled_needs = rng.sample(given_offers, len(given_offers)), rng.sample(asked, len(asked))
    assert assign(shuffled_offers, shuffled_needs) == plan
    more = [replace(each, capacity=tuple(units + 1 for units in each.capacity)) for each in given_offers]
    assert assign(more, asked).covered_weight >= plan.covered_weight


def test_urgent_needs_come_first_then_balance_then_distance() -> None:
    plan = assign([offer("o", "A", 3)], [need("calm", "B", 3), need("urgent", "C", 3, urgency=3)])
    assert dict(plan.uncovered) == {"calm": 3}
    two = [offer("near", "B", 3), offer("far", "C", 3)]
    wanted = [need("n", "A", 3)]
    assert {each.offer for each in assign(two, wanted).assigned} == {"near"}
    owes = {("C", "hour"): -3}  # C has taken three hours and may give them now
    assert {each.offer for each in assign(two, wanted, owes).assigned} == {"far"}


def test_nothing_to_do() -> None:
    assert assign([], []).assigned == ()
    assert dict(assign([], [need("n", "A", 2)]).uncovered) == {"n": 2}


@pytest.mark.parametrize(
    ("offers", "needs"),
    [
        ([offer("o", "A", 1), offer("o", "B", 1)], []),
        ([], [need("n", "A", 1), need("n", "B", 1)]),
        ([offer("o", "A", -1)], []),
        ([], [need("n", "A", 0)]),
    ],
)
def test_wrong_input_is_refused(offers: list[Offer], needs: list[Need]) -> None:
    with pytest.raises(ValueError):
        assign(offers, needs)
