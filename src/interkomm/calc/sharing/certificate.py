"""An independent proof that a way of sharing is the (weighted) nucleolus: Kohlberg's criterion.

Kohlberg (1971): x is the nucleolus when at every level of satisfaction the coalitions at or below it are balanced. In the
form of Nguyen and Thomas (2016) only coalitions outside the span of those already settled need to be looked at, so at
most n-1 small linear programmes prove the result; they share nothing with the programmes that found it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.sharing.game import CostGame, coalition_sums, members

Floats = NDArray[np.float64]
LEVEL = 1e-7  # satisfactions nearer than this (relative to the largest cost) count as one level


@dataclass(frozen=True, slots=True)
class Certificate:
    """`holds`: proven. `levels`: how many levels were looked at. `problem`: sum, alone, level (which one fails), or ""."""

    holds: bool
    levels: int
    problem: str = ""


def certify(game: CostGame, shares: Floats, weights: Floats, *, is_rational: bool = True) -> Certificate:
    """Check shares against the criterion. `weights` as in `nucleolus.weights_of`; `is_rational`: nobody above alone."""
    scale = float(np.abs(game.costs).max()) or 1.0
    costs, paid = game.costs / scale, coalition_sums(shares / scale)
    if abs(paid[-1] - costs[-1]) > LEVEL:
        return Certificate(False, 0, "sum")
    singles = 1 << np.arange(game.size)
    slack = costs[singles] - paid[singles]
    if is_rational and slack.min() < -LEVEL:
        return Certificate(False, 0, "alone")
    limits = singles[slack < LEVEL] if is_rational else singles[:0]
    relative = weights / float(np.abs(weights[1:]).max())
    satisfaction = np.full(costs.size, np.inf)
    satisfaction[1:-1] = (costs - paid)[1:-1] / relative[1:-1]
    return _levels(satisfaction, game.size, members(limits, game.size))


def _levels(satisfaction: Floats, count: int, limits: Floats) -> Certificate:
    basis = np.ones((1, count)) / np.sqrt(count)
    is_open = np.isfinite(satisfaction)
    levels = 0
    random = np.random.default_rng(71)
    while basis.shape[0] < count and is_open.any():
        least = float(satisfaction[is_open].min())
        tight = members(np.flatnonzero(is_open & (satisfaction < least + LEVEL)), count)
        levels += 1
        if not _is_balanced(tight, basis, limits):
            return Certificate(False, levels, "level")
        for row in tight:
            rest = row - basis.T @ (basis @ row)
            length = float(np.linalg.norm(rest))
            if length > 1e-7:
                basis = np.vstack([basis, rest / length])
        across = (np.eye(count) - basis.T @ basis) @ random.standard_normal(count)
        is_open &= np.abs(coalition_sums(across)) > 1e-9 * count
    return Certificate(True, levels)


def _is_balanced(tight: Floats, settled: Floats, limits: Floats) -> bool:
    """Whether numbers >= 1 for every tight coalition, >= 0 for the limits and any for the settled ones add up to zero.

    Settled coalitions were balanced themselves, so multiples of them make the numbers positive again.
    """
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    infinite = solver.getInfinity()
    count = tight.shape[1]
    for _player in range(count):
        solver.addRow(0.0, 0.0, 0, [], [])
    for rows, least in ((tight, 1.0), (limits, 0.0), (settled, -infinite)):
        for row in rows:
            taking = np.flatnonzero(row).astype(np.int32)
            solver.addCol(0.0, least, infinite, taking.size, taking, row[taking])
    solver.run()
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
