"""The command `interkomm concepts import`: dry run, JSON, storing, errors."""

import io
import json
from pathlib import Path

import pytest

from interkomm.planning.concepts.cli import import_file
from interkomm.planning.concepts.models import Concept, ConceptImport
from tests.paths import shared_dir
from tests.planning.text import SOURCE
from tests.world import World


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "konzept.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def run(path: Path | str, **options: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = import_file(path, stdout=out, stderr=err, **options)  # type: ignore[arg-type]
    return code, out.getvalue(), err.getvalue()


def test_dry_run_prints_the_structure_without_a_database(file: Path) -> None:
    """Without the mark django_db any query fails, so this proves that none is made."""
    code, out, err = run(file, dry_run=True, as_json=True)
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["title"] == "Entwicklungskonzept Ahrenau 2035"
    project = found["central_projects"][0]
    assert project["title"] == "Lebendige Mitte"
    assert [(each["number"], each["title"]) for each in project["measures"]] == [
        ("1.1", "Markthalle"),
        ("1.2", "Wege zum Bahnhof"),
        ("1.3", "Stadtgrün"),
    ]
    assert project["measures"][0]["paragraphs"][1] == {
        "anchor": "1.1-p2",
        "text": "Die Öffnungszeiten richten sich nach den Wochenmärkten.",
        "kind": "text",
    }
    assert found["participation"] == {"state": "unknown"}
    assert found["dropped"][0] | {"page": None} == {"text": "Skip to content", "reason": "navigation", "page": None}


def test_the_real_document(tmp_path: Path) -> None:
    code, out, _ = run(shared_dir() / "material" / "herzberg-insek-chapter-6.txt", dry_run=True, as_json=True)
    found = json.loads(out)
    assert code == 0
    assert [project["title"] for project in found["central_projects"]] == ["Mittelzentrum und Kreisstadt"]
    numbers = [measure["number"] for measure in found["central_projects"][0]["measures"]]
    assert numbers == ["6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]
    assert found["participation"] == {"state": "ended"}


def test_summary_for_people(file: Path) -> None:
    code, out, _ = run(file, dry_run=True)
    assert code == 0
    assert "1.1 Markthalle [Absätze: 2]" in out
    assert "Weggelassen: 1" in out


@pytest.mark.parametrize(("language", "expected"), [("de", "Fehler: Die Datei"), ("en", "Error: There is no file")])
def test_missing_file(tmp_path: Path, language: str, expected: str) -> None:
    code, out, err = run(tmp_path / "fehlt.txt", dry_run=True, language=language)
    assert (code, out) == (2, "")
    assert expected in err


def test_unreadable_file_and_directory(tmp_path: Path) -> None:
    empty = tmp_path / "leer.pdf"
    empty.write_bytes(b"")
    code, out, err = run(empty, dry_run=True, as_json=True)
    assert (code, out) == (2, "")
    assert "Die Datei ist leer" in err
    assert run(tmp_path, dry_run=True)[0] == 2


def test_storing_makes_a_proposal_and_repeating_it_no_second_one(world: World, file: Path) -> None:
    code, out, _ = run(file, organisation_slug="ahrenau")
    assert code == 0
    assert "neues Konzept" in out
    run(file, organisation_slug="ahrenau")
    assert ConceptImport.objects.count() == 1


def test_accept_makes_a_draft_and_again_nothing_new(world: World, file: Path) -> None:
    assert run(file, organisation_slug="ahrenau", accept=True)[0] == 0
    code, out, _ = run(file, organisation_slug="ahrenau", accept=True)
    assert code == 0
    assert "nichts Neues" in out
    assert Concept.objects.get(slug="entwicklungskonzept-ahrenau-2035").versions.count() == 1


def test_json_stays_clean_when_storing(world: World, file: Path) -> None:
    _, out, err = run(file, organisation_slug="ahrenau", as_json=True)
    assert json.loads(out)["title"]
    assert "Vorschau" in err


@pytest.mark.parametrize(
    "options", [{}, {"organisation_slug": "gibt-es-nicht"}, {"organisation_slug": "ahrenau", "concept_slug": "fehlt"}]
)
def test_unknown_organisation_or_concept(world: World, file: Path, options: dict[str, str]) -> None:
    code, out, err = run(file, **options)
    assert (code, out) == (2, "")
    assert "gibt es nicht" in err
