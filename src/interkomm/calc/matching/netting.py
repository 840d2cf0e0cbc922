"""Netting: as few payments as possible that bring all balances to zero.

A group of partners whose balances add up to zero needs one payment less than it has members, so the fewest payments come
from the most such groups. Up to `MOST_EXACT` partners they are found by dynamic programming over subsets; beyond, equal and
opposite balances are paired first and the rest is paid from the largest debt to the largest claim. The general problem is
NP-hard. Source: Verhoeff: Settling multiple debts efficiently, Informatics in Education 3(1), 2004.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

MOST_EXACT = 20  # as many partners as a cooperation has


@dataclass(frozen=True)
class Payment:
    payer: str
    receiver: str
    cents: int


def net_payments(balances: Mapping[str, int]) -> tuple[Payment, ...]:
    """Payments that settle the balances (cents; positive: has to get, negative: has to pay).

    The same balances give the same payments, in whatever order they come. Raises ValueError when they do not add up to zero.
    """
    if sum(balances.values()):
        raise ValueError("balances must add up to zero")
    open_ones = {name: balances[name] for name in sorted(balances) if balances[name]}
    groups = _groups(open_ones) if len(open_ones) <= MOST_EXACT else _pairs(open_ones)
    return tuple(payment for group in groups for payment in _chain(group))


def _groups(balances: Mapping[str, int]) -> list[dict[str, int]]:
    """The most groups that add up to zero. Partners are laid one after another; a group ends where the sum is zero."""
    names = list(balances)
    sums = _sums(np.array([balances[name] for name in names], np.int64))
    most = _most_groups(sums == 0, len(names))
    found: list[dict[str, int]] = []
    mask = len(sums) - 1
    while mask:
        if sums[mask] == 0:
            found.append({})
        last = max((at for at in range(len(names)) if mask >> at & 1), key=lambda at: int(most[mask ^ (1 << at)]))
        found[-1][names[last]] = balances[names[last]]
        mask ^= 1 << last
    return [dict(sorted(group.items())) for group in reversed(found)]


def _sums(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of every subset; bit i of the index: value i counts."""
    sums = np.zeros(1, np.int64)
    for value in values:
        sums = np.concatenate([sums, sums + value])
    return sums


def _most_groups(is_zero: NDArray[np.bool_], count: int) -> NDArray[np.int8]:
    """For every subset the most groups that can be laid one after another; subsets of one size at a time."""
    sizes = _sums(np.ones(count, np.int64))
    order = np.argsort(sizes, kind="stable")
    ends = np.cumsum(np.bincount(sizes))
    most = np.zeros(len(is_zero), np.int8)
    for begin, end in pairwise(ends):
        masks = order[begin:end]
        best = np.full(len(masks), -1, np.int8)
        for at in range(count):
            np.maximum(best, np.where(masks >> at & 1, most[masks ^ (1 << at)], -1), out=best)
        most[masks] = best + is_zero[masks]
    return most


def _pairs(balances: Mapping[str, int]) -> list[dict[str, int]]:
    left = dict(balances)
    found = []
    for name, cents in balances.items():
        partner = next((other for other, amount in left.items() if amount == -cents), None) if name in left else None
        if partner is not None:
            found.append({name: left.pop(name), partner: left.pop(partner)})
    return [*found, left] if left else found


def _chain(balances: Mapping[str, int]) -> list[Payment]:
    """At most one payment less than there are members: each payment brings somebody to zero."""
    claims = {name: cents for name, cents in balances.items() if cents > 0}
    debts = {name: -cents for name, cents in balances.items() if cents < 0}
    found = []
    while debts:
        payer = max(debts, key=lambda name: debts[name])
        receiver = max(claims, key=lambda name: claims[name])
        cents = min(debts[payer], claims[receiver])
        found.append(Payment(payer, receiver, cents))
        for side, name in ((debts, payer), (claims, receiver)):
            side[name] -= cents
            if not side[name]:
                del side[name]
    return found
