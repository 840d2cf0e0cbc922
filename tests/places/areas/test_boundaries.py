"""Importing newer boundaries, and refusing what is none."""

import io
import json
import zipfile
from typing import Any

import pytest
import shapefile

from interkomm.accounts.models import User
from interkomm.foundation.models import AuditEntry
from interkomm.foundation.use_cases import RuleBroken
from interkomm.places.areas import boundary_file, services
from interkomm.places.areas.boundary_change import plan_boundaries
from interkomm.places.areas.boundary_file import read_boundary_file
from interkomm.places.models import Area, AreaGeometry, Edition

SQUARE = [[7.0, 49.2], [7.1, 49.2], [7.1, 49.3], [7.0, 49.3], [7.0, 49.2]]
# the same place in UTM 32, as VG250 is delivered
UTM_SQUARE = [(354_000.0, 5_452_000.0), (354_000.0, 5_462_000.0), (364_000.0, 5_462_000.0), (364_000.0, 5_452_000.0)]


def collection(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def feature(key: str = "10041100", ring: list[list[float]] | None = None, **more: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring or SQUARE]}
    return {"type": "Feature", "properties": {"AGS": key, "GEN": "Saarbrücken", **more}, "geometry": geometry}


def shape_zip(prefix: float = 0.0, name: str = "VG250_GEM", *, with_dbf: bool = True) -> bytes:
    parts = {"shp": io.BytesIO(), "shx": io.BytesIO(), "dbf": io.BytesIO()}
    with shapefile.Writer(**parts) as writer:
        writer.field("AGS", "C", 8)
        writer.field("GEN", "C", 50)
        writer.field("GF", "N", 2)
        corners = [(x + prefix, y) for x, y in [*UTM_SQUARE, UTM_SQUARE[0]]]
        writer.poly([corners])
        writer.record("10041100", "Saarbrücken", 4)
        writer.poly([corners])
        writer.record("10041999", "Gewässer", 2)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, part in parts.items():
            if kind != "dbf" or with_dbf:
                archive.writestr(f"daten/{name}.{kind}", part.getvalue())
    return packed.getvalue()


def test_geojson_replaces_boundary_and_box(saarland: Edition, operator: User) -> None:
    content = collection(feature(), feature("99999999"))
    planned = plan_boundaries(content)
    assert planned.counts()["matched"] == 1
    assert AreaGeometry.objects.get(area__official_key="10041100").source.startswith("© GeoBasis")
    change = services.import_boundaries(actor=operator, content=content)
    town = Area.objects.select_related("geometry").get(official_key="10041100")
    assert town.bbox == (7.0, 49.2, 7.1, 49.3)
    assert json.loads(town.geometry.geojson)["type"] == "Polygon"
    assert change.unknown == [("99999999", "Saarbrücken")]
    assert len(change.missing) == Area.objects.filter(level="municipality", valid_to=None).count() - 1
    assert AuditEntry.objects.filter(action="places.boundaries.import").count() == 1
    services.import_boundaries(actor=operator, content=content)
    assert Edition.objects.filter(kind="boundaries").count() == 1


@pytest.mark.parametrize("prefix", [0.0, 32_000_000.0])
def test_shapefile_in_utm_becomes_degrees_without_water(prefix: float) -> None:
    (boundary,) = read_boundary_file(shape_zip(prefix))
    west, south, east, north = boundary.geometry.bounds
    assert (boundary.official_key, boundary.name) == ("10041100", "Saarbrücken")
    assert 6.9 < west < 7.1
    assert 7.1 < east < 7.2
    assert 49.1 < south < 49.3
    assert 49.2 < north < 49.4


def test_parts_of_one_municipality_are_united() -> None:
    other = [[7.2, 49.2], [7.3, 49.2], [7.3, 49.3], [7.2, 49.3], [7.2, 49.2]]
    (boundary,) = read_boundary_file(collection(feature(), feature(ring=other)))
    assert boundary.geometry.geom_type == "MultiPolygon"


def test_a_crossed_ring_is_repaired() -> None:
    crossed = [[7.0, 49.2], [7.1, 49.3], [7.1, 49.2], [7.0, 49.3], [7.0, 49.2]]
    (boundary,) = read_boundary_file(collection(feature(ring=crossed)))
    assert boundary.geometry.is_valid
    assert boundary.geometry.area > 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "weder GeoJSON"),
        (b"[1, 2]", "weder GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [{"geometry": null}]}', "weder GeoJSON"),
        (b'{"type": "FeatureCollection", "features": 3}', "weder GeoJSON"),
        (b"[" * 100_000, "weder GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "keine Gemeindegrenzen"),
        (collection(feature(key="4711")), "keine Gemeindegrenzen"),
        (collection(feature(ring=[[0, 0], [1, 0], [1, 1], [0, 0]])), "nicht in Deutschland"),
        (
            collection(feature(ring=[[float("nan"), 49.2], [7.1, 49.2], [7.1, 49.3], [7.0, 49.2]])),
            "Deutschland|Fläche|weder",
        ),
        (collection(feature(ring=[[7, 49.2], [7.1, 49.2], [7.2, 49.2], [7, 49.2]])), "keine Fläche"),
        (b"PK\x03\x04 kaputt", "beschädigt"),
        (shape_zip(with_dbf=False), "fehlt die Datei"),
        (shape_zip()[:400], "beschädigt"),
    ],
)
def test_damaged_boundaries_get_a_clear_message(content: bytes, message: str) -> None:
    with pytest.raises(RuleBroken, match=message):
        read_boundary_file(content)


def test_zip_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("VG250_GEM.shp", b"\0" * 20_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_a, **_k: pytest.fail("unpacked"))
    with pytest.raises(RuleBroken, match="ungewöhnlich groß"):
        read_boundary_file(packed.getvalue())


def test_too_large_a_file_is_refused_before_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary_file, "MAX_FILE_BYTES", 10)
    with pytest.raises(RuleBroken, match="zu groß"):
        read_boundary_file(collection(feature()))


def test_several_layers_need_one_of_municipalities() -> None:
    packed = io.BytesIO(shape_zip(name="A"))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("B.shp", b"x")
    with pytest.raises(RuleBroken, match="genau ein Shapefile"):
        read_boundary_file(packed.getvalue())
