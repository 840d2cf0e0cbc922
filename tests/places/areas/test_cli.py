"""`interkomm places import`."""

import io
import json
from pathlib import Path

import pytest

from interkomm.places.areas.cli import guess_kind, import_file
from interkomm.places.models import Area
from tests.places.areas.test_boundaries import collection, feature, shape_zip
from tests.places.register_text import line, register


def run(path: Path, **options: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = import_file(path, stdout=out, stderr=err, **options)  # type: ignore[arg-type]
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "GV100AD.txt"
    path.write_text(
        register([line("60", "10041100", "Ahrenau"), line("60", "10041200", "Birkstedt")]), encoding="utf-8"
    )
    return path


def test_dry_run_stores_nothing(db: None, file: Path) -> None:
    code, out, _err = run(file, dry_run=True)
    assert (code, Area.objects.count()) == (0, 0)
    assert "Probelauf" in out
    assert "10041100 Ahrenau" in out


def test_json_lists_every_change(db: None, file: Path) -> None:
    _code, out, _err = run(file, as_json=True)
    report = json.loads(out)
    assert report["counts"]["new"] == 4
    assert {"key": "10041200", "name": "Birkstedt", "level": "municipality"} in report["new"]
    assert Area.objects.municipalities().count() == 2


def test_boundaries_are_recognised(db: None, file: Path, tmp_path: Path) -> None:
    run(file)
    path = tmp_path / "grenzen.geojson"
    path.write_bytes(collection(feature()))
    code, out, _err = run(path)
    assert code == 0
    assert "Grenzen übernommen: 1" in out
    assert Area.objects.get(official_key="10041100").bbox is not None


@pytest.mark.parametrize("language", ["de", "en"])
def test_errors_go_to_standard_error(db: None, tmp_path: Path, language: str) -> None:
    path = tmp_path / "leer.txt"
    path.write_text("", encoding="utf-8")
    code, out, err = run(path, language=language)
    assert (code, out) == (2, "")
    assert ("keine Gemeinden" if language == "de" else "no municipalities") in err


def test_missing_file(db: None, tmp_path: Path) -> None:
    code, _out, err = run(tmp_path / "fehlt.txt")
    assert code == 2
    assert "fehlt.txt" in err


def test_unknown_kind(db: None, file: Path) -> None:
    code, _out, err = run(file, kind="wetter")
    assert code == 2
    assert "wetter" in err


def test_kind_by_content() -> None:
    assert guess_kind(Path("a.bin"), collection(feature())) == "boundaries"
    assert guess_kind(Path("vg250.zip"), shape_zip()) == "boundaries"
    assert guess_kind(Path("GV100AD_2026.zip"), b"PK\x03\x04") == "register"
    assert guess_kind(Path("GV100AD.txt"), b"10") == "register"
