"""docs/components.md is the agreement with those who build pages: every macro, filter and class in it is true."""

import re
from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs/components.md").read_text(encoding="utf-8").replace("\\|", "|")
COMPONENTS = ROOT / "src/interkomm/ui/templates/ui/components"
INNER = {"button_body", "kind_word", "contents_level", "header_cell", "state_word"}
MACROS = sorted(
    (file.stem, name, arguments)
    for file in COMPONENTS.glob("[a-z]*.html")
    for name, arguments in re.findall(r"{% macro (\w+)\((.*?)\) %}", file.read_text(encoding="utf-8"))
    if name not in INNER
)
STYLES = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "src/interkomm/ui/static/ui/css").glob("*.css"))
MODULES = ROOT / "src/interkomm/ui/static/ui/js"


@pytest.mark.parametrize(("file", "name", "arguments"), MACROS, ids=[name for _, name, _ in MACROS])
def test_macro_is_documented_with_its_arguments(file: str, name: str, arguments: str) -> None:
    line = next(line for line in DOCS.splitlines() if line.startswith(f"| `{file}` |"))
    assert f"`{name}({arguments})`" in line


def test_documented_classes_exist() -> None:
    section = DOCS.split("## Classes", 1)[1].split("## Small modules", 1)[0]
    for name in set(re.findall(r"`(ik-[a-z-]+)", section)):
        assert re.search(rf"\.{name}\b", STYLES), name


def test_documented_filters_and_globals_exist() -> None:
    env = engines.all()[0].env  # type: ignore[attr-defined]
    line = next(line for line in DOCS.splitlines() if line.startswith("**Filters**"))
    for name in re.findall(r"`([a-z_]+)[`(]", line):
        assert name in env.filters, name
    line = next(line for line in DOCS.splitlines() if line.startswith("**Globals**"))
    for name in re.findall(r"`([A-Za-z_]+)[`(]", line):
        assert name in env.globals or name == "csrf_input", name


def test_documented_modules_exist() -> None:
    section = DOCS.split("## Small modules", 1)[1]
    registered = "".join(file.read_text(encoding="utf-8") for file in MODULES.glob("*.js"))
    names = re.findall(r"`([a-z-]+)`", section.split("A context adds", 1)[0])
    assert {"keep-draft", "once", "map"} <= set(names)
    for name in names:
        assert f'register("{name}"' in registered, name
