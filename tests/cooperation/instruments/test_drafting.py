"""Drafting instruments: who may, wordings and what a change of them means."""

import re
import time
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interkomm.cooperation.instruments import services
from interkomm.cooperation.instruments.choosing import choices, fitting, proposed
from interkomm.cooperation.instruments.drafts import Draft, PartyDraft
from interkomm.cooperation.instruments.models import Annex, Instrument
from interkomm.cooperation.instruments.writing import MOST_LETTERS, WordingDraft
from interkomm.foundation.models import AuditEntry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.conftest import CastClient
from tests.cooperation.instruments.making import (
    DAY,
    TEXT,
    drafted,
    everybody_resolves,
    everybody_signs,
    party,
    resolve,
    staffed,
    state,
    write,
)
from tests.world import World

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2010, 5, 12), date(2010, 6, 1)


def draft_of(world: World, **more: object) -> Draft:
    parties = [PartyDraft("Ahrenau", world.ahrenau), PartyDraft("Birkstedt", world.birkstedt)]
    values: dict[str, object] = {"kind": "declaration", "title": "Willenserklärung", "parties": parties}
    return Draft(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_editors_and_managers_of_a_partner_draft(world: World, name: str) -> None:
    made = services.draft_instrument(actor=world.people[name], cooperation=world.cooperation, draft=draft_of(world))
    assert [party.name for party in made.parties.all()] == ["Ahrenau", "Birkstedt"]
    assert AuditEntry.objects.filter(action="cooperation.instruments.draft", subject_id=str(made.pk)).exists()


@pytest.mark.parametrize("name", ["clara", "mo", "vera", "zoe", "otto", "opal"])
def test_others_do_not_draft(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        services.draft_instrument(actor=world.people[name], cooperation=world.cooperation, draft=draft_of(world))
    assert not Instrument.objects.exists()


def test_some_partners_and_somebody_who_is_not_here(world: World) -> None:
    parties = [PartyDraft("Ahrenau", world.ahrenau, "DE-TH"), PartyDraft("Sangerhausen", state="DE-ST")]
    made = services.draft_instrument(
        actor=world.alice, cooperation=world.cooperation, draft=draft_of(world, parties=parties)
    )
    assert [(each.name, each.organisation_id) for each in made.parties.all()] == [
        ("Ahrenau", world.ahrenau.pk),
        ("Sangerhausen", None),
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "leer"),
        ({"rule_set": "gibt/es-nicht"}, "Regelsatz"),
        ({"agreed_on": date(2020, 1, 2), "ends_on": date(2020, 1, 1)}, "letzte Tag"),
        ({"agreed_on": date(20, 1, 2)}, "Jahr"),
        ({"change": "accession"}, "beitritt"),
        ({"change": "withdrawal"}, "austritt"),
    ],
)
def test_what_cannot_be(world: World, change: dict[str, object], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        services.draft_instrument(actor=world.alice, cooperation=world.cooperation, draft=draft_of(world, **change))


def test_the_same_party_twice(world: World) -> None:
    twice = [PartyDraft("Ahrenau", world.ahrenau), PartyDraft("Stadt Ahrenau", world.ahrenau)]
    with pytest.raises(RuleBroken, match="doppelt"):
        services.draft_instrument(
            actor=world.alice, cooperation=world.cooperation, draft=draft_of(world, parties=twice)
        )


def test_rule_sets_by_kind_and_land() -> None:
    assert proposed("declaration", ["DE-TH", "DE-ST"]).key == "informal"  # type: ignore[union-attr]
    assert proposed("delegating", ["DE-NW"]).state == "DE-NW"  # type: ignore[union-attr]
    assert proposed("delegating", ["DE-TH", "DE-ST"]).key == "DE/cross-state"  # type: ignore[union-attr]
    assert proposed("statute", ["DE-TH"]).exists_by_publication  # type: ignore[union-attr]
    assert proposed("private", ["DE-TH"]).key == "private"  # type: ignore[union-attr]
    assert proposed("delegating", [""]) is None
    assert choices("delegating", ["DE-SN"])[: len(fitting("delegating", ["DE-SN"]))] == fitting("delegating", ["DE-SN"])


def test_a_text_is_changed_in_place_while_nobody_has_resolved(world: World) -> None:
    made = drafted(world)
    before = made.wordings.get().digest
    changed = write(world, made, TEXT + "\n## § 2 Kosten\n\nJe zur Hälfte.")
    assert changed.number == 1
    assert changed.digest != before


def test_spaces_make_no_new_wording(world: World) -> None:
    made = drafted(world)
    everybody_resolves(world, made, MAY)
    again = write(world, made, TEXT.replace("\n", " \r\n").replace("gemeinsam einen", "gemeinsam  einen"))
    assert again.number == 1


def test_a_change_after_a_resolution_makes_a_new_wording_with_a_note(world: World) -> None:
    made = drafted(world)
    resolve(staffed(world)["Birkstedt"], party(made, world.birkstedt), MAY)
    with pytest.raises(RuleBroken, match="was sich ändert"):
        write(world, made, TEXT + "\nNeu.")
    second = write(world, made, TEXT + "\nNeu.", "Satz ergänzt", MAY + DAY)
    assert second.number == 2
    missing = {(each.reason.code) for each in state(made, JUNE).status.missing}
    assert "other_wording" in missing  # Birkstedt must resolve again
    assert state(made, MAY).facts.digest  # and on the day itself the first wording counted
    assert "other_wording" not in {each.reason.code for each in state(made, MAY).status.missing}


def test_what_is_effective_is_changed_by_a_document_of_its_own(world: World) -> None:
    made = drafted(world)
    everybody_resolves(world, made, MAY)
    everybody_signs(world, made, JUNE)
    assert state(made, JUNE).status.is_effective
    with pytest.raises(RuleBroken, match="gilt bereits"):
        write(world, made, TEXT + "\nNeu.", "ergänzt")


def test_an_annex_belongs_to_what_is_resolved_on(world: World) -> None:
    made = drafted(world)
    before = made.wordings.get().digest
    file = ContentFile(b"Anlage 1: Lageplan", name="lageplan.txt")
    services.add_annex(actor=world.alice, instrument=made, upload=file, title="Lageplan")
    assert made.wordings.get().digest != before
    everybody_resolves(world, made, MAY)
    services.remove_annex(actor=world.alice, annex=Annex.objects.get())
    latest = made.wordings.order_by("-number").first()
    assert latest is not None
    assert (latest.number, latest.annexes.count(), latest.digest) == (2, 0, before)


def test_parties_stay_once_somebody_has_resolved(world: World) -> None:
    made = drafted(world)
    services.add_party(actor=world.alice, instrument=made, party=PartyDraft("Landkreis"))
    services.remove_party(actor=world.alice, party=made.parties.get(name="Landkreis"))
    resolve(world.clara, party(made, world.ahrenau), MAY)
    with pytest.raises(RuleBroken, match="schon beschlossen"):
        services.remove_party(actor=world.alice, party=party(made, world.cronfeld))
    with pytest.raises(RuleBroken, match="schon beschlossen"):
        services.add_party(actor=world.alice, instrument=made, party=PartyDraft("Landkreis"))


def test_a_town_says_itself_who_decides_and_signs(world: World) -> None:
    made = drafted(world)
    row = services.change_party(
        actor=world.clara, party=party(made, world.ahrenau), facts={"body": "Hauptausschuss", "signatures_needed": 2}
    )
    assert (row.body, row.signatures_needed) == ("Hauptausschuss", 2)
    with pytest.raises(NotAllowed):
        services.change_party(actor=world.clara, party=party(made, world.birkstedt), facts={"body": "Rat"})


def test_particulars_change_and_are_remembered(world: World) -> None:
    made = drafted(world)
    services.change_particulars(actor=world.bob, instrument=made, facts={"agreed_on": date(2010, 7, 1)})
    entry = AuditEntry.objects.get(action="cooperation.instruments.update")
    assert (entry.before, entry.after) == ({"agreed_on": None}, {"agreed_on": "2010-07-01"})
    with pytest.raises(NotAllowed):
        services.change_particulars(actor=world.clara, instrument=made, facts={"title": "Anders"})


def test_the_checklist(world: World) -> None:
    made = drafted(world)
    services.check_clauses(actor=world.alice, wording=made.wordings.get(), clauses={"parties": "§ 1", "object": ""})
    codes = [each.reason.facts for each in state(made, MAY).status.missing if each.act == "clause"]
    assert (("clause", "object"),) in codes


def test_nothing_is_public_by_itself(world: World) -> None:
    made = drafted(world)
    assert not Instrument.objects.published().exists()
    services.show_publicly(actor=world.alice, instrument=made, is_public=True)
    assert Instrument.objects.published().get() == made
    services.show_publicly(actor=world.alice, instrument=made, is_public=False)
    assert not Instrument.objects.published().exists()


def test_a_text_of_three_hundred_pages(world: World) -> None:
    made = drafted(world)
    long = "\n\n".join(f"§ {n} " + "Die Gemeinden arbeiten zusammen. " * 60 for n in range(310))
    assert len(long) > 600_000
    begun = time.perf_counter()
    stored = write(world, made, long)
    assert time.perf_counter() - begun < 2
    assert stored.digest
    with pytest.raises(RuleBroken, match="zu lang"):
        write(world, made, "a" * 3_000_001)


def test_a_text_from_tomorrow(world: World) -> None:
    made = drafted(world)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RuleBroken, match="Zukunft"):
        services.write_wording(actor=world.alice, instrument=made, wording=WordingDraft("Text", dated_on=tomorrow))


