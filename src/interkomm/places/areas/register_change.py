"""Compare the stored list of places with an official register, and store the difference."""

import shapely
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from interkomm.foundation.use_cases import RuleBroken

from . import shapes
from .gv100ad import RecordType, Register
from .ledger import RegisterChange, apply_register
from .models import Area, AreaGeometry, Edition, Level
from .register_file import read_register_file
from .storing import store_areas, store_boundaries, store_history
from .succession import Proposal, Unit, propose


def plan_register(content: bytes) -> RegisterChange:
    """What importing this file would change; nothing is written. Raises `RuleBroken` for files we cannot take."""
    register = read_register_file(content)
    latest = Edition.objects.exclude(kind=Edition.Kind.BOUNDARIES).order_by("-as_of").first()
    if latest is not None and register.as_of < latest.as_of:
        raise RuleBroken(
            _("Das Verzeichnis vom %(given)s ist älter als der vorhandene Stand vom %(known)s.")
            % {"given": f"{register.as_of:%d.%m.%Y}", "known": f"{latest.as_of:%d.%m.%Y}"}
        )
    areas = list(Area.objects.filter(valid_to=None).select_related("parent", "state", "association"))
    by_pk = {area.pk: area for area in areas}
    for area in areas:  # one object per area, so that a change is seen from everywhere
        area.parent, area.state, area.association = (
            by_pk.get(pk) if pk is not None else None for pk in (area.parent_id, area.state_id, area.association_id)
        )
    return apply_register(areas, register, _proposals(areas, register))


def counts_of(change: RegisterChange) -> dict[str, int]:
    """Numbers for the audit entry and the report."""
    return {
        "new": len(change.new),
        "changed": len(change.changed),
        "rekeyed": len(change.rekeyed),
        "dissolved": len(change.dissolved),
        "successions": len(change.successions),
        "unexplained": len(change.unexplained),
    }


def store_register_change(change: RegisterChange) -> None:
    """Write areas, history, and the boundaries of areas that took others over."""
    shared = _composed(change)
    for area, geometry in shared:
        shapes.set_box(area, geometry)
    store_areas(
        [*change.dissolved, *change.new, *(area for area, _old in change.changed), *(area for area, _g in shared)]
    )
    store_history(change)
    if shared:
        oldest = AreaGeometry.objects.filter(area__in=[old.pk for old, _n, _p in change.successions]).earliest(
            "boundary_on"
        )
        store_boundaries(
            dict(shared),
            boundary_on=oldest.boundary_on,
            source=oldest.source,
            composed=[area for area, _geometry in shared],
        )


def _proposals(areas: list[Area], register: Register) -> list[Proposal]:
    """Neighbours are looked up only around the dissolved areas."""
    listed = {record.official_key: record for record in register.of_type(RecordType.MUNICIPALITY)}
    covered = {key[:2] for key in listed}
    known = [area for area in areas if area.level == Level.MUNICIPALITY and area.official_key[:2] in covered]
    gone = [area for area in known if area.official_key not in listed]
    near = _neighbours(gone)
    old = [
        Unit(a.official_key, a.name, float(a.area_km2 or 0) * 100, near.get(a.official_key, frozenset())) for a in known
    ]
    new = [Unit(record.official_key, record.name, record.area_ha or 0) for record in listed.values()]
    return propose(old, new)


def _neighbours(areas: list[Area]) -> dict[str, frozenset[str]]:
    """Keys of the municipalities that touch each area."""
    result = {}
    for area in areas:
        if area.bbox is None or area.pk is None:
            continue
        rows = AreaGeometry.objects.filter(
            area__in=Area.objects.filter(level=Level.MUNICIPALITY, valid_to=None).in_box(*area.bbox)
        ).values_list("area_id", "area__official_key", "geojson")
        geometries = {pk: (key, shapely.from_geojson(text)) for pk, key, text in rows}
        if area.pk in geometries:
            own = geometries[area.pk][1]
            touching = {key for pk, (key, other) in geometries.items() if pk != area.pk and own.intersects(other)}
            result[area.official_key] = frozenset(touching)
    return result


def _composed(change: RegisterChange) -> list[tuple[Area, BaseGeometry]]:
    """Union of the boundaries of each successor's own old area and its predecessors."""
    parts: dict[int, tuple[Area, set[int]]] = {}
    for old, new, _proposal in change.successions:
        own = {new.pk} if new.pk else set()
        parts.setdefault(id(new), (new, own))[1].add(old.pk)
    wanted = {pk for _area, pks in parts.values() for pk in pks}
    texts = dict(AreaGeometry.objects.filter(area__in=wanted).values_list("area_id", "geojson"))
    result = []
    for area, pks in parts.values():
        geometries = [shapely.from_geojson(texts[pk]) for pk in pks if pk in texts]
        if geometries:
            result.append((area, shapes.united(geometries)))
    return result
