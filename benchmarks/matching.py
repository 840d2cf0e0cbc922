"""Time for 500 offers, 500 needs and 52 weeks (goal: 2 s): `python benchmarks/matching.py`."""

import random
import time

from interkomm.calc.matching import Need, Offer, assign, net_payments, peaks

WEEKS, COUNT, SERVICES, OWNERS = 52, 500, 80, 20
GOAL_SECONDS = 2.0


def region(seed: int = 4) -> tuple[list[Offer], list[Need]]:
    """Offers all the year round with holes, and needs with windows of one week to the whole year."""
    rng = random.Random(seed)
    places = [(50.5 + rng.random(), 12.0 + rng.random() * 1.5) for _ in range(OWNERS)]
    offers, needs = [], []
    for number in range(COUNT):
        owner = rng.randrange(OWNERS)
        capacity = tuple(0 if rng.random() < 0.2 else rng.randint(1, 10) for _ in range(WEEKS))
        offers.append(
            Offer(f"o{number:03}", f"T{owner:02}", f"s{rng.randrange(SERVICES)}", "hour", capacity,
                  earliest_week=rng.randrange(6), place=places[owner], radius_km=rng.choice((0, 25, 60)),
                  price_cents=rng.randint(1000, 9000))
        )  # fmt: skip
        owner, first = rng.randrange(OWNERS), rng.randrange(WEEKS)
        needs.append(
            Need(f"n{number:03}", f"T{owner:02}", f"s{rng.randrange(SERVICES)}", "hour", rng.randint(1, 60), first,
                 min(WEEKS - 1, first + rng.randrange(WEEKS)), urgency=rng.randint(1, 3), place=places[owner])
        )  # fmt: skip
    return offers, needs


def main() -> None:
    offers, needs = region()
    started = time.perf_counter()
    plan = assign(offers, needs)
    took = time.perf_counter() - started
    print(f"assign {COUNT} x {COUNT} x {WEEKS} weeks: {took:.2f} s (goal {GOAL_SECONDS:.0f} s),", end=" ")
    print(f"{len(plan.assigned)} assignments, {sum(plan.uncovered.values())} units wait, imbalance {plan.imbalance}")
    started = time.perf_counter()
    found = peaks(offers, needs, WEEKS)
    print(f"peaks: {time.perf_counter() - started:.3f} s, {len(found)} found")
    rng = random.Random(1)
    balances = {f"T{number:02}": rng.randint(-90_000, 90_000) for number in range(11)}
    balances["T11"] = -sum(balances.values())
    started = time.perf_counter()
    print(f"netting of 12 partners: {len(net_payments(balances))} payments", end=" ")
    print(f"in {time.perf_counter() - started:.3f} s")


if __name__ == "__main__":
    main()
