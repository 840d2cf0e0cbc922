"""Propose which municipality took over which dissolved one, when only two lists are known.

The register says which keys disappeared, appeared or grew, but not who joined whom. Three facts decide, in this
order: the same name with the same area under a new key; the growth of an area equals the sum of dissolved
neighbours; a single grown neighbour. Pure. Every proposal says on which of them it stands and how certain it is.
The method is described in docs/algorithms/gazetteer.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from .folding import fold

MAX_PARTS = 14
MAX_STEPS = 20_000
MAX_FITTING = 50
# Allowed error in hectares (None: the receiver's own), and whether the parts must hang together. Registers round to
# whole hectares, so exact sums differ by half a hectare per part.
PASSES = ((1.5, True), (4.0, True), (None, True), (1.5, False))
PART_OF_SAME_NAME = 0.9
# A name that returns in the same state may differ this much in area: unincorporated forest often goes or comes along.
NAME_OUTWEIGHS = 1.1


class Ground(StrEnum):
    """What a proposal stands on."""

    SAME_NAME = "same_name"
    AREA_SUM = "area_sum"
    ONLY_NEIGHBOUR = "only_neighbour"


CERTAINTY = {Ground.SAME_NAME: 0.98, Ground.AREA_SUM: 0.85, Ground.ONLY_NEIGHBOUR: 0.5}


@dataclass(frozen=True, slots=True)
class Unit:
    """A municipality in one of the two lists; area in hectares, neighbours by official key (may be empty)."""

    key: str
    name: str
    area_ha: float
    neighbours: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """`predecessor` became (part of) `successor`."""

    predecessor: str
    successor: str
    ground: Ground
    certainty: float


@dataclass(frozen=True, slots=True)
class Receiver:
    """An area that appeared or grew by `growth` hectares; `tolerance` hectares of rounding are allowed."""

    key: str
    name: str
    growth: float
    tolerance: float
    is_new: bool
    core: Unit | None = None

    def touches(self, unit: Unit) -> bool:
        """Whether the unit lay beside the receiver as it was before, or beside the part that gave it its name."""
        return self.key in unit.neighbours or (self.core is not None and self.core.key in unit.neighbours)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How far areas may be off: `relative` share of the area, at least `hectares`."""

    relative: float = 0.003
    hectares: float = 5.0

    def slack(self, area_ha: float) -> float:
        """Allowed difference in hectares for an area of this size."""
        return max(self.hectares, area_ha * self.relative)


OFFICIAL = Accuracy()
MEASURED_ON_MAP = Accuracy(relative=0.012, hectares=25.0)


def propose(old: Iterable[Unit], new: Iterable[Unit], accuracy: Accuracy = OFFICIAL) -> list[Proposal]:
    """Proposals for every dissolved unit that can be explained, sorted by predecessor.

    `accuracy`: `OFFICIAL` for two registers, `MEASURED_ON_MAP` when the older areas were measured on a map.
    Units that stay unexplained are simply missing from the result.
    """
    before, after = {unit.key: unit for unit in old}, {unit.key: unit for unit in new}
    dissolved = {key: unit for key, unit in before.items() if key not in after}
    receivers = _receivers(before, after, accuracy)
    proposals = _same_name(dissolved, receivers)
    free = _without(dissolved, proposals)
    proposals += _area_sums(free, receivers)
    proposals += _only_neighbour(_without(free, proposals), dissolved, receivers, proposals)
    return sorted(proposals, key=lambda proposal: (proposal.predecessor, proposal.successor))


def _without(units: Mapping[str, Unit], proposals: list[Proposal]) -> dict[str, Unit]:
    explained = {proposal.predecessor for proposal in proposals}
    return {key: unit for key, unit in units.items() if key not in explained}


def _receivers(before: Mapping[str, Unit], after: Mapping[str, Unit], accuracy: Accuracy) -> list[Receiver]:
    receivers = []
    for key, unit in after.items():
        growth = unit.area_ha - before[key].area_ha if key in before else unit.area_ha
        slack = accuracy.slack(unit.area_ha)
        if key not in before or growth > max(30.0, 2 * slack):
            receivers.append(Receiver(key, unit.name, growth, slack, is_new=key not in before))
    return receivers


def _same_name(dissolved: Mapping[str, Unit], receivers: list[Receiver]) -> list[Proposal]:
    """A new key with the name of a dissolved one: the same area under a new key, or the core of a larger new one.

    The matched share is taken off the receiver's growth, in place in `receivers`.
    """
    by_name: dict[tuple[str, str], list[int]] = {}
    for position, receiver in enumerate(receivers):
        if receiver.is_new:
            by_name.setdefault((receiver.key[:2], fold(receiver.name)), []).append(position)
    found = []
    for unit in dissolved.values():
        positions = by_name.get((unit.key[:2], fold(unit.name)), [])
        fitting = [p for p in positions if receivers[p].growth * NAME_OUTWEIGHS + 25 >= unit.area_ha]
        if len(fitting) != 1:
            continue
        receiver = receivers[fitting[0]]
        rest = receiver.growth - unit.area_ha
        certainty = CERTAINTY[Ground.SAME_NAME] if rest <= receiver.tolerance else PART_OF_SAME_NAME
        found.append(Proposal(unit.key, receiver.key, Ground.SAME_NAME, certainty))
        receivers[fitting[0]] = replace(receiver, growth=max(rest, 0.0), core=unit)
        positions.remove(fitting[0])
    return found


