"""Sizes, names and layers of the source; each check is tried on a planted fault."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignObject

import interkomm

PACKAGE = Path(interkomm.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 400, 40, 120
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "handler", "data"}
PYTHON = [
    path for place in (PACKAGE, ROOT / "tests", ROOT / "scripts", ROOT / "benchmarks") for path in sorted(place.rglob("*.py"))
    if "migrations" not in path.parts and "vendor" not in path.parts
]  # fmt: skip
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html")) + sorted(PACKAGE.rglob("templates/**/*.txt"))
ELSEWHERE = re.compile(
    r"""(?:src|href|action|url\(|import)\s*=?\s*["'(]?\s*(?:https?:)?//([a-z0-9.-]+)""", re.IGNORECASE
)
LINKED = {"www.w3.org", "leafletjs.com"}  # names of XML and a link in Leaflet: fetched by nobody


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_files_are_short() -> None:
    assert not [shown(path) for path in PYTHON if _lines(path) > LONGEST_FILE]


def test_templates_are_short() -> None:
    assert not [shown(path) for path in TEMPLATES if _lines(path) > LONGEST_TEMPLATE]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def long_functions(source: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield node.name, length


def test_functions_are_short() -> None:
    found = [
        f"{shown(path)}:{name} ({length})"
        for path in PYTHON
        for name, length in long_functions(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_a_long_function_is_found() -> None:
    source = "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION
    assert list(long_functions(source)) == [("f", LONGEST_FUNCTION + 1)]


def test_no_module_is_named_after_nothing() -> None:
    folders = {path for path in PACKAGE.rglob("*") if path.is_dir() and (path / "__init__.py").exists()}
    assert not [shown(path) for path in [*PYTHON, *folders] if path.stem.strip("_") in FORBIDDEN]


# ── layers ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def ranks() -> dict[str, int]:
    """Context → rank, 0 at the top, as in the contract of import-linter; strangers share a rank."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["id"] == "contexts")["layers"]
    return {name.strip(): rank for rank, line in enumerate(layers) for name in line.split("|")}


def points_upwards(source: str, target: str) -> bool:
    known = ranks()
    if source == target or target not in known or source not in known:
        return False
    return known[target] <= known[source]


def test_foreign_keys_obey_the_layers() -> None:
    """A foreign key named by a string escapes import-linter."""
    upwards = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in [*model._meta.get_fields(include_hidden=False)]
        if isinstance(field, ForeignObject) or field.many_to_many
        if not field.auto_created and points_upwards(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert not upwards


def test_a_key_upwards_or_between_strangers_is_found() -> None:
    assert points_upwards("accounts", "participation")
    assert points_upwards("notifications", "exchange")
    assert not points_upwards("participation", "accounts")


def test_installed_contexts_are_the_layers() -> None:
    from interkomm.project.settings import CONTEXTS

    order = ranks()
    places = [order[name] for name in CONTEXTS]
    assert places == sorted(places, reverse=True), "settings.CONTEXTS: lowest first"
    assert set(CONTEXTS) == set(order) - {"project", "calc"}


def test_import_linter_passes() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(lint), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]


# ── nothing from elsewhere ──────────────────────────────────────────────────────────────────────────────────────────
def test_pages_fetch_nothing_from_elsewhere() -> None:
    files = [
        *TEMPLATES,
        *PACKAGE.rglob("static/**/*.css"),
        *PACKAGE.rglob("static/**/*.js"),
        *PACKAGE.rglob("static/**/*.svg"),
    ]
    found = [
        f"{shown(path)}: {host}"
        for path in files
        for host in ELSEWHERE.findall(path.read_text(encoding="utf-8"))
        if host not in LINKED
    ]
    assert not found


@pytest.mark.parametrize(
    "line",
    ['<script src="https://cdn.example/x.js">', "<img src='//pixel.example/'>", 'url("https://fonts.example/a")'],
)
def test_a_fetch_from_elsewhere_is_found(line: str) -> None:
    assert ELSEWHERE.search(line)


# ── protection against cross-site requests ──────────────────────────────────────────────────────────────────────────
EXEMPT_WITHOUT_STAMP = {  # reason: the signed or random address is the permission, nothing of a session counts
    "notifications/follows/views.py:confirm",
    "notifications/follows/views.py:stop",
    "notifications/searches/views.py:stop",
}


def exempt_views(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and any(
            getattr(each, "id", getattr(each, "attr", "")) == "csrf_exempt" for each in node.decorator_list
        ):
            yield node


def test_only_forms_with_a_stamp_are_exempt_from_the_cross_site_check() -> None:
    """Each exempt view, or something it calls in its own context, redeems a stamp."""
    bare = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for view in exempt_views(path):
            name = f"{path.relative_to(PACKAGE)}:{view.name}"
            if name not in EXEMPT_WITHOUT_STAMP and not _redeems(path):
                bare.append(name)
    assert not bare


def _redeems(path: Path) -> bool:
    """The module redeems a stamp, or sends through `Submission`, which does."""
    source = path.read_text(encoding="utf-8")
    return "redeem(" in source or "submission.stamp()" in source


def test_exempt_is_never_put_on_a_function_that_is_no_view() -> None:
    """On an inner function the exemption does nothing, and the form fails for strangers."""
    private = [
        f"{path.relative_to(PACKAGE)}:{view.name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for view in exempt_views(path)
        if view.name.startswith("_")
    ]
    assert not private
