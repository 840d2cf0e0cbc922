"""`interkomm catalogue import`: what it stores, and when it stores nothing."""

import io
from pathlib import Path

import pytest

from interkomm.catalogue.editing.services import release_revision
from interkomm.catalogue.imports.cli import DONE, REFUSED, import_file
from interkomm.catalogue.imports.models import CaseImport
from interkomm.catalogue.imports.sentences import finding_sentence
from interkomm.catalogue.imports.services import accept_import
from interkomm.catalogue.imports.stored import DUPLICATE_CODE, finding_from_json
from interkomm.catalogue.models import Case, Revision
from interkomm.project.cli.parser import build_parser
from tests.catalogue.imports.making import TABLE, WIKI, decide_all, towns
from tests.catalogue.imports.test_material import MATERIAL, OSCHATZ_KEYS, RUHR_KEYS
from tests.paths import shared_dir
from tests.world import World

pytestmark = pytest.mark.django_db


def _run(path: Path, **options: str | bool) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = import_file(path, stdout=out, stderr=err, **options)  # type: ignore[arg-type]
    return code, out.getvalue(), err.getvalue()


def _file(tmp_path: Path, text: str, name: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_page_is_stored_to_be_checked_and_nothing_is_proposed(world: World, tmp_path: Path) -> None:
    slug = world.alice.memberships.get().organisation.slug
    code, out, _err = _run(_file(tmp_path, WIKI, "bauhof.txt"), organisation_slug=slug)
    assert code == DONE
    assert "Bauhof am Fluss" in out
    proposal = CaseImport.objects.get()
    assert (proposal.organisation is not None, proposal.kind, proposal.state) == (True, "wiki_page", "checking")
    assert not Revision.objects.exists()
    again, _out, err = _run(tmp_path / "bauhof.txt", organisation_slug=slug)
    assert (again, CaseImport.objects.count()) == (REFUSED, 1)
    assert "wartet schon" in err


def test_a_table_waits_for_the_meaning_of_its_columns(world: World, tmp_path: Path) -> None:
    slug = world.alice.memberships.get().organisation.slug
    code, out, _err = _run(_file(tmp_path, TABLE, "tabelle.csv"), organisation_slug=slug)
    assert (code, CaseImport.objects.get().state) == (DONE, "mapping")
    assert "Spalten" in out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "--organisation"),
        ({"organisation_slug": "gibt-es-nicht"}, "gibt-es-nicht"),
        ({"kind": "unfug", "dry_run": True}, "wiki_page"),
    ],
)
def test_what_is_missing_is_said(world: World, tmp_path: Path, options: dict[str, str | bool], words: str) -> None:
    code, _out, err = _run(_file(tmp_path, WIKI, "bauhof.txt"), **options)
    assert code == REFUSED
    assert words in err
    assert not CaseImport.objects.exists()


def test_dry_run_stores_nothing(world: World, tmp_path: Path) -> None:
    code, out, _err = _run(_file(tmp_path, WIKI, "bauhof.txt"), dry_run=True)
    assert (code, CaseImport.objects.count()) == (DONE, 0)
    assert "2003-06-06 contract_signed" in out


def test_messages_in_english(tmp_path: Path) -> None:
    code, _out, err = _run(tmp_path / "missing.txt", dry_run=True, language="en")
    assert code == REFUSED
    assert err.startswith("Error:")


def test_the_parser_knows_the_command() -> None:
    parsed = build_parser().parse_args(["catalogue", "import", "x.txt", "--dry-run", "--json", "--kind", "wikitext"])
    assert (parsed.run, parsed.dry_run, parsed.json, parsed.kind) == ("imports:cases", True, True, "wikitext")


def test_a_second_import_of_the_material_finds_the_duplicates_with_reasons(world: World, tmp_path: Path) -> None:
    """The real pages: read, proposed, released; the same text with another blank line names the case that is there."""
    towns({**RUHR_KEYS, **OSCHATZ_KEYS, "Nordhausen": "16062041", "Sangerhausen": "15087370"})
    for number, name in enumerate(MATERIAL[:4]):
        text = (shared_dir() / "material" / name).read_text(encoding="utf-8")
        slug = world.alice.memberships.get().organisation.slug
        for at, content in enumerate((text, f"{text}\n")):
            code, _out, err = _run(_file(tmp_path, content, f"{number}-{at}.txt"), organisation_slug=slug)
            assert code == DONE, err
            read = CaseImport.objects.latest("pk")
            found = [finding_from_json(each) for each in read.cases.get().findings]
            said = [finding_sentence(each) for each in found if each.message_code == DUPLICATE_CODE]
            if at == 0:
                assert not said
                decide_all(world, read)
                assert accept_import(actor=world.alice, proposal=read) == 1
                release_revision(actor=world.rita, revision=Revision.objects.latest("pk"))
            else:
                assert len(said) == 1
                assert said[0].startswith("Diesen Fall gibt es schon: „")
                assert "derselbe Name" in said[0]
                assert read.cases.get().duplicate == Case.objects.latest("pk")
    assert Case.objects.count() == 4
