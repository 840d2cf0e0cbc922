"""Bring a set of areas up to the state of a register: which are new, changed, under a new key, or dissolved.

Works on `Area` objects in memory, stored or not, and writes nothing; `services` stores the result. So the first load
of the shipped layer and every later import follow the same rules.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from . import gv100ad
from .folding import fold
from .gv100ad import Record, RecordType, Register
from .models import Area, Level
from .succession import CERTAINTY, Ground, Proposal

LEVELS = {
    RecordType.STATE: Level.STATE,
    RecordType.DISTRICT: Level.DISTRICT,
    RecordType.ASSOCIATION: Level.ASSOCIATION,
    RecordType.MUNICIPALITY: Level.MUNICIPALITY,
}
SINGLE_MUNICIPALITY = 50  # an "association" that only repeats its one municipality
Key = tuple[str, str]


@dataclass
class RegisterChange:
    """What a register changes. `changed` holds per area the old values; `rekeyed` pairs of area and old AGS, ARS."""

    as_of: date
    new: list[Area] = field(default_factory=list)
    changed: list[tuple[Area, dict[str, Any]]] = field(default_factory=list)
    rekeyed: list[tuple[Area, str, str]] = field(default_factory=list)
    dissolved: list[Area] = field(default_factory=list)
    successions: list[tuple[Area, Area, Proposal]] = field(default_factory=list)
    in_force: dict[Key, Area] = field(default_factory=dict)

    @property
    def unexplained(self) -> list[Area]:
        """Dissolved municipalities without a proposal for their successor."""
        explained = {id(old) for old, _new, _proposal in self.successions}
        return [
            area
            for area in self.dissolved
            if area.level == Level.MUNICIPALITY and id(area) not in explained and not area.is_unincorporated
        ]


def apply_register(areas: Iterable[Area], register: Register, proposals: Iterable[Proposal]) -> RegisterChange:
    """Change the given areas in place; new ones are unsaved objects whose parents are objects, too."""
    change = RegisterChange(register.as_of)
    known = {(str(area.level), area.official_key): area for area in areas if area.valid_to is None}
    proposals = list(proposals)
    for proposal in proposals:
        if _is_new_key_only(proposal):
            _rekey(known, proposal, change)
    for record in _kept(register):
        _apply_record(record, known, change)
    _sum_up(change)
    _dissolve(known, register, change)
    gone = {area.official_key: area for area in change.dissolved if area.level == Level.MUNICIPALITY}
    for proposal in proposals:
        successor = change.in_force.get((Level.MUNICIPALITY, proposal.successor))
        if proposal.predecessor in gone and successor is not None:
            change.successions.append((gone[proposal.predecessor], successor, proposal))
    return change


def _is_new_key_only(proposal: Proposal) -> bool:
    return proposal.ground == Ground.SAME_NAME and proposal.certainty == CERTAINTY[Ground.SAME_NAME]


def _rekey(known: dict[Key, Area], proposal: Proposal, change: RegisterChange) -> None:
    area = known.pop((Level.MUNICIPALITY, proposal.predecessor), None)
    if area is None:
        return
    change.rekeyed.append((area, area.official_key, area.regional_key))
    area.official_key = proposal.successor
    known[Level.MUNICIPALITY, proposal.successor] = area


def _kept(register: Register) -> Iterator[Record]:
    """Top level first, so that parents exist; without associations of one."""
    for record in sorted(register.records, key=lambda record: record.type):
        if record.type != RecordType.ASSOCIATION or record.kind_code != SINGLE_MUNICIPALITY:
            yield record


def _apply_record(record: Record, known: dict[Key, Area], change: RegisterChange) -> None:
    level = LEVELS[record.type]
    key = (str(level), record.official_key)
    area = known.get(key)
    values = _values(record, change)
    if area is None:
        area = Area(level=level, official_key=record.official_key, **values)
        change.new.append(area)
    else:
        before = {name: getattr(area, name) for name, value in values.items() if getattr(area, name) != value}
        for name in before:
            setattr(area, name, values[name])
        moved = any(area is rekeyed for rekeyed, _ags, _ars in change.rekeyed)
        if before or moved:
            change.changed.append((area, before))
    change.in_force[key] = area


def _values(record: Record, change: RegisterChange) -> dict[str, Any]:
    state = change.in_force.get((Level.STATE, record.official_key[:2]))
    district = change.in_force.get((Level.DISTRICT, record.official_key[:5]))
    is_municipality = record.type == RecordType.MUNICIPALITY
    values: dict[str, Any] = {
        "regional_key": record.regional_key,
        "name": record.name,
        "official_name": record.official_name,
        "search_name": fold(record.name),
        "kind": record.kind,
        "is_unincorporated": record.is_unincorporated,
    }
    if record.type != RecordType.STATE:
        values["state"] = state
        values["parent"] = state if record.type == RecordType.DISTRICT else district
    if is_municipality:
        values["association"] = change.in_force.get((Level.ASSOCIATION, record.regional_key[:9]))
        values |= _facts(record, change.as_of)
    return values


def _facts(record: Record, as_of: date) -> dict[str, Any]:
    has_population = record.population is not None
    return {
        "area_km2": None if record.area_ha is None else Decimal(record.area_ha) / 100,
        "population": record.population,
        "population_on": as_of if has_population else None,
        "population_source": gv100ad.SOURCE if has_population else "",
        "postcode": record.postcode,
    }


def _sum_up(change: RegisterChange) -> None:
    """Districts, associations and states get the sums of their municipalities."""
    sums: dict[int, tuple[Area, int, Decimal]] = {}
    for area in change.in_force.values():
        if area.level != Level.MUNICIPALITY:
            continue
        for upper in (area.parent, area.state, area.association):
            if upper is not None:
                _same, population, size = sums.get(id(upper), (upper, 0, Decimal(0)))
                sums[id(upper)] = upper, population + (area.population or 0), size + (area.area_km2 or Decimal(0))
    touched = {id(area) for area, _before in change.changed} | {id(area) for area in change.new}
    for upper, population, size in sums.values():
        if (upper.population, upper.area_km2, upper.population_on) != (population, size, change.as_of):
            upper.population, upper.area_km2, upper.population_on = population, size, change.as_of
            upper.population_source = f"Summe der Gemeinden: {gv100ad.SOURCE}"
            if id(upper) not in touched:
                change.changed.append((upper, {}))


def _dissolve(known: dict[Key, Area], register: Register, change: RegisterChange) -> None:
    """Whatever the register no longer lists has ended; states that it does not cover stay as they are."""
    covered = {record.official_key[:2] for record in register.records}
    for key, area in known.items():
        if key not in change.in_force and area.level != Level.COUNTRY and area.official_key[:2] in covered:
            area.valid_to = change.as_of
            change.dissolved.append(area)
