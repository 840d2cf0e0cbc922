"""Turn the shipped layer and register into areas with boundaries, in memory."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from shapely.geometry.base import BaseGeometry

from . import shapes
from .folding import fold
from .layer import BoundaryLayer, LayerArea, ShippedRegister, read_boundaries, read_register
from .ledger import RegisterChange, apply_register
from .models import Area, Level


@dataclass
class FirstLoad:
    """Everything to store: the change against nothing, and the boundary of each area."""

    layer: BoundaryLayer
    change: RegisterChange
    areas: list[Area]
    boundaries: list[tuple[Area, BaseGeometry]]
    composed: list[Area]


def prepare(within: Collection[str] | None = None) -> FirstLoad:
    """Read both files and join them. `within`: only keys that begin so (Länder, districts) and what is above."""
    layer, shipped = read_boundaries(), _only_within(read_register(), within)
    country = _germany()
    areas = {
        key: _area(row) for key, row in layer.municipalities.items() if within is None or key.startswith(tuple(within))
    }
    change = apply_register(areas.values(), shipped.register, shipped.succession)
    everything = [country, *change.in_force.values(), *change.dissolved]
    _complete(change, layer, country)
    municipal, composed = _municipal_boundaries(layer, areas, change)
    upper = _upper_boundaries(municipal)
    for area, geometry in [*municipal, *upper]:
        shapes.set_box(area, geometry)
    return FirstLoad(layer, change, everything, [*municipal, *upper], composed)


def _germany() -> Area:
    name = "Deutschland"
    return Area(
        level=Level.COUNTRY,
        official_key="DE",
        nuts="DE",
        name=name,
        official_name="Bundesrepublik Deutschland",
        search_name=fold(name),
    )


def _only_within(shipped: ShippedRegister, within: Collection[str] | None) -> ShippedRegister:
    if within is None:
        return shipped
    kept = tuple(
        record
        for record in shipped.register.records
        if any(record.official_key.startswith(key) or key.startswith(record.official_key) for key in within)
    )
    return replace(shipped, register=replace(shipped.register, records=kept))


def _area(row: LayerArea) -> Area:
    return Area(
        level=Level.MUNICIPALITY,
        official_key=row.official_key,
        regional_key=row.regional_key,
        nuts=row.nuts,
        name=row.name,
        official_name=row.name,
        search_name=fold(row.name),
        kind=row.kind,
        is_unincorporated=row.kind == "Gemeindefreies Gebiet",
    )


def _complete(change: RegisterChange, layer: BoundaryLayer, country: Area) -> None:
    """NUTS codes for upper levels, the country above the states, places for dissolved municipalities."""
    for (level, key), area in change.in_force.items():
        if level == Level.STATE:
            area.parent, area.nuts = country, layer.states[key].nuts if key in layer.states else ""
        elif level == Level.DISTRICT and key in layer.districts:
            area.nuts = layer.districts[key].nuts
        elif level == Level.MUNICIPALITY and not area.nuts and area.parent is not None:
            area.nuts = area.parent.nuts
    for area in change.dissolved:
        area.state = change.in_force.get((Level.STATE, area.official_key[:2]))
        area.parent = change.in_force.get((Level.DISTRICT, area.official_key[:5])) or area.state


def _municipal_boundaries(
    layer: BoundaryLayer, areas: dict[str, Area], change: RegisterChange
) -> tuple[list[tuple[Area, BaseGeometry]], list[Area]]:
    """Boundaries of all; an area with predecessors is the union of its own old area and theirs."""
    own = dict(zip(map(id, areas.values()), shapes.layer_shapes(layer, areas).values(), strict=True))
    parts: dict[int, list[BaseGeometry]] = {}
    for old, new, _proposal in change.successions:
        parts.setdefault(id(new), []).append(own[id(old)])
    result, composed = [], []
    for area in (*change.in_force.values(), *change.dissolved):
        if area.level != Level.MUNICIPALITY:
            continue
        pieces = [*([own[id(area)]] if id(area) in own else []), *parts.get(id(area), [])]
        if pieces:
            result.append((area, shapes.united(pieces)))
        if id(area) in parts:
            composed.append(area)
    return result, composed


def _upper_boundaries(municipal: list[tuple[Area, BaseGeometry]]) -> list[tuple[Area, BaseGeometry]]:
    districts: dict[int, tuple[Area, list[BaseGeometry]]] = {}
    for area, geometry in municipal:
        if area.valid_to is None and area.parent is not None and area.parent.level == Level.DISTRICT:
            districts.setdefault(id(area.parent), (area.parent, []))[1].append(geometry)
    united = [(district, shapes.united(parts)) for district, parts in districts.values()]
    states: dict[int, tuple[Area, list[BaseGeometry]]] = {}
    for district, geometry in united:
        if district.parent is not None:
            states.setdefault(id(district.parent), (district.parent, []))[1].append(geometry)
    whole = [(state, shapes.united(parts)) for state, parts in states.values()]
    return [*_coarse(united, shapes.DISTRICT_TOLERANCE), *_coarse(whole, shapes.STATE_TOLERANCE)]


def _coarse(pairs: list[tuple[Area, BaseGeometry]], tolerance: float) -> list[tuple[Area, BaseGeometry]]:
    by_key = {area.official_key: area for area, _geometry in pairs}
    coarse = shapes.simplified({area.official_key: geometry for area, geometry in pairs}, tolerance)
    return [(by_key[key], geometry) for key, geometry in coarse.items() if not geometry.is_empty]
