"""Whether anybody would have a reason to leave: the core, and where joining does not pay at all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.sharing.game import CostGame, coalition_sums

TOLERANCE = 1e-9
MOST_LISTED = 50
EXACT_PAIRS = 13  # players up to which all pairs of coalitions are compared


@dataclass(frozen=True, slots=True)
class Blocking:
    """A coalition that pays `paid` together and could do it alone for `alone`."""

    coalition: str
    paid: float
    alone: float


@dataclass(frozen=True, slots=True)
class CoreCheck:
    """`blocking`: who would do better alone, the largest loss first, at most 50; `blocking_count`: of all of them.

    `surplus`: what is shared beyond (or below) the cost of all.
    """

    stable: bool
    blocking: tuple[Blocking, ...]
    blocking_count: int
    surplus: float


def tolerance(game: CostGame) -> float:
    """What counts as equal, in the unit of the costs."""
    return TOLERANCE * max(1.0, float(np.abs(game.costs).max()))


def check_core(game: CostGame, shares: NDArray[np.float64]) -> CoreCheck:
    """Compare what each coalition pays together with what it would pay alone."""
    paid = coalition_sums(shares)
    loss = (paid - game.costs)[:-1]
    found = np.flatnonzero(loss > tolerance(game))
    worst = found[np.argsort(-loss[found], kind="stable")][:MOST_LISTED]
    surplus = float(shares.sum() - game.total)
    listed = tuple(Blocking(game.name(int(mask)), float(paid[mask]), float(game.costs[mask])) for mask in worst)
    is_stable = not found.size and abs(surplus) <= tolerance(game) * game.size
    return CoreCheck(is_stable, listed, int(found.size), surplus)


@dataclass(frozen=True, slots=True)
class NotSubadditive:
    """Together the two cost `together`, apart only `apart`."""

    first: str
    second: str
    together: float
    apart: float


def not_subadditive(game: CostGame) -> tuple[list[NotSubadditive], bool]:
    """Pairs of coalitions that would be cheaper apart, the largest difference first, and whether all were compared.

    With more than 13 players only the divisions of all players into two are compared.
    """
    full = (1 << game.size) - 1
    is_exact = game.size <= EXACT_PAIRS
    pairs: list[tuple[float, int, int]] = []
    for union in range(3, full + 1) if is_exact else (full,):
        firsts = _halves(union)
        excess = game.costs[union] - game.costs[firsts] - game.costs[union ^ firsts]
        for place in np.flatnonzero(excess > tolerance(game)):
            pairs.append((float(excess[place]), int(firsts[place]), union ^ int(firsts[place])))
    pairs.sort(key=lambda pair: (-pair[0], pair[1]))
    listed = [
        NotSubadditive(
            game.name(first), game.name(second), float(game.costs[first | second]),
            float(game.costs[first] + game.costs[second]),
        )
        for _excess, first, second in pairs[:MOST_LISTED]
    ]  # fmt: skip
    return listed, is_exact


def _halves(union: int) -> NDArray[np.int64]:
    """One of the two parts of every division of a coalition into two: subsets that hold its first player."""
    places = [place for place in range(union.bit_length()) if union >> place & 1]
    subsets = coalition_sums(np.array([float(1 << place) for place in places[1:]])).astype(np.int64)
    return (subsets | (1 << places[0]))[:-1]
