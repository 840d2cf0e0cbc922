"""Games of the tests: published ones, random ones, and an oracle that knows nothing of our programmes."""

import re

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from interkomm.calc.sharing import CostGame
from interkomm.calc.sharing.game import coalition_sums, members

# Water supply of six groups of municipalities in Skåne, million Swedish crowns. Our fixture: the values reproduce the
# printed shares of Young, Okada and Hashimoto (IIASA WP-79-77, 1979) within 0.01; they are not copied from the paper.
_SKANE = """
A 21.95  H 17.08  K 10.91  L 15.88  M 20.81  T 21.98
AH 34.69 AK 32.86 AL 37.83 AM 42.76 AT 43.93 HK 22.96 HL 25.00 HM 37.89 HT 39.06 KL 26.79 KM 31.45 KT 32.89 LM 31.10
LT 37.86 MT 39.41
AHK 40.74 AHL 43.22 AHM 55.50 AHT 56.67 AKL 48.74 AKM 53.40 AKT 54.84 ALM 53.05 ALT 59.81 AMT 61.36
HKL 27.26 HKM 42.55 HKT 44.94 HLM 45.81 HLT 46.98 HMT 56.49 KLM 42.01 KLT 48.77 KMT 50.32 LMT 51.46
AHKL 48.95 AHKM 60.25 AHKT 62.72 AHLM 64.03 AHLT 65.20 AHMT 74.10 AKLM 63.96 AKLT 70.72 AKMT 72.27 ALMT 73.41
HKLM 48.07 HKLT 49.24 HKMT 59.35 HLMT 64.41 KLMT 56.61
AHKLM 69.76 AHKLT 70.93 AHKMT 77.42 AHLMT 83.00 AKLMT 73.97 HKLMT 66.46  AHKLMT 83.82
"""
SKANE_COSTS = {",".join(names): float(cost) for names, cost in re.findall(r"([AHKLMT]+)\s+([\d.]+)", _SKANE)}
SKANE = CostGame.of("AHKLMT", SKANE_COSTS)
# Three purposes of the Tennessee Valley Authority, 1000 dollars: navigation, flood control, power.
TVA = CostGame.of(
    "NFP",
    {"N": 163_520, "F": 140_826, "P": 250_096, "N,F": 301_607, "N,P": 378_821, "F,P": 367_370, "N,F,P": 412_584},
)


def random_game(seed: int, most: int = 8) -> CostGame:
    """3 to `most` players; four kinds of costs, two of them with many ties."""
    random = np.random.default_rng(seed)
    count = int(random.integers(3, most + 1))
    sizes = coalition_sums(np.ones(count))
    kinds = (
        random.random(1 << count) * 10,
        random.integers(1, 20, 1 << count).astype(float),
        np.sqrt(sizes) * random.uniform(5, 6, 1 << count),
        random.integers(0, 3, 1 << count) + sizes,
    )
    costs = kinds[seed % 4]
    costs[0] = 0.0
    return CostGame(tuple(f"p{place}" for place in range(count)), costs)


@st.composite
def games(draw: st.DrawFn, most: int = 6) -> CostGame:
    """Small games with whole costs from 0 to 1,000."""
    count = draw(st.integers(1, most))
    costs = [0, *(draw(st.integers(0, 1000)) for _coalition in range((1 << count) - 1))]
    return CostGame(tuple(f"p{place}" for place in range(count)), np.array(costs, float))


def brute_shapley(game: CostGame) -> NDArray[np.float64]:
    """The mean over all orders of joining, one after another."""
    from itertools import permutations

    found, orders = np.zeros(game.size), 0
    for order in permutations(range(game.size)):
        mask = 0
        for player in order:
            found[player] += game.costs[mask | 1 << player] - game.costs[mask]
            mask |= 1 << player
        orders += 1
    return found / orders


def least(cost, above, limits, equal, fixed, upper):  # type: ignore[no-untyped-def]
    """A linear programme as a whole: minimum of cost·x with above·x <= limits, equal·x = fixed, x <= upper."""
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    infinite = solver.getInfinity()
    for each, bound in zip(cost, upper, strict=True):
        solver.addCol(float(each), -infinite, infinite if bound is None else float(bound), 0, [], [])
    for rows, low, right in ((above, False, limits), (equal, True, fixed)):
        for row, value in zip(rows, right, strict=True):
            places = np.flatnonzero(row).astype(np.int32)
            solver.addRow(float(value) if low else -infinite, float(value), places.size, places, row[places])
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return np.array(solver.getSolution().col_value), float(solver.getInfo().objective_function_value)


def brute_nucleolus(game: CostGame, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kopelowitz' programmes (1967) with all coalitions as rows. In each round every open coalition is asked with a
    programme of its own whether it can be more satisfied than the optimum; those that cannot are fixed. Slow, and it
    shares nothing with the code it checks but the arithmetic of coalitions."""
    count, full = game.size, (1 << game.size) - 1
    rows = members(np.arange(full + 1), count)
    own = game.costs[[1 << place for place in range(count)]]
    upper = [float(cost) if own.sum() >= game.total - 1e-9 else None for cost in own]
    fixed: dict[int, float] = {full: game.total}
    open_ = list(range(1, full))
    shares = np.full(count, game.total / count)
    while open_ and np.linalg.matrix_rank(rows[list(fixed)]) < count:
        above = np.hstack([rows[open_], weights[open_][:, None]])
        equal = np.hstack([rows[list(fixed)], np.zeros((len(fixed), 1))])
        goal = np.append(np.zeros(count), -1.0)
        found, worst = least(goal, above, game.costs[open_], equal, list(fixed.values()), [*upper, None])
        shares, capped = found[:count], game.costs[open_] + weights[open_] * worst
        stuck = {}
        for place, mask in enumerate(open_):
            _at, low = least(rows[mask], rows[open_], capped + 1e-8, rows[list(fixed)], list(fixed.values()), upper)
            if low > capped[place] - 1e-6:
                stuck[mask] = float(capped[place])
        fixed |= stuck
        open_ = [mask for mask in open_ if mask not in fixed]
    return shares