def _area_sums(free: Mapping[str, Unit], receivers: list[Receiver]) -> list[Proposal]:
    """Exact sums first, and of these the receivers with one explanation: each one taken narrows the others."""
    left = dict(free)
    waiting = [receiver for receiver in receivers if receiver.growth > receiver.tolerance]
    found: list[Proposal] = []
    for tolerance, connected in PASSES:
        taken = -1
        while taken != len(found):
            taken = len(found)
            for receiver in list(waiting):
                narrowed = receiver if tolerance is None else replace(receiver, tolerance=tolerance)
                part = _explanation(narrowed, left, connected=connected)
                if part:
                    found += [Proposal(key, receiver.key, Ground.AREA_SUM, CERTAINTY[Ground.AREA_SUM]) for key in part]
                    left = {key: unit for key, unit in left.items() if key not in part}
                    waiting.remove(receiver)
    return found


def _explanation(receiver: Receiver, free: Mapping[str, Unit], *, connected: bool) -> frozenset[str] | None:
    """The only group of dissolved units whose areas add up, or of several the one the name speaks for."""
    units = {key: unit for key, unit in free.items() if key[:2] == receiver.key[:2]}
    if not connected:  # Exclaves exist (Artern), but without the map's help only few units can be told apart.
        units = {key: unit for key, unit in units.items() if key[:5] == receiver.key[:5]}
        if len(units) > MAX_PARTS:
            return None
    fitting: set[frozenset[str]] = set()
    for group, total in _groups(receiver, units, connected=connected):
        if abs(total - receiver.growth) <= receiver.tolerance:
            fitting.add(group)
            if len(fitting) > MAX_FITTING:
                return None
    if len(fitting) > 1:
        fitting = {group for group in fitting if any(_named_after(receiver.name, units[key].name) for key in group)}
    return fitting.pop() if len(fitting) == 1 else None


def _groups(
    receiver: Receiver, units: Mapping[str, Unit], *, connected: bool
) -> Iterator[tuple[frozenset[str], float]]:
    """Groups of units that hang together and touch the receiver's old area; never larger than its growth."""
    limit = receiver.growth + receiver.tolerance
    touching = {key for key, unit in units.items() if not connected or receiver.touches(unit)}
    starts = touching
    if receiver.is_new and receiver.core is None:
        starts = {key for key, unit in units.items() if _may_start(receiver, unit)}
    frontier = [frozenset({key}) for key in sorted(starts)]
    seen = set(frontier)
    for _step in range(MAX_STEPS):
        if not frontier:
            return
        group = frontier.pop()
        total = sum(units[key].area_ha for key in group)
        if total > limit:
            continue
        yield group, total
        near = {near for key in group for near in units[key].neighbours if near in units}
        larger = {group | {key} for key in (near | touching) - group} - seen if len(group) < MAX_PARTS else set()
        seen |= larger
        frontier.extend(larger)


def _may_start(receiver: Receiver, unit: Unit) -> bool:
    return unit.key[:5] == receiver.key[:5] or _named_after(receiver.name, unit.name)


def _named_after(new_name: str, old_name: str) -> bool:
    """Whether the names share a word of at least four letters: "Berga-Wünschendorf" and "Berga/Elster"."""
    words = {word for word in fold(new_name).split() if len(word) >= 4}
    return any(word in words for word in fold(old_name).split())


def _only_neighbour(
    rest: Mapping[str, Unit], dissolved: Mapping[str, Unit], receivers: list[Receiver], proposals: list[Proposal]
) -> list[Proposal]:
    """Units beside exactly one receiver (or beside what it took over) that has room for them, again and again."""
    taken: dict[str, set[str]] = {receiver.key: set() for receiver in receivers}
    room = {receiver.key: receiver.growth + receiver.tolerance for receiver in receivers}
    for proposal in proposals:
        taken[proposal.successor].add(proposal.predecessor)
        if proposal.ground == Ground.AREA_SUM:
            room[proposal.successor] -= dissolved[proposal.predecessor].area_ha
    left = dict(rest)
    found: list[Proposal] = []
    for _round in range(len(rest)):
        step = _next_only_neighbour(left, receivers, taken, room)
        if step is None:
            break
        unit, key = step
        found.append(Proposal(unit.key, key, Ground.ONLY_NEIGHBOUR, CERTAINTY[Ground.ONLY_NEIGHBOUR]))
        taken[key].add(unit.key)
        room[key] -= unit.area_ha
        del left[unit.key]
    return found


def _next_only_neighbour(
    left: Mapping[str, Unit], receivers: list[Receiver], taken: Mapping[str, set[str]], room: Mapping[str, float]
) -> tuple[Unit, str] | None:
    for unit in left.values():
        near = [
            receiver.key
            for receiver in receivers
            if room[receiver.key] >= unit.area_ha and (receiver.touches(unit) or taken[receiver.key] & unit.neighbours)
        ]
        if len(near) == 1:
            return unit, near[0]
    return None
