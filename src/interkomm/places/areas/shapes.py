"""Boundaries as shapely geometries: from the layer, composed of predecessors, dissolved to districts and states."""

from collections.abc import Iterable, Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from .layer import BoundaryLayer
from .models import Area

# Degrees. Districts and states are drawn on small scales only.
DISTRICT_TOLERANCE = 0.003
STATE_TOLERANCE = 0.008
DECIMALS = 0.0001


def layer_shapes(layer: BoundaryLayer, keys: Iterable[str]) -> dict[str, BaseGeometry]:
    """The boundary of each municipality of the layer by key."""
    return {key: valid_area(_multipolygon(layer, key)) for key in keys}


def valid_area(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry itself, or repaired to a valid polygon or multipolygon (empty when nothing of an area is left)."""
    if shapely.is_valid(geometry):
        return geometry
    repaired = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(repaired) if part.geom_type == "Polygon"]
    whole: BaseGeometry = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    return whole


def united(geometries: Sequence[BaseGeometry]) -> BaseGeometry:
    """The union, on the grid of the layer so that shared borders vanish."""
    if len(geometries) == 1:
        return geometries[0]
    return valid_area(shapely.union_all(list(geometries), grid_size=DECIMALS))


def simplified(geometries: Mapping[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """Simplified together, so that neighbours keep their common line; one by one where they do not fit together."""
    keys = list(geometries)
    shapes = [geometries[key] for key in keys]
    if shapely.coverage_is_valid(shapes):
        coarse = shapely.coverage_simplify(shapes, tolerance)
    else:
        coarse = shapely.simplify(shapes, tolerance)
    rounded = shapely.set_precision(coarse, DECIMALS)
    return {key: valid_area(shape) for key, shape in zip(keys, rounded, strict=True)}


def set_box(area: Area, geometry: BaseGeometry) -> None:
    """Write bounding box and a point inside into the area."""
    area.bbox_west, area.bbox_south, area.bbox_east, area.bbox_north = (round(value, 5) for value in geometry.bounds)
    point = shapely.point_on_surface(geometry)
    area.lon, area.lat = round(point.x, 5), round(point.y, 5)


def geojson(geometry: BaseGeometry) -> str:
    """Compact GeoJSON text of the geometry, coordinates rounded to about ten metres."""
    text: str = shapely.to_geojson(shapely.set_precision(geometry, DECIMALS, mode="pointwise"))
    return text.replace(" ", "")


def _multipolygon(layer: BoundaryLayer, key: str) -> BaseGeometry:
    polygons = [shapely.Polygon(rings[0], rings[1:]) for rings in layer.polygons(key)]
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)
