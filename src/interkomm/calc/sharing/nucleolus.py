"""The nucleolus and its weighted forms, by a sequence of linear programmes with rows added as they are needed.

Of all ways to share, the nucleolus makes the least satisfied coalition as satisfied as possible, then the second least,
and so on (Schmeidler 1969). The satisfaction of a coalition S is (c(S) - x(S)) / w(S): w = 1 nucleolus, w = |S| per
capita or weak nucleolus (Grotte 1970), w = c(S) proportional nucleolus (Young, Okada, Hashimoto 1979).

Each round maximises the least satisfaction t over the coalitions whose payment is not determined yet; coalitions with a
positive dual are at t in every optimum and get determined, so there are at most n-1 rounds (Maschler, Peleg, Shapley
1979; Benedek, Fliege, Nguyen 2021). Rows are added lazily. In the end the determined equations are solved once more for
full accuracy. `certificate.certify` checks any result independently.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.sharing.game import CostGame, coalition_sizes, coalition_sums, members
from interkomm.calc.sharing.values import alone

MOST_PLAYERS = 20
SLACK = 1e-9
DUAL = 1e-7
ROWS_AT_ONCE = 64
Floats = NDArray[np.float64]
Masks = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Nucleolus:
    """`shares` by player in the unit of the costs. `is_individually_rational`: nobody pays more than alone; False when
    that is impossible (together it costs more than apart): then it is the prenucleolus. `rounds`, `rows`: the work done.
    """

    shares: Floats
    is_individually_rational: bool
    rounds: int
    rows: int


class NotPossible(ValueError):
    """The method needs costs above zero for every coalition, or fewer players."""


def nucleolus(game: CostGame) -> Nucleolus:
    """The nucleolus. Raises NotPossible for more than 20 players."""
    return _solve(game, np.ones(1 << game.size))


def weak_nucleolus(game: CostGame) -> Nucleolus:
    """The per-capita nucleolus: satisfaction counts per member of the coalition."""
    return _solve(game, coalition_sizes(game.size).astype(np.float64))


def proportional_nucleolus(game: CostGame) -> Nucleolus:
    """The proportional nucleolus: satisfaction counts per unit of the coalition's own cost. Raises NotPossible."""
    if game.costs[1:].min() <= 0:
        raise NotPossible("costs")
    return _solve(game, game.costs)


def weights_of(game: CostGame, method: str) -> Floats:
    """The weight of every coalition in a method ("nucleolus", "weak_nucleolus", "proportional_nucleolus")."""
    if method == "nucleolus":
        return np.ones(1 << game.size)
    return coalition_sizes(game.size).astype(np.float64) if method == "weak_nucleolus" else game.costs.copy()


def _solve(game: CostGame, weights: Floats) -> Nucleolus:
    if game.size > MOST_PLAYERS:
        raise NotPossible("players")
    if game.size == 1:
        return Nucleolus(np.array([game.total]), True, 0, 0)
    scale = float(np.abs(game.costs).max()) or 1.0
    is_rational = bool(alone(game).sum() >= game.total - SLACK * scale)
    search = _Search(game.costs / scale, weights / float(np.abs(weights[1:]).max()), is_rational=is_rational)
    shares = search.run() * scale
    return Nucleolus(shares, is_rational, search.rounds, search.programme.row_count)


