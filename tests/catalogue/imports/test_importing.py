"""Importing as use cases: nothing is decided silently, nothing is stored twice, nothing known is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interkomm.calc.cases import from_json, items
from interkomm.calc.cases.contradictions import contradictions
from interkomm.catalogue.cases.projection import start_year
from interkomm.catalogue.editing.services import release_revision
from interkomm.catalogue.imports.decisions import Decision
from interkomm.catalogue.imports.keeping import register_rules
from interkomm.catalogue.imports.models import CaseImport, ColumnMeaning, ImportedCase
from interkomm.catalogue.imports.preview import option_labels
from interkomm.catalogue.imports.reading import UnreadableCase, read_source
from interkomm.catalogue.imports.sentences import finding_sentence, problem_sentence
from interkomm.catalogue.imports.services import (
    AlreadyThere,
    accept_import,
    choose_columns,
    choose_facts,
    decide_finding,
    discard_import,
    propose_import,
)
from interkomm.catalogue.imports.stored import finding_from_json
from interkomm.catalogue.imports.tasks import read_queued_cases
from interkomm.catalogue.models import Revision
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.retention.rules import registry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.catalogue.imports.making import TABLE, checking, decide_all, option, source, uploaded, wiki
from tests.catalogue.making import record, released
from tests.paths import shared_dir
from tests.world import World

pytestmark = pytest.mark.django_db


def case_named(proposal: CaseImport, name: str) -> ImportedCase:
    return proposal.cases.select_related("proposal").get(name=name)


def contradiction_of(case: ImportedCase) -> int:
    return next(at for at, each in enumerate(case.findings) if each["kind"] == "contradiction")


def test_a_table_first_asks_for_the_meaning_of_its_columns(world: World) -> None:
    proposal = uploaded(world)
    assert (proposal.state, proposal.kind) == ("mapping", "table_csv")
    assert proposal.targets == {"": ["name", "partners", "events:start", "legal_form", "websites"]}
    assert proposal.sheets[0]["examples"][2] == ["2015", "2019", "2020"]
    assert not proposal.cases.exists()


def test_columns_with_another_meaning_are_remembered(world: World) -> None:
    proposal = uploaded(world)
    targets = {"": ["name", "partners", "events:founded", "", "websites"]}
    choose_columns(actor=world.alice, proposal=proposal, targets=targets)
    read_queued_cases.call(proposal.pk)
    proposal.refresh_from_db()
    assert proposal.state == "checking"
    first = from_json(proposal.cases.first().content)  # type: ignore[union-attr]
    assert [event.kind for event in first.items("events")] == ["founded"]
    assert "legal_form" in first.unknown()
    assert ColumnMeaning.objects.get().targets == targets[""]
    again = uploaded(world, source(TABLE + "Neu;Ahrenau;2021;;\n"))
    assert again.targets == targets


def test_meanings_that_do_not_exist_are_refused(world: World) -> None:
    with pytest.raises(RuleBroken):
        choose_columns(actor=world.alice, proposal=uploaded(world), targets={"": ["name", "passwort", "", "", ""]})


def test_a_misspelt_partner_is_decided_by_people(world: World) -> None:
    proposal = checking(world)
    case = case_named(proposal, "Musikschule")
    finding = finding_from_json(case.findings[0])
    assert finding_sentence(finding) == "„Ahrnau“ wurde als Ahrenau gelesen (amtlicher Schlüssel 14730990)."
    with pytest.raises(RuleBroken):
        accept_import(actor=world.alice, proposal=proposal)
    decide_finding(actor=world.alice, case=case, number=0, decision=Decision(None, "14730991"))
    assert accept_import(actor=world.alice, proposal=proposal) == 3
    stored = from_json(Revision.objects.get(content__name__de="Musikschule").content)
    assert [each.official_key for each in stored.items("partners")] == ["14730991", "14730992"]
    assert stored.items("partners")[0].written_as == "Ahrnau"


def test_a_partner_may_stay_as_it_is_written(world: World) -> None:
    proposal = checking(world)
    case = case_named(proposal, "Musikschule")
    decide_finding(actor=world.alice, case=case, number=0, decision=Decision(option(case, 0, "keep")))
    accept_import(actor=world.alice, proposal=proposal)
    stored = from_json(Revision.objects.get(content__name__de="Musikschule").content)
    assert (stored.items("partners")[0].name, stored.items("partners")[0].official_key) == ("Ahrnau", "")


def test_only_what_the_finding_offers_can_be_decided(world: World) -> None:
    case = case_named(checking(world), "Musikschule")
    for number, decision in ((9, Decision(0)), (0, Decision(99)), (0, Decision(None, "99999999")), (0, Decision(None))):
        with pytest.raises(RuleBroken):
            decide_finding(actor=world.alice, case=case, number=number, decision=decision)


def test_clear_cases_can_go_first(world: World) -> None:
    proposal = checking(world)
    assert accept_import(actor=world.alice, proposal=proposal, only_clear=True) == 2
    proposal.refresh_from_db()
    assert proposal.state == "checking"
    decide_all(world, proposal)
    assert accept_import(actor=world.alice, proposal=proposal) == 1
    proposal.refresh_from_db()
    assert proposal.state == "done"
    with pytest.raises(RuleBroken):
        accept_import(actor=world.alice, proposal=proposal)


def test_proposals_are_not_public_and_carry_their_evidence(world: World) -> None:
    proposal = checking(world)
    decide_all(world, proposal)
    accept_import(actor=world.alice, proposal=proposal)
    revision = Revision.objects.get(content__name__de="Bauhof am Fluss")
    assert (revision.state, revision.origin, revision.organisation) == ("proposed", "import", world.ahrenau)
    stored = from_json(revision.content)
    assert stored.sources[0].title == "liste.csv, Zeile 2"
    assert stored.sources[0].retrieved_on == "2026-11-20"
    assert stored.items("events")[0].evidence[0].quote == "Beginn: 2015"


def test_the_contradiction_of_a_wiki_page_needs_a_reason(world: World) -> None:
    case = wiki(world).cases.select_related("proposal").get()
    with pytest.raises(RuleBroken):
        decide_finding(actor=world.alice, case=case, number=contradiction_of(case), decision=Decision(0))


@pytest.mark.parametrize(
    ("code", "events", "year"),
    [
        ("join", ["accession 2007", "contract_signed 2003-06-06 beginning"], 2003),
        ("begin", ["accession 2007", "contract_signed 2003-06-06", "start 2007 beginning"], 2007),
        ("keep", ["accession 2007", "contract_signed 2003-06-06", "start 2007"], 2003),
        ("drop", ["accession 2007", "contract_signed 2003-06-06"], 2003),
    ],
)
def test_people_say_which_of_two_dates_is_the_beginning(world: World, code: str, events: list[str], year: int) -> None:
    """The real page: the infobox says 2007, a contract was signed in 2003. The other date is never lost."""
    text = (shared_dir() / "material" / "staedteregion-ruhr-wiki-page.txt").read_text(encoding="utf-8")
    proposal = checking(world, source(text, "staedteregion-ruhr.txt"))
    case = proposal.cases.select_related("proposal").get()
    number = contradiction_of(case)
    labels = option_labels(case.findings[number])
    assert labels[0] == "Beginn ist 06.06.2003 (Unterzeichnung). 2007 bleibt als Anmerkung mit Beleg."
    assert labels[1] == "Beginn ist 2007. 06.06.2003 (Unterzeichnung) bleibt als Ereignis davor."
    decide_all(world, proposal)
    decided = Decision(option(case, number, code), reason="So beschlossen.")
    decide_finding(actor=world.alice, case=case, number=number, decision=decided)
    accept_import(actor=world.alice, proposal=proposal)
    revision = Revision.objects.get()
    found = from_json(revision.content)
    listed = sorted(found.items("events"), key=lambda each: each.kind)
    assert [" ".join(filter(None, (each.kind, str(each.date), each.role))) for each in listed] == events
    assert start_year(found) == year
    assert bool(contradictions(found)) == (code == "keep")
    if code == "join":
        contract = listed[1]
        assert contract.evidence[-1].quote == "2007"
        assert "6. Juni 2003" in contract.evidence[0].quote
        assert contract.note.endswith("Als Beginn ist in der Quelle auch angegeben: 2007. So beschlossen.")
        public = release_revision(actor=world.rita, revision=revision)
        page = Client().get(reverse("catalogue:case", args=[public.slug])).text
        assert "gilt als Beginn der Zusammenarbeit" in page
        assert "Die Quellen widersprechen sich" not in page


def test_the_beginning_stays_when_the_contract_is_left_out(world: World) -> None:
    proposal = wiki(world)
    case = proposal.cases.select_related("proposal").get()
    decide_all(world, proposal)
    contract = next(at for at, each in enumerate(case.content["fields"]["events"]["items"]) if "date" in each and at)
    choose_facts(actor=world.alice, case=case, left_out=[f"events:{contract}"])
    accept_import(actor=world.alice, proposal=proposal)
    assert [str(each.date) for each in from_json(Revision.objects.get().content).items("events")] == ["2007"]


def test_a_table_that_contradicts_itself_asks_too(world: World) -> None:
    table = "Name;Beginn;Vertragsunterzeichnung;Partner\nBauhof;2007;06.06.2003;Ahrenau, Birkstedt\n"
    case = checking(world, source(table)).cases.select_related("proposal").get()
    number = contradiction_of(case)
    assert [each["code"] for each in case.findings[number]["options"]] == ["join", "begin", "keep", "drop"]


def test_a_second_import_finds_every_case_again(world: World) -> None:
    first = checking(world)
    decide_all(world, first)
    accept_import(actor=world.alice, proposal=first)
    with pytest.raises(AlreadyThere):
        uploaded(world)
    second = checking(world, source(TABLE + "\n"))
    assert second.cases.filter(duplicate__isnull=False).count() == 3
    sentence = finding_sentence(finding_from_json(case_named(second, "Bauhof am Fluss").findings[0]))
    assert sentence.startswith("Diesen Fall gibt es schon: „Bauhof am Fluss“ (derselbe Name, dieselben 2 Partner")


def test_what_others_only_propose_is_not_told(world: World) -> None:
    first = checking(world)
    decide_all(world, first)
    accept_import(actor=world.alice, proposal=first)
    given = source(TABLE + "\n")
    outcome = read_source(given)
    theirs = propose_import(actor=world.otto, organisation=world.outside, source=given, outcome=outcome)
    choose_columns(actor=world.otto, proposal=theirs, targets=theirs.targets)
    read_queued_cases.call(theirs.pk)
    assert theirs.cases.count() == 3
    assert not theirs.cases.filter(duplicate__isnull=False).exists()


def test_an_update_keeps_what_the_import_does_not_say(world: World) -> None:
    known = released(
        world,
        record(
            "Bauhof am Fluss",
            partners=(
                items.Partner(name="Ahrenau", official_key="14730990"),
                items.Partner(name="Birkstedt", official_key="14730991"),
            ),
        ),
    )
    proposal = checking(world)
    case = case_named(proposal, "Bauhof am Fluss")
    assert case.duplicate == known
    decide_all(world, proposal)
    case.refresh_from_db()
    assert case.target == known
    accept_import(actor=world.alice, proposal=proposal)
    revision = known.revisions.get(state="proposed")
    stored = from_json(revision.content)
    assert revision.based_on_id == known.released_id
    assert stored.items("summary")[0].words["de"] == "Zwei Gemeinden betreiben einen Bauhof gemeinsam."
    assert [link.url for link in stored.items("websites")] == ["https://bauhof.example/"]
    assert {source.title for source in stored.sources} == {"Bekanntmachung der Stadt Ahrenau", "liste.csv, Zeile 2"}
    assert len(stored.items("partners")) == 2


def test_another_case_of_the_same_name_becomes_a_new_one(world: World) -> None:
    known = released(world, record("Archiv im Verbund"))
    proposal = checking(world)
    decide_all(world, proposal, "other")
    accept_import(actor=world.alice, proposal=proposal)
    assert not known.revisions.filter(state="proposed").exists()
    assert Revision.objects.filter(state="proposed").count() == 3


def test_facts_and_cases_can_be_left_out(world: World) -> None:
    proposal = checking(world)
    case = case_named(proposal, "Bauhof am Fluss")
    choose_facts(actor=world.alice, case=case, left_out=["partners:1", "websites:0", "gibt:1"])
    choose_facts(actor=world.alice, case=case_named(proposal, "Archiv im Verbund"), left_out=[], is_skipped=True)
    decide_all(world, proposal)
    assert accept_import(actor=world.alice, proposal=proposal) == 2
    stored = from_json(Revision.objects.get(content__name__de="Bauhof am Fluss").content)
    assert [each.name for each in stored.items("partners")] == ["Ahrenau"]
    assert "websites" in stored.unknown()


def test_strangers_cannot_work_on_it(world: World) -> None:
    proposal = checking(world)
    for person in ("bob", "otto", "vera", "zoe", "rita"):
        with pytest.raises(NotAllowed):
            accept_import(actor=world.people[person], proposal=proposal)
        with pytest.raises(NotAllowed):
            discard_import(actor=world.people[person], proposal=proposal)


def test_editors_import_for_themselves(world: World) -> None:
    given = source()
    proposal = propose_import(actor=world.rita, organisation=None, source=given, outcome=read_source(given))
    assert (proposal.organisation, proposal.author) == (None, world.rita)
    with pytest.raises(NotAllowed):
        discard_import(actor=world.alice, proposal=proposal)


def test_discarded_imports_take_their_file_along(world: World) -> None:
    proposal = checking(world)
    discard_import(actor=world.alice, proposal=proposal)
    assert not CaseImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_old_imports_are_erased_but_not_what_was_proposed(world: World) -> None:
    proposal = checking(world)
    accept_import(actor=world.alice, proposal=proposal, only_clear=True)
    CaseImport.objects.update(created_at=timezone.now() - timedelta(days=31))
    register_rules()
    rule = registry["catalogue.imports"]
    assert rule.count(timezone.now()) == 1
    assert rule.erase(timezone.now()) == 1
    assert (CaseImport.objects.count(), StoredFile.objects.count(), Revision.objects.count()) == (0, 0, 2)


def test_long_files_are_read_in_the_background(world: World) -> None:
    proposal = propose_import(actor=world.alice, organisation=world.ahrenau, source=source())
    assert proposal.state == "reading"
    read_queued_cases.call(proposal.pk)
    read_queued_cases.call(proposal.pk)  # a second run finds nothing left to do
    proposal.refresh_from_db()
    assert proposal.state == "mapping"


def test_what_cannot_be_read_says_why(world: World) -> None:
    proposal = propose_import(actor=world.alice, organisation=world.ahrenau, source=source("{}", "x.json"))
    read_queued_cases.call(proposal.pk)
    proposal.refresh_from_db()
    assert proposal.state == "failed"
    with pytest.raises(UnreadableCase) as refused:
        read_source(source('{"results": 3}', "x.json"))
    assert "kein Ergebnis einer Abfrage" in problem_sentence(refused.value.problem)