def test_a_wording_of_hundreds_of_pages_is_saved_and_one_too_long_stays_in_the_form(
    world: World, client: CastClient
) -> None:
    """Greek takes two bytes a letter; the form of a text at the limit must get through to the form."""
    made = drafted(world)
    client.sign_in(world.alice)
    address = reverse("cooperation:instrument_wording", args=[made.cooperation_id, made.pk])
    line = "Ω§ " * 333 + "\n"
    answer = client.post(address, {"text": line * (MOST_LETTERS // len(line))})
    assert answer.status_code == 302
    page = client.get(address).content.decode()
    assert "750 Seiten" in page
    field = re.search(r'<textarea[^>]*name="text"[^>]*>', page)
    assert field is not None
    assert "maxlength" not in field.group()  # browsers would cut what is pasted
    refused = client.post(address, {"text": "a" * (MOST_LETTERS + 1)})
    assert refused.status_code == 422
    assert "1,5 Millionen" in refused.content.decode()
    assert "a" * (MOST_LETTERS + 1) in refused.content.decode()


def test_the_page_of_the_wording_asks_once_whether_it_is_used(world: World, client: CastClient) -> None:
    made = drafted(world)
    client.sign_in(world.alice)
    address = reverse("cooperation:instrument_wording", args=[made.cooperation_id, made.pk])
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert sum("EXISTS" in each["sql"] and "cooperation_signature" in each["sql"] for each in asked) == 1
