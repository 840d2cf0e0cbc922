"""Read boundaries out of uploads: GeoJSON or a zipped shapefile of the BKG (VG250, VG5000).

Sizes are limited before anything is unpacked; coordinates may be degrees or UTM 32/33 and come out as degrees.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapefile
import shapely
from django.utils.translation import gettext as _
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from interkomm.calc.geometry import utm_to_degrees
from interkomm.foundation.use_cases import RuleBroken

from .shapes import valid_area

MAX_FILE_BYTES = 300 * 1024 * 1024
MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_ENTRIES = 300
MAX_RATIO = 100
LAND_CODES = {"4", "9"}  # GF of VG250 and of VG5000
GERMANY = (5.5, 47.0, 15.5, 55.5)
KEY_NAMES = ("AGS", "ags", "AGS_0", "official_key")


@dataclass(frozen=True, slots=True)
class Boundary:
    """One boundary of a file, in degrees."""

    official_key: str
    name: str
    geometry: BaseGeometry


def digest(content: bytes) -> str:
    """SHA-256 of the file as given."""
    return hashlib.sha256(content).hexdigest()


def read_boundary_file(content: bytes) -> list[Boundary]:
    """All municipal boundaries in the file, parts of one key united. Raises `RuleBroken` with a clear message."""
    if len(content) > MAX_FILE_BYTES:
        raise RuleBroken(_("Die Datei ist zu groß."))
    features = list(_zip_features(content) if content[:4] == b"PK\x03\x04" else _geojson_features(content))
    parts: dict[str, tuple[str, list[BaseGeometry]]] = {}
    for properties, geometry in features:
        key = _municipal_key(properties)
        if key and str(properties.get("GF", "4")) in LAND_CODES:
            name = str(properties.get("GEN") or properties.get("name") or "")
            parts.setdefault(key, (name, []))[1].append(geometry)
    if not parts:
        raise RuleBroken(_("Die Datei enthält keine Gemeindegrenzen mit amtlichem Schlüssel (Feld AGS, acht Ziffern)."))
    return [_boundary(key, name, geometries) for key, (name, geometries) in parts.items()]


def _boundary(key: str, name: str, geometries: list[BaseGeometry]) -> Boundary:
    repaired = [valid_area(_in_degrees(geometry, key)) for geometry in geometries]
    union = repaired[0] if len(repaired) == 1 else valid_area(shapely.union_all(repaired))
    if union.is_empty or union.area == 0:
        raise RuleBroken(_("Die Grenze mit dem Schlüssel %(key)s hat keine Fläche.") % {"key": key})
    return Boundary(key, name, union)


def _municipal_key(properties: dict[str, Any]) -> str:
    for field in KEY_NAMES:
        value = str(properties.get(field) or "").strip()
        if len(value) == 8 and value.isascii() and value.isdigit():
            return value
    return ""


def _in_degrees(geometry: BaseGeometry, key: str) -> BaseGeometry:
    west, south, east, north = geometry.bounds if not geometry.is_empty else (0.0, 0.0, 0.0, 0.0)
    if _inside_germany(west, south, east, north):
        return geometry
    # Eastings may carry the zone as a prefix: 32,500,000.
    prefix = int(east // 1_000_000)
    if prefix in (0, 32, 33) and 5_000_000 < south <= north < 6_200_000:
        zone = prefix or 32
        geometry = shapely.transform(geometry, lambda corners: _degrees(corners, prefix * 1_000_000, zone))
        if _inside_germany(*geometry.bounds):
            return geometry
    raise RuleBroken(
        _("Die Koordinaten von %(key)s liegen nicht in Deutschland. Erwartet werden Grad (WGS 84) oder UTM 32/33.")
        % {"key": key}
    )


def _degrees(corners: Any, offset: int, zone: int) -> Any:
    return np.array([utm_to_degrees(x - offset, y, zone) for x, y in corners])


def _inside_germany(west: float, south: float, east: float, north: float) -> bool:
    return GERMANY[0] <= west <= east <= GERMANY[2] and GERMANY[1] <= south <= north <= GERMANY[3]


def _geojson_features(content: bytes) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    try:
        document = json.loads(content)
        if document.get("type") != "FeatureCollection":
            raise ValueError
        for feature in document["features"]:
            geometry = shape(feature["geometry"])
            if geometry.geom_type in ("Polygon", "MultiPolygon"):
                yield feature.get("properties") or {}, geometry
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, shapely.errors.ShapelyError) as error:
        raise RuleBroken(
            _("Die Datei ist weder GeoJSON (FeatureCollection mit Flächen) noch ein ZIP mit Shapefile.")
        ) from error


def _zip_features(content: bytes) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive)
            base = _municipal_layer(archive)
            parts = {kind: io.BytesIO(archive.read(name)) for kind, name in base.items()}
        with shapefile.Reader(**parts, encoding="utf-8", encodingErrors="replace") as reader:
            for record in reader.iterShapeRecords():
                geometry = shape(record.shape.__geo_interface__)
                if geometry.geom_type in ("Polygon", "MultiPolygon"):
                    yield record.record.as_dict(), geometry
    except RuleBroken:
        raise
    except Exception as error:  # pyshp raises struct.error, IndexError, its own and more for damaged files
        raise RuleBroken(_("Das ZIP-Archiv mit dem Shapefile ist beschädigt.")) from error


def _check_archive(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or unpacked / packed > MAX_RATIO:
        raise RuleBroken(_("Das ZIP-Archiv ist ungewöhnlich groß oder stark gepackt und wird nicht entpackt."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise RuleBroken(_("Das ZIP-Archiv ist mit einem Kennwort geschützt."))


def _municipal_layer(archive: zipfile.ZipFile) -> dict[str, str]:
    """Member names of the municipal layer: the file …_GEM.shp, or the only shapefile."""
    names = {name.lower(): name for name in archive.namelist()}
    shapes = [name for name in names if name.endswith(".shp")]
    wanted = [name for name in shapes if name.endswith("_gem.shp")] or shapes
    if len(wanted) != 1:
        raise RuleBroken(_("Das ZIP-Archiv muss genau ein Shapefile der Gemeinden (…_GEM.shp) enthalten."))
    base = wanted[0].removesuffix(".shp")
    if f"{base}.dbf" not in names:
        raise RuleBroken(_("Zum Shapefile fehlt die Datei %(name)s.") % {"name": f"{base}.dbf"})
    return {kind: names[f"{base}.{kind}"] for kind in ("shp", "dbf", "shx") if f"{base}.{kind}" in names}