class _Search:
    """The rounds over one game whose costs are at most 1."""

    def __init__(self, costs: Floats, weights: Floats, *, is_rational: bool) -> None:
        self.costs, self.weights = costs, weights
        self.count = costs.size.bit_length() - 1
        self.full = costs.size - 1
        own = costs[[1 << place for place in range(self.count)]] if is_rational else None
        self.programme = _Programme(self.count, costs[self.full], own)
        self.is_open = np.ones(costs.size, bool)
        self.is_open[[0, self.full]] = False
        self.basis = np.ones((1, self.count)) / np.sqrt(self.count)
        self.determined: list[tuple[Masks, int]] = []
        self.rounds = 0
        self.random = np.random.default_rng(2026)

    def run(self) -> Floats:
        self._add(self._first_rows())
        shares = np.full(self.count, np.nan)
        while self.is_open.any():
            shares, least = self._optimum()
            tight = self.programme.with_dual()
            self.determined.append((tight, self.rounds))
            self._close(tight, least)
            self.rounds += 1
        return self._polished(shares)

    def _first_rows(self) -> Masks:
        if self.count <= 7:
            return np.flatnonzero(self.is_open)
        single = 1 << np.arange(self.count)
        return np.unique(np.concatenate([single, self.full ^ single]))

    def _optimum(self) -> tuple[Floats, float]:
        """Solve with the rows at hand; add what is less satisfied than the optimum, until nothing is."""
        while True:
            shares, least = self.programme.solve()
            satisfied = self.costs - coalition_sums(shares) - self.weights * least
            missed = np.flatnonzero(self.is_open & (satisfied < -SLACK))
            missed = missed[~np.isin(missed, self.programme.masks())]
            if not missed.size:
                return shares, least
            worst = missed[np.argsort(satisfied[missed], kind="stable")][:ROWS_AT_ONCE]
            self._add(worst)

    def _add(self, masks: Masks) -> None:
        self.programme.add(masks, members(masks, self.count), self.weights[masks], self.costs[masks])

    def _close(self, tight: Masks, least: float) -> None:
        """Determine these coalitions, and with them all that are sums and differences of determined ones."""
        self.programme.fix(tight, self.costs[tight] - self.weights[tight] * least)
        for row in members(tight, self.count):
            self._widen(row)
        left = np.eye(self.count) - self.basis.T @ self.basis
        if self.basis.shape[0] >= self.count:
            self.is_open[:] = False
            return
        across = left @ self.random.standard_normal(self.count)  # zero on exactly the coalitions inside the span
        closed = np.abs(coalition_sums(across)) < 1e-9 * self.count
        self.is_open &= ~closed
        self.programme.release(closed)

    def _widen(self, row: Floats) -> None:
        rest = row - self.basis.T @ (self.basis @ row)
        rest -= self.basis.T @ (self.basis @ rest)
        length = float(np.linalg.norm(rest))
        if length > 1e-8:
            self.basis = np.vstack([self.basis, rest / length])

    def _polished(self, shares: Floats) -> Floats:
        """Solve the determined equations x(S) + w(S) t_round = c(S) together with x(N) = c(N)."""
        rows = [np.concatenate([np.ones(self.count), np.zeros(self.rounds)])]
        right = [self.costs[self.full]]
        for tight, number in self.determined:
            for mask, row in zip(tight, members(tight, self.count), strict=True):
                levels = np.zeros(self.rounds)
                levels[number] = self.weights[mask]
                rows.append(np.concatenate([row, levels]))
                right.append(self.costs[mask])
        solved, _rest, rank, _singular = np.linalg.lstsq(np.array(rows), np.array(right), rcond=None)
        better: Floats = solved[: self.count]
        is_sound = rank == self.count + self.rounds and float(np.abs(better - shares).max()) < 1e-6
        return better if is_sound else shares


class _Programme:
    """max t subject to x(S) + w(S) t <= c(S), x(N) = c(N), and x_i <= c({i}) where asked; HiGHS keeps its basis."""

    def __init__(self, count: int, total: float, own: Floats | None) -> None:
        import highspy  # half a second that only who calculates shall spend

        self.count, self.time = count, count
        self.highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self.highs.setOptionValue(name, value)
        for name in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
            self.highs.setOptionValue(name, 1e-10)
        self.infinite: float = self.highs.getInfinity()
        for place in range(count):
            self.highs.addCol(0.0, -self.infinite, self.infinite if own is None else float(own[place]), 0, [], [])
        self.highs.addCol(-1.0, -self.infinite, self.infinite, 0, [], [])
        everybody = np.arange(count, dtype=np.int32)
        self.highs.addRow(float(total), float(total), count, everybody, np.ones(count))
        self.rows: list[int] = []
        self.place: dict[int, int] = {}
        self.is_free: list[bool] = []

    @property
    def row_count(self) -> int:
        """Rows that were ever added."""
        return len(self.rows)

    def masks(self) -> Masks:
        """Coalitions that have a row."""
        return np.array(self.rows, np.int64)

    def add(self, masks: Masks, rows: Floats, weights: Floats, costs: Floats) -> None:
        """One row a coalition."""
        for mask, row, weight, cost in zip(masks, rows, weights, costs, strict=True):
            self.place[int(mask)] = len(self.rows)
            self.rows.append(int(mask))
            self.is_free.append(False)
            taking = np.flatnonzero(row).astype(np.int32)
            index = np.append(taking, np.int32(self.time))
            self.highs.addRow(-self.infinite, float(cost), index.size, index, np.append(np.ones(taking.size), weight))

    def solve(self) -> tuple[Floats, float]:
        """Shares and least satisfaction of an optimum."""
        self.highs.run()
        values = np.array(self.highs.getSolution().col_value)
        return values[: self.count], float(values[self.time])

    def with_dual(self) -> Masks:
        """Coalitions that limit t in every optimum: rows with a dual, never none."""
        duals = np.abs(np.array(self.highs.getSolution().row_dual)[1:])
        duals[np.array(self.is_free, bool)] = 0.0
        found = np.flatnonzero(duals > min(DUAL, 0.5 * float(duals.max())))
        return self.masks()[found]

    def fix(self, masks: Masks, values: Floats) -> None:
        """These coalitions pay exactly this from now on."""
        for mask, value in zip(masks, values, strict=True):
            row = self.place[int(mask)]
            self.highs.changeCoeff(row + 1, self.time, 0.0)
            self.highs.changeRowBounds(row + 1, float(value), float(value))
            self.is_free[row] = True

    def release(self, closed: NDArray[np.bool_]) -> None:
        """Coalitions that are determined by others need no row."""
        for mask, row in self.place.items():
            if closed[mask] and not self.is_free[row]:
                self.highs.changeRowBounds(row + 1, -self.infinite, self.infinite)
                self.highs.changeCoeff(row + 1, self.time, 0.0)
                self.is_free[row] = True
