"""The documents say what is true: files, tests, commands, addresses, settings and names in them exist."""

import argparse
import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.urls import resolve
from django.utils import translation

from interkomm.project.cli.parser import build_parser
from interkomm.project.demo.people import SIGN_INS
from interkomm.ui.language import language_of

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/interkomm"
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted(ROOT.glob("docs/**/*.md")),
    PACKAGE / "places/layer/README.md",
    PACKAGE / "catalogue/collection/README.md",
]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
NAMED_FILE = re.compile(r"((?:src|docs|tests|scripts|benchmarks|\.ci)/[\w./-]+)(?:::(\w+))?")
IN_PACKAGE = re.compile(
    rf"((?:{'|'.join(sorted(each.name for each in PACKAGE.iterdir() if each.is_dir()))})/[\w./-]+\.\w+)"
)
ADDRESS = re.compile(r"/(?:[a-z0-9-]+/)*")
SYSTEM = re.compile(r"/(?:opt|var|backup|usr|tmp)/")
READERS = {"text", "switch", "number", "words"}
INTERNAL = {"INTERKOMM_SUPERVISOR"}  # set by `serve` for its own children


def identify(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def read(file: Path | str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def code_of(file: Path) -> list[str]:
    """What stands between backticks in a document: spans and fenced blocks."""
    text = read(file)
    return [*FENCE.findall(text), *SPAN.findall(FENCE.sub("", text))]


def cells(file: str, column: int) -> Iterator[str]:
    """One column of all tables of a document, without heading rows."""
    for line in read(file).splitlines():
        row = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and "`" in row[column]:
            yield row[column]


def missing_files(text: str, folder: Path) -> list[str]:
    """Relative targets of links in a text that do not exist."""
    targets = (target.partition("#")[0] for target in LINK.findall(text))
    return [each for each in targets if each and "://" not in each and not (folder / each).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=identify)
def test_links_lead_somewhere(document: Path) -> None:
    assert missing_files(read(document), document.parent) == []


def test_a_dead_link_is_found() -> None:
    assert missing_files("[a](README.md) ![b](docs/images/none.png) [c](https://example.org)", ROOT) == [
        "docs/images/none.png"
    ]


def unknown_names(spans: list[str]) -> Iterator[str]:
    for span in spans:
        if found := NAMED_FILE.fullmatch(span):
            path, test = ROOT / found.group(1), found.group(2)
            if not path.exists() or (test and f"def {test}(" not in path.read_text(encoding="utf-8")):
                yield span
        elif IN_PACKAGE.fullmatch(span) and not any(
            (each / span).exists() for each in [PACKAGE, *PACKAGE.glob("*/templates")]
        ):
            yield span


@pytest.mark.parametrize("document", DOCUMENTS, ids=identify)
def test_named_files_and_tests_exist(document: Path) -> None:
    assert list(unknown_names(code_of(document))) == []


def test_an_invented_test_is_found() -> None:
    assert list(unknown_names(["tests/docs/test_docs.py::test_nothing", "calc/nothing.py", "calc/consent.py"])) == [
        "tests/docs/test_docs.py::test_nothing",
        "calc/nothing.py",
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=identify)
def test_commands_exist(document: Path) -> None:
    (subparsers,) = (action for action in build_parser()._actions if action.choices)
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    for code in code_of(document):
        assert set(re.findall(r"(?:^|[\s/])interkomm ([a-z][a-z-]*)", code)) <= set(subparsers.choices or ())
        assert set(re.findall(r"^make ([a-z]+)", code, re.MULTILINE)) <= targets


def commands_of(parser: argparse.ArgumentParser, name: str = "interkomm") -> Iterator[tuple[str, set[str]]]:
    """(command in full, its options) of every command that does something."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for group in groups:
        for word, inner in group.choices.items():
            yield from commands_of(inner, f"{name} {word}")
    if not groups:
        yield name, {each.option_strings[0] for each in parser._actions if each.option_strings} - {"-h", "--data"}


def test_the_reference_names_every_command_with_its_options() -> None:
    lines = [span.replace("\\|", "|") for span in SPAN.findall(read("docs/commands.md"))]
    for command, options in commands_of(build_parser()):
        described = [line for line in lines if f"{line} ".startswith(f"{command} ")]
        assert described, command
        assert options == set(re.findall(r"--[a-z-]+", described[0])), command


def test_the_way_through_the_code_names_every_slice() -> None:
    words = {"locale", "migrations", "templates", "static", "rule_sets", "layer", "__pycache__"}
    text = read("docs/reading.md")
    table = text[text.index("## The contexts") :]
    for context in PACKAGE.iterdir():
        slices = {each.name for each in context.iterdir() if each.is_dir()} - words if context.is_dir() else set()
        if context.name not in {"foundation", "ui", "calc"}:
            assert {each for each in slices if not re.search(f"`{each}[`/]", table)} == set(), context.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=identify)
def test_addresses_exist(document: Path) -> None:
    for span in code_of(document):
        if ADDRESS.fullmatch(span) and not SYSTEM.match(span):
            with translation.override(language_of(span)):
                assert resolve(span), span


def settings_read(path: str) -> set[str]:
    """Environment variables that a module reads by `environment`, or names in full."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Attribute, ast.Name)) and node.args:
            reader = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            argument = node.args[0]
            if reader in READERS and isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                names.add(f"INTERKOMM_{argument.value}")
        if isinstance(node, ast.Constant) and re.fullmatch(r"INTERKOMM_[A-Z_]+[A-Z]", str(node.value)):
            names.add(str(node.value))
    return names


def settings_documented() -> set[str]:
    """First column of the settings table; `_PORT` behind `INTERKOMM_SMTP_HOST` stands for `INTERKOMM_SMTP_PORT`."""
    names: set[str] = set()
    for cell in cells("docs/operations.md", 0):
        first = re.search(r"INTERKOMM_[A-Z]+", cell)
        for span in SPAN.findall(cell):
            names.add(f"{first.group()}{span}" if first and span.startswith("_") else span)
    return names


def test_every_setting_is_documented() -> None:
    sources = ["src/interkomm/project/environment.py", "src/interkomm/project/settings.py"]
    sources += [
        identify(path) for folder in ("cli", "operation") for path in (PACKAGE / "project" / folder).glob("*.py")
    ]
    wanted = set().union(*map(settings_read, sources)) - INTERNAL
    assert len(wanted) > 30
    assert wanted - settings_documented() == set()


def test_every_dependency_has_its_line_and_no_line_is_left_over() -> None:
    wanted = {re.split(r"[\[~>=<]", each)[0].strip() for each in PYPROJECT["project"]["dependencies"]}
    text = read("docs/dependencies.md")
    at_run_time = text[text.index("## At run time") : text.index("## In the browser")]
    described = set(re.findall(r"^\| `([^`]+)` \|", at_run_time, re.MULTILINE))
    assert described == wanted


def test_every_vendored_package_has_its_line() -> None:
    entries = tomllib.loads(read("src/interkomm/ui/static/ui/vendor/VENDORED.toml"))["file"]
    described = set(cells("docs/dependencies.md", 0))
    assert {entry["name"] for entry in entries if "subset" not in entry["name"]} <= {
        each.strip("`") for each in described
    }


def resolved(name: str) -> Any:
    """The object with a dotted name below the package; ImportError or AttributeError when there is none."""
    parts = ["interkomm", *name.split(".")]
    for length in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise ImportError(name)


@pytest.mark.parametrize("name", sorted({cell.strip("`") for cell in cells("docs/glossary.md", 3)}))
def test_words_of_the_glossary_exist_in_the_code(name: str) -> None:
    assert resolved(name)


def test_a_word_without_code_is_found() -> None:
    with pytest.raises(AttributeError):
        resolved("planning.models.Nothing")


def test_decisions_have_one_number_each_and_say_what_was_decided() -> None:
    files = sorted((ROOT / "docs/adr").glob("*.md"))
    numbers = [file.name[:4] for file in files]
    assert len(numbers) == len(set(numbers))
    for file in files:
        assert "**Decision.**" in read(file), file.name


def test_sign_ins_of_the_demonstration_are_those_of_the_readme() -> None:
    text = read("README.md")
    assert set(re.findall(r"`([a-z]+@demo\.example)`", text)) == {person.email for person in SIGN_INS}
    assert all(f"`{person.password}`" in text for person in SIGN_INS)


def test_the_licence_is_whole() -> None:
    text = read("LICENSE")
    articles = [int(number) for number in re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)]
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert articles == list(range(1, 16))
    assert text.rstrip().endswith("require the production of a new EUPL version.")


def test_publiccode_is_complete() -> None:
    """Required keys and lengths of the standard, version 0.4 (https://yml.publiccode.tools/)."""
    about = yaml.safe_load(read("publiccode.yml"))
    version = PYPROJECT["project"]["version"]
    assert about["publiccodeYmlVersion"] == "0.4"
    assert about["softwareVersion"] == version
    assert f"## [{version}]" in read("CHANGELOG.md")
    assert about["legal"]["license"] == PYPROJECT["project"]["license"] == "EUPL-1.2"
    assert about["url"].startswith("https://")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", about["releaseDate"])
    assert about["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert about["softwareType"] == "standalone/web"
    assert about["platforms"]
    assert about["categories"]
    assert about["maintenance"]["type"] == "internal"
    assert all(contact["name"] for contact in about["maintenance"]["contacts"])
    assert about["localisation"] == {"localisationReady": True, "availableLanguages": ["de", "en"]}
    assert set(about["description"]) == {"de", "en"}
    for words in about["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]
