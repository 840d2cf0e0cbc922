"""The best assignment of offers to needs, exact and always the same.

Three aims, one after the other: cover as much need as possible (units weighted by urgency), then even out give and take
between the owners (the sum over owners and units of |given - taken|, earlier balances included), then short ways (units
times whole kilometres).

Each aim is a flow problem: an owner gives to the weeks of its offers, these to needs, these to the owner that takes; an
owner's imbalance enters or leaves at its node. With whole capacities the corners of such a polytope are whole numbers
(the matrix is totally unimodular), so a linear programme gives the exact answer. The best solutions of one aim are a face
of the polytope: variables with a reduced cost and rows with a dual price stay at their bound (complementary slackness);
the next aim is minimised on that face, which is a flow problem again. Source: Ahuja, Magnanti, Orlin: Network Flows, 1993,
chapters 9 and 11.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.matching.entries import Need, Offer
from interkomm.calc.matching.feasibility import distance_km, hindrances, usable_weeks

UNKNOWN_KM = 100  # a way of unknown length counts as a long one
TOLERANCE = 1e-6
Balances = Mapping[tuple[str, str], int]  # (owner, unit) → units given minus taken so far


@dataclass(frozen=True)
class Assigned:
    """Units of an offer for a need in a week. `km`: None when a place is unknown."""

    offer: str
    need: str
    week: int
    quantity: int
    km: float | None


@dataclass(frozen=True)
class Plan:
    """An assignment. `uncovered`: need → units without offer (the waiting list); `covered_weight`: units times urgency;

    `imbalance`: sum of |given - taken| over owners and units, earlier balances included; `way`: units times whole km.
    """

    assigned: tuple[Assigned, ...]
    uncovered: Mapping[str, int]
    covered_weight: int
    imbalance: int
    way: int


@dataclass(frozen=True)
class _Arc:
    offer: Offer
    need: Need
    week: int
    km: float | None

    @property
    def way(self) -> int:
        return UNKNOWN_KM if self.km is None else round(self.km)


def assign(offers: Sequence[Offer], needs: Sequence[Need], balances: Balances | None = None) -> Plan:
    """The best plan. The order of the input does not matter; keys must differ. Nothing is booked.

    Raises ValueError for a key that stands twice, a negative capacity or a quantity below one.
    """
    _check(offers, needs)
    balances = balances or {}
    arcs = _arcs(sorted(offers, key=lambda offer: offer.key), sorted(needs, key=lambda need: need.key))
    flows = _Programme(arcs, balances).solve() if arcs else np.zeros(0, dtype=np.int64)
    chosen = [(arc, int(flow)) for arc, flow in zip(arcs, flows, strict=True) if flow]
    return _plan(chosen, needs, balances)


def _check(offers: Sequence[Offer], needs: Sequence[Need]) -> None:
    if len({offer.key for offer in offers}) < len(offers) or len({need.key for need in needs}) < len(needs):
        raise ValueError("every offer and every need has a key of its own")
    if any(units < 0 for offer in offers for units in offer.capacity) or any(need.quantity < 1 for need in needs):
        raise ValueError("capacities are not negative, quantities at least one")


def _arcs(offers: Sequence[Offer], needs: Sequence[Need]) -> list[_Arc]:
    by_key: dict[str, list[Offer]] = {}
    for offer in offers:
        for name in {f"s:{offer.service}" if offer.service else "", f"l:{offer.leika}" if offer.leika else ""} - {""}:
            by_key.setdefault(name, []).append(offer)
    arcs = []
    for need in needs:
        near = {each.key: each for name in (f"s:{need.service}", f"l:{need.leika}") for each in by_key.get(name, ())}
        for _key, offer in sorted(near.items()):
            if not hindrances(offer, need):
                km = distance_km(offer.place, need.place)
                arcs += [_Arc(offer, need, week, km) for week in usable_weeks(offer, need)]
    return arcs


class _Programme:
    """Columns: one for each arc, then surplus and shortage of each (owner, unit). Rows: offer-weeks, needs, owners."""

    def __init__(self, arcs: Sequence[_Arc], balances: Balances) -> None:
        self.arcs = arcs
        weeks: dict[tuple[str, int], int] = {}
        needs: dict[str, int] = {}
        owners: dict[tuple[str, str], int] = {}
        for arc in arcs:
            weeks.setdefault((arc.offer.key, arc.week), arc.offer.capacity[arc.week])
            needs.setdefault(arc.need.key, arc.need.quantity)
            for owner in (arc.offer.owner, arc.need.owner):
                owners.setdefault((owner, arc.offer.unit), balances.get((owner, arc.offer.unit), 0))
        self.places: dict[Any, int] = {key: at for at, key in enumerate([*weeks, *needs, *owners])}
        limits = [*weeks.values(), *needs.values()]
        self.row_upper = np.array([*limits, *(-before for before in owners.values())], dtype=float)
        self.row_lower = np.array([-np.inf] * len(limits) + [-before for before in owners.values()], dtype=float)
        self.owners = list(owners)

    def solve(self) -> NDArray[np.int64]:
        """Units for each arc, by the three aims in turn."""
        count, own = len(self.arcs), len(self.owners)
        aims = (
            np.array([-arc.need.urgency for arc in self.arcs] + [0] * 2 * own, dtype=float),
            np.array([0] * count + [1] * 2 * own, dtype=float),
            np.array([arc.way for arc in self.arcs] + [0] * 2 * own, dtype=float),
        )
        solver = self._solver(aims[0])
        for number, aim in enumerate(aims):
            if number:
                solver.changeColsCost(len(aim), np.arange(len(aim), dtype=np.int32), aim)
            solver.run()
            solution = solver.getSolution()
            values, duals = np.array(solution.col_value), np.array(solution.col_dual)
            prices = np.array(solution.row_dual)
            if len(values) != len(aim):
                raise ArithmeticError("the solver found no assignment")
            self._stay_on_face(solver, values, duals, prices)
        flows = values[:count]
        whole: NDArray[np.int64] = np.rint(flows).astype(np.int64)
        if np.abs(flows - whole).max(initial=0) > TOLERANCE:
            raise ArithmeticError("the assignment is not whole")
        return whole

    def _solver(self, cost: NDArray[np.float64]) -> Any:
        import highspy  # costs memory that only a process which assigns shall spend

        starts, rows, values = self._columns()
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(cost), len(self.row_upper)
        self.col_lower, self.col_upper = np.zeros(len(cost)), np.full(len(cost), highspy.kHighsInf)
        programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, self.col_lower, self.col_upper
        programme.row_lower_, programme.row_upper_ = self.row_lower, self.row_upper
        programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        programme.a_matrix_.start_, programme.a_matrix_.index_, programme.a_matrix_.value_ = starts, rows, values
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (
            ("output_flag", False),
            ("presolve", "off"),
            ("threads", 1),
            ("solver", "simplex"),
            ("random_seed", 0),
        ):
            solver.setOptionValue(option, value)
        solver.passModel(programme)
        return solver

    def _columns(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
        """The matrix by columns. An arc uses its offer's week, covers its need, and moves a unit between two owners."""
        places, rows = self.places, []
        for arc in self.arcs:
            unit = arc.offer.unit
            rows += [places[arc.offer.key, arc.week], places[arc.need.key]]
            rows += [places[arc.offer.owner, unit], places[arc.need.owner, unit]]
        values = [1.0, 1.0, 1.0, -1.0] * len(self.arcs)
        starts = list(range(0, len(rows) + 1, 4))
        for owner in self.owners:
            rows += [places[owner], places[owner]]
            values += [-1.0, 1.0]
            starts += [starts[-1] + 1, starts[-1] + 2]
        return np.array(starts, dtype=np.int32), np.array(rows, dtype=np.int32), np.array(values)

    def _stay_on_face(
        self, solver: Any, values: NDArray[np.float64], duals: NDArray[np.float64], prices: NDArray[np.float64]
    ) -> None:
        """Keep what every best solution has in common: with a reduced cost at the bound, with a price at the limit."""
        fixed = np.flatnonzero(np.abs(duals) > TOLERANCE).astype(np.int32)
        at = np.rint(values[fixed])
        solver.changeColsBounds(len(fixed), fixed, at, at)
        full = np.flatnonzero(prices < -TOLERANCE).astype(np.int32)
        bounds = self.row_upper[full]
        solver.changeRowsBounds(len(full), full, bounds, bounds)


def _plan(chosen: Sequence[tuple[_Arc, int]], needs: Sequence[Need], balances: Balances) -> Plan:
    left = {need.key: need.quantity for need in sorted(needs, key=lambda need: need.key)}
    after = dict(balances)
    for arc, units in chosen:
        left[arc.need.key] -= units
        for owner, sign in ((arc.offer.owner, 1), (arc.need.owner, -1)):
            after[owner, arc.offer.unit] = after.get((owner, arc.offer.unit), 0) + sign * units
    return Plan(
        assigned=tuple(Assigned(arc.offer.key, arc.need.key, arc.week, units, arc.km) for arc, units in chosen),
        uncovered={key: units for key, units in left.items() if units},
        covered_weight=sum(arc.need.urgency * units for arc, units in chosen),
        imbalance=sum(abs(units) for units in after.values()),
        way=sum(arc.way * units for arc, units in chosen),
    )
