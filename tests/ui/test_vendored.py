"""Files of others are as listed, licensed, and load nothing from outside."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src/interkomm/ui/static/ui"
LISTED = tomllib.loads((STATIC / "vendor/VENDORED.toml").read_text(encoding="utf-8"))["file"]


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry["path"].rsplit("/", 1)[-1])
def test_file_is_as_listed(entry: dict[str, str]) -> None:
    content = (ROOT / entry["path"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert entry["licence"] in {"EUPL-1.2", "0BSD", "BSD-2-Clause", "OFL-1.1", "MPL-2.0"}


def test_every_vendored_file_is_listed() -> None:
    listed = {entry["path"] for entry in LISTED}
    folders = [STATIC / "vendor", ROOT / "tests/browser/vendor"]
    present = {file.relative_to(ROOT).as_posix() for folder in folders for file in folder.rglob("*") if file.is_file()}
    assert present - {"src/interkomm/ui/static/ui/vendor/VENDORED.toml"} == listed


def test_every_package_brings_its_licence() -> None:
    for folder in (STATIC / "vendor").iterdir():
        if folder.is_dir():
            assert any(file.name.startswith("LICENSE") for file in folder.iterdir()), folder.name


@pytest.mark.parametrize("file", sorted(STATIC.rglob("*.css")), ids=lambda file: file.name)
def test_style_sheet_loads_nothing_from_outside(file: Path) -> None:
    text = re.sub(r"url\(\s*(['\"])data:.*?\1\s*\)", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", text)
    assert "@import" not in text


@pytest.mark.parametrize("file", sorted((STATIC / "js").glob("*.js")), ids=lambda file: file.name)
def test_own_script_names_no_outside_address_and_evaluates_nothing(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "http://" not in text
    assert "https://" not in text
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", text)
