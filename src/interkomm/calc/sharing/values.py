"""Solutions that are sums: Shapley value, separable costs remaining benefits, and what one pays alone or at the margin."""

from collections.abc import Callable, Sequence
from math import factorial

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.sharing.game import CostGame, coalition_sizes

Shares = NDArray[np.float64]


def alone(game: CostGame) -> Shares:
    """What each player pays alone."""
    return game.costs[[1 << place for place in range(game.size)]]


def marginal(game: CostGame) -> Shares:
    """What each player adds when it joins all others: its separable cost."""
    full = (1 << game.size) - 1
    added: Shares = game.total - game.costs[[full ^ (1 << place) for place in range(game.size)]]
    return added


def shapley(game: CostGame) -> Shares:
    """Shapley value (Shapley 1953): the mean of what a player adds over all orders of joining. Time about 2**n.

    A coalition S counts for its members with (|S|-1)!(n-|S|)!/n! and against the others with |S|!(n-|S|-1)!/n!. Both
    are put into one array, whose sum over the coalitions of each player is taken by halving the array n times.
    """
    count = game.size
    sizes = coalition_sizes(count)
    for_members = np.array([0.0, *(_weight(size - 1, count) for size in range(1, count + 1))])
    for_others = np.array([*(_weight(size, count) for size in range(count)), 0.0])
    against = float(np.dot(for_others[sizes], game.costs))
    rest = (for_members + for_others)[sizes] * game.costs
    found = np.empty(count)
    for place in range(count - 1, -1, -1):
        half = rest.reshape(2, -1)
        found[place] = half[1].sum() - against
        rest = half[0] + half[1]
    return found


def _weight(before: int, count: int) -> float:
    """Share of the orders in which exactly these players (a given set of `before`) come before a given one."""
    return factorial(before) * factorial(count - before - 1) / factorial(count)


def sampled_shapley(
    players: Sequence[str], cost: Callable[[frozenset[str]], float], *, samples: int, seed: int = 0
) -> tuple[Shares, Shares]:
    """Shapley value of more players than a table holds, and its standard error, from random orders of joining.

    `cost` gives the cost of a coalition. The shares add up to the cost of all exactly. Same seed, same result.
    """
    if samples < 2:
        raise ValueError("at least two samples")
    random = np.random.default_rng(seed)
    added = np.empty((samples, len(players)))
    for row in added:
        joined: list[str] = []
        before = 0.0
        for place in random.permutation(len(players)):
            joined.append(players[place])
            now = cost(frozenset(joined))
            row[place], before = now - before, now
    return added.mean(axis=0), added.std(axis=0, ddof=1) / np.sqrt(samples)


def scrb(game: CostGame) -> Shares:
    """Separable costs remaining benefits: the marginal cost, and of the rest a share by what is saved against alone.

    When nobody saves anything the rest is shared equally.
    """
    separable = marginal(game)
    rest = game.total - float(separable.sum())
    benefits = alone(game) - separable
    whole = float(benefits.sum())
    if abs(whole) < 1e-12 * max(1.0, abs(game.total)):
        benefits, whole = np.ones(game.size), float(game.size)
    found: Shares = separable + rest * benefits / whole
    return found
