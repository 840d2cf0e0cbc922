"""A cost game: what each coalition of partners would pay if it did the work alone."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Costs = NDArray[np.float64]
MOST_PLAYERS = 24
HUGEST = 1e13
SHOWN = 5


class InvalidGame(ValueError):
    """`code` and `facts` say what is wrong: players, missing, unknown, twice, number, huge."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code, self.facts = code, facts


@dataclass(frozen=True, eq=False)
class CostGame:
    """`costs`: array of 2**n in the unit of the input; index: bit i set = player i takes part; the empty one costs 0."""

    players: tuple[str, ...]
    costs: Costs

    @classmethod
    def of(cls, players: Sequence[str], costs: Mapping[str, float]) -> "CostGame":
        """From costs by coalition, keys such as "A" or "A,H" in any order. Raises InvalidGame."""
        names = tuple(players)
        count = len(names)
        if not 1 <= count <= MOST_PLAYERS or len(set(names)) != count or any("," in each or not each for each in names):
            raise InvalidGame("players", count=count, most=MOST_PLAYERS)
        bits = {name: 1 << place for place, name in enumerate(names)}
        table = np.full(1 << count, np.nan)
        table[0] = 0.0
        for key, cost in costs.items():
            mask = _mask(key, bits)
            value = _number(key, cost)
            if mask and not math.isnan(table[mask]) and table[mask] != value:
                raise InvalidGame("twice", coalition=key)
            table[mask] = value if mask else 0.0
        missing = np.flatnonzero(np.isnan(table))
        if missing.size:
            shown = [coalition(names, int(mask)) for mask in missing[:SHOWN]]
            raise InvalidGame("missing", count=int(missing.size), coalitions=shown)
        return cls(names, table)

    @property
    def size(self) -> int:
        """Number of players."""
        return len(self.players)

    @property
    def total(self) -> float:
        """What all pay together."""
        return float(self.costs[-1])

    def name(self, mask: int) -> str:
        """The coalition as "A,H"."""
        return coalition(self.players, mask)


def coalition(players: Sequence[str], mask: int) -> str:
    """The names of a coalition, joined by commas, in the order of the players."""
    return ",".join(name for place, name in enumerate(players) if mask >> place & 1)


def _mask(key: str, bits: Mapping[str, int]) -> int:
    names = [part.strip() for part in key.split(",") if part.strip()]
    if unknown := [name for name in names if name not in bits]:
        raise InvalidGame("unknown", coalition=key[:80], names=unknown[:SHOWN])
    if len(set(names)) != len(names):
        raise InvalidGame("twice", coalition=key[:80])
    return sum(bits[name] for name in names)


def _number(key: str, value: object) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or (type(value) is float and not math.isfinite(value))
    ):
        raise InvalidGame("number", coalition=key[:80])
    if abs(value) > HUGEST:  # compared before it becomes a float, which whole numbers of 400 digits cannot
        raise InvalidGame("huge", coalition=key[:80], most=HUGEST)
    return float(value)


def coalition_sums(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """For every coalition the sum of its players' values: array of 2**n."""
    sums = np.zeros(1)
    for value in values:
        sums = np.concatenate([sums, sums + value])
    return sums


def coalition_sizes(count: int) -> NDArray[np.int8]:
    """For every coalition its number of players: array of 2**n."""
    sizes = np.zeros(1, np.int8)
    for _player in range(count):
        sizes = np.concatenate([sizes, sizes + np.int8(1)])
    return sizes


def members(masks: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Rows of 0 and 1: who takes part in each of these coalitions."""
    return ((masks[:, None] >> np.arange(count)) & 1).astype(np.float64)
