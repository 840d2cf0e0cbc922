"""The three aims on a middle-sized case against one programme that keeps earlier aims as rows of their own."""

import random

import numpy as np

from interkomm.calc.matching import Need, Offer, assign
from interkomm.calc.matching.assignment import _arcs, _Programme


def test_later_aims_are_met_on_a_larger_case() -> None:
    rng = random.Random(5)
    places = [(50.5 + rng.random(), 12.0 + rng.random()) for _ in range(8)]
    offers = [
        Offer(f"o{at:02}", f"T{(t := rng.randrange(8))}", f"s{rng.randrange(6)}", "hour",
              tuple(rng.randint(0, 6) for _ in range(10)), place=places[t])
        for at in range(40)
    ]  # fmt: skip
    needs = [
        Need(f"n{at:02}", f"T{(t := rng.randrange(8))}", f"s{rng.randrange(6)}", "hour", rng.randint(1, 30),
             (w := rng.randrange(10)), min(9, w + rng.randrange(6)), urgency=rng.randint(1, 3), place=places[t])
        for at in range(40)
    ]  # fmt: skip
    plan, arcs = assign(offers, needs), _arcs(offers, needs)
    programme, count = _Programme(arcs, {}), len(arcs)
    both = 2 * len(programme.owners)
    aims = [
        np.array([-arc.need.urgency for arc in arcs] + [0.0] * both, dtype=float),
        np.array([0.0] * count + [1.0] * both),
        np.array([arc.way for arc in arcs] + [0] * both, dtype=float),
    ]
    solver = programme._solver(aims[0])
    columns = np.arange(len(aims[0]), dtype=np.int32)
    for aim, reached in zip(aims, (-plan.covered_weight, plan.imbalance, plan.way), strict=True):
        solver.changeColsCost(len(aim), columns, aim)
        solver.run()
        assert round(solver.getInfo().objective_function_value) == reached
        solver.addRow(-np.inf, float(reached), len(aim), columns, aim)
