"""Loading the shipped cases: once, again, after changes of the file, after changes by editors."""

import shutil
from pathlib import Path

import pytest

from interkomm.calc.cases import as_json, from_json, items
from interkomm.catalogue.collection.cli import load_shipped
from interkomm.catalogue.collection.files import CASES, InvalidCaseFile, read_case
from interkomm.catalogue.collection.load import load_collection
from interkomm.catalogue.editing.services import Proposal, propose_case, release_revision
from interkomm.catalogue.models import Case, Revision
from interkomm.foundation.use_cases import NotAllowed
from tests.world import World

pytestmark = pytest.mark.django_db
SLUG = "staedteregion-ruhr-2030"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection of two cases."""
    for slug in (SLUG, "staedtekooperation-nordhausen-sangerhausen"):
        shutil.copy(CASES / f"{slug}.toml", tmp_path)
    return tmp_path


def change(folder: Path) -> None:
    path = folder / f"{SLUG}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('name.de = "', 'name.de = "Neu: ', 1), encoding="utf-8")


def edited_by_people(world: World) -> Revision:
    case = Case.objects.get(slug=SLUG)
    assert case.released is not None
    text = items.Text(words={"de": "Die Redaktion weiß mehr."}, evidence=(items.Evidence("s1"),))
    record = from_json(case.released.content).with_items("lessons", text)
    revision = propose_case(actor=world.alice, proposal=Proposal(record=record, case=case, based_on=case.released))
    release_revision(actor=world.rita, revision=revision)
    return revision


def test_cases_are_public_under_the_name_of_their_file(world: World, folder: Path) -> None:
    loaded = load_collection(actor=world.opal, directory=folder)
    assert loaded.added == ("staedtekooperation-nordhausen-sangerhausen", SLUG)
    case = Case.objects.released().get(slug=SLUG)
    assert case.released is not None
    assert case.released.content == as_json(read_case(folder / f"{SLUG}.toml").record)
    assert case.partners.filter(official_key="05117000").exists()


def test_a_second_run_changes_nothing(world: World, folder: Path) -> None:
    load_collection(actor=world.opal, directory=folder)
    loaded = load_collection(actor=world.opal, directory=folder)
    assert (loaded.added, loaded.updated, loaded.proposed, len(loaded.unchanged)) == ((), (), (), 2)
    assert Revision.objects.count() == 2


def test_a_new_edition_replaces_what_nobody_has_changed(world: World, folder: Path) -> None:
    load_collection(actor=world.opal, directory=folder)
    change(folder)
    assert load_collection(actor=world.opal, directory=folder).updated == (SLUG,)
    assert Case.objects.get(slug=SLUG).name.startswith("Neu: ")


def test_what_editors_have_changed_stays_and_gets_one_proposal(world: World, folder: Path) -> None:
    load_collection(actor=world.opal, directory=folder)
    edited = edited_by_people(world)
    change(folder)
    assert load_collection(actor=world.opal, directory=folder).proposed == (SLUG,)
    case = Case.objects.get(slug=SLUG)
    assert case.released_id == edited.pk
    waiting = case.revisions.get(state=Revision.State.PROPOSED)
    assert waiting.origin == Revision.Origin.COLLECTION
    assert waiting.based_on_id == edited.pk
    assert load_collection(actor=world.opal, directory=folder).unchanged[-1] == SLUG


def test_a_withdrawn_case_does_not_come_back_by_itself(world: World, folder: Path) -> None:
    load_collection(actor=world.opal, directory=folder)
    Case.objects.filter(slug=SLUG).update(is_withdrawn=True)
    change(folder)
    assert load_collection(actor=world.opal, directory=folder).proposed == (SLUG,)
    assert not Case.objects.released().filter(slug=SLUG).exists()


def test_only_the_operator_loads(world: World, folder: Path) -> None:
    with pytest.raises(NotAllowed):
        load_collection(actor=world.rita, directory=folder)


def test_a_damaged_file_is_named_and_nothing_is_stored(world: World, folder: Path) -> None:
    (folder / "schadhaft.toml").write_text('name.de = "X"\n[fields.unbekannt]\n', encoding="utf-8")
    with pytest.raises(InvalidCaseFile, match=r"schadhaft\.toml: fields\.unbekannt"):
        load_collection(actor=world.opal, directory=folder)
    assert not Case.objects.exists()


def test_the_command_reports_what_happened(world: World, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load_shipped(folder) == 0
    assert "neu: 2" in capsys.readouterr().out
    (folder / "schadhaft.toml").write_text("=", encoding="utf-8")
    assert load_shipped(folder) == 2
    assert "schadhaft.toml" in capsys.readouterr().err
