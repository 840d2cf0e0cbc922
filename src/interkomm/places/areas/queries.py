"""Reads for the pages and maps of areas."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .layer import BOUNDARY_SOURCE
from .models import Area, AreaGeometry, AreaQuerySet, Edition, FormerKey, Level, Succession

MAX_FEATURES = 600
MAX_KEYS = 200
MAX_NEIGHBOURS = 60
LEVEL_OF_LENGTH = {2: Level.STATE, 5: Level.DISTRICT, 8: Level.MUNICIPALITY, 9: Level.ASSOCIATION}
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class AreaPage:
    """Everything on the page of one area."""

    area: Area
    geometry: AreaGeometry | None
    neighbours: list[Area]
    predecessors: list[Succession]
    successors: list[Succession]
    former_keys: list[FormerKey]
    member_count: int


def area_by_key(key: str) -> Area | None:
    """The area with this official key: the existing one, else one that had the key before, else a dissolved one."""
    level = LEVEL_OF_LENGTH.get(len(key)) if key.isdigit() else Level.COUNTRY
    areas = list(Area.objects.filter(level=level, official_key=key).select_related("parent", "state", "association"))
    for area in areas:
        if area.is_in_force:
            return area
    former = FormerKey.objects.filter(official_key=key).select_related("area__parent", "area__state").first()
    if former is not None:
        return former.area
    return max(areas, key=lambda area: (area.valid_to is not None, area.valid_to), default=None)


def area_page(area: Area) -> AreaPage:
    """Facts, boundary, neighbours and history of one area."""
    geometry = AreaGeometry.objects.filter(area=area).first()
    below = {Level.ASSOCIATION: "association", Level.STATE: "state"}.get(Level(area.level), "parent")
    members = Area.objects.municipalities().in_force().filter(**{below: area})
    return AreaPage(
        area=area,
        geometry=geometry,
        neighbours=neighbours_of(area, geometry) if geometry is not None and area.is_in_force else [],
        predecessors=list(area.origins.select_related("predecessor")),
        successors=list(area.successions.select_related("successor__parent")),
        former_keys=list(area.former_keys.all()),
        member_count=0 if area.level in (Level.MUNICIPALITY, Level.COUNTRY) else members.count(),
    )


def neighbours_of(area: Area, geometry: AreaGeometry) -> list[Area]:
    """Areas of the same level with a common boundary, by name; districts and states are drawn coarsely, so nearly."""
    if area.bbox is None:
        return []
    import shapely  # costs 20 MB that only a process which shows places shall spend

    own = shapely.from_geojson(geometry.geojson).buffer(0.0005 if area.level == Level.MUNICIPALITY else 0.01)
    shapely.prepare(own)
    near = (
        Area.objects.in_force()
        .filter(level=area.level)
        .exclude(pk=area.pk)
        .in_box(*area.bbox)
        .select_related("geometry")
    )
    found = [
        other
        for other in near[:MAX_NEIGHBOURS]
        if hasattr(other, "geometry") and own.intersects(shapely.from_geojson(other.geometry.geojson))
    ]
    return sorted(found, key=lambda other: (other.search_name, other.official_key))


def map_version() -> str:
    """Changes with every import: the ETag of maps."""
    newest = Edition.objects.order_by("-pk").values_list("pk", flat=True).first()
    return str(newest or 0)


def level_in_box(level: str, box: Box) -> str | None:
    """GeoJSON text of all areas of a level in a box; None when there are more than a map should load."""
    areas = _for_map(Area.objects.in_force().filter(level=level).in_box(*box))
    rows = list(areas[: MAX_FEATURES + 1])
    return None if len(rows) > MAX_FEATURES else _collection(_feature(row, "") for row in rows)


def region_map(keys: Collection[str], *, around: bool) -> str:
    """GeoJSON text of the areas with these keys; with `around`, neighbours as grey ground below them."""
    wanted = list(dict.fromkeys(keys))[:MAX_KEYS]
    members = list(_for_map(Area.objects.in_force().filter(official_key__in=wanted).exclude(level=Level.COUNTRY)))
    lengths = {len(key) for key in wanted}
    members = [area for area in members if area.level in {LEVEL_OF_LENGTH.get(length) for length in lengths}]
    ground: list[Area] = []
    if around and members:
        own = {area.pk for area in members}
        near = Area.objects.in_force().filter(level=members[0].level).in_box(*_wider(members))
        ground = [area for area in _for_map(near)[:MAX_FEATURES] if area.pk not in own]
    return _collection([*(_feature(a, "ground") for a in ground), *(_feature(a, "member") for a in members)])


def _for_map(areas: AreaQuerySet) -> AreaQuerySet:
    return areas.filter(geometry__isnull=False).select_related("geometry", "parent").order_by("official_key")


def _wider(areas: Iterable[Area]) -> Box:
    boxes = [area.bbox for area in areas if area.bbox is not None]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    margin_x, margin_y = (east - west) * 0.15, (north - south) * 0.15
    return west - margin_x, south - margin_y, east + margin_x, north + margin_y


def _feature(area: Area, kind: str) -> str:
    properties = {
        "id": area.official_key,
        "name": area.name,
        "url": area.get_absolute_url(),
        "text": describe(area),
        "kind": kind,
    }
    text = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    return f'{{"type":"Feature","properties":{text},"geometry":{area.geometry.geojson}}}'


def _collection(features: Iterable[str]) -> str:
    attribution = json.dumps(BOUNDARY_SOURCE, ensure_ascii=False)
    return f'{{"type":"FeatureCollection","attribution":{attribution},"features":[{",".join(features)}]}}'


def describe(area: Area) -> str:
    """One line: kind, district, population."""
    parts = [area.kind, area.parent.name if area.parent is not None and area.parent.name != area.name else ""]
    if area.population is not None:
        count = number_format(area.population, force_grouping=True)
        text = ngettext("%(count)s Person", "%(count)s Einwohnerinnen und Einwohner", area.population)
        parts.append(text % {"count": count})
    return ", ".join(part for part in parts if part) or _("ohne Angaben")
