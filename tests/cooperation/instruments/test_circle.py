"""Documents that change others: who is bound, what has ended, who may still be added, what may be thrown away."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from interkomm.cooperation.instruments import services
from interkomm.cooperation.instruments.circle import bound, turns
from interkomm.cooperation.instruments.drafts import Draft, PartyDraft
from interkomm.cooperation.instruments.models import Instrument, Party
from interkomm.cooperation.instruments.queries import instrument_read, states_of
from interkomm.cooperation.instruments.state import derived
from interkomm.cooperation.recording.entries import PublicationEntry, SignatureEntry
from interkomm.cooperation.recording.services import record_publication, record_signature, withdraw_fact
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.use_cases import RuleBroken
from tests.conftest import CastClient
from tests.cooperation.instruments.making import (
    NOTICE,
    TEXT,
    drafted,
    everybody_resolves,
    everybody_signs,
    party,
    resolve,
    sign,
    state,
    write,
)
from tests.cooperation.instruments.test_instrument_pages import home, page
from tests.world import World

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2010, 5, 12), date(2010, 6, 1)


def agreed(world: World, **more: Any) -> Instrument:
    """Resolved and signed by all: effective since 1 June 2010."""
    made = drafted(world, **more)
    everybody_resolves(world, made, MAY)
    everybody_signs(world, made, JUNE)
    return made


def follows(world: World, made: Instrument, change: str, parties: list[PartyDraft], **more: Any) -> Instrument:
    draft = Draft(
        kind="delegating", title=change.title(), parties=parties, change=change, amends=made, rule_set=NOTICE,
        task_kind="voluntary", **more,
    )  # fmt: skip
    new = services.draft_instrument(actor=world.alice, cooperation=world.cooperation, draft=draft)
    write(world, new, f"Text: {change}")
    return new


def towns(world: World, **leaving: bool) -> list[PartyDraft]:
    rows = (world.ahrenau, world.birkstedt, world.cronfeld)
    return [PartyDraft(each.name, each, "DE-HE", "Stadtrat", is_leaving=leaving.get(each.name, False)) for each in rows]


def test_a_dissolution_ends_what_it_dissolves(world: World, client: CastClient) -> None:
    made = agreed(world)
    end = follows(world, made, "dissolution", towns(world), agreed_on=date(2023, 8, 1))
    client.sign_in(world.alice)
    assert "Wirksam seit" in page(client, home(made))
    everybody_resolves(world, end, date(2023, 3, 1))
    everybody_signs(world, end, date(2023, 4, 11))
    assert "Nicht mehr wirksam seit 1. August 2023" in page(client, home(made))
    last = page(client, f"{home(made)}?am=2023-07-31")
    assert "Wirksam seit 1. Juni 2010" in last
    assert "erster Tag ohne Wirkung ist der 1. August 2023" in last
    before = page(client, f"{home(made)}?am=2023-01-01")
    assert "erster Tag ohne Wirkung" not in before  # nobody knew of it then
    states = {each.instrument.pk: each.status.state for each in states_of(world.cooperation, date(2024, 1, 1))}
    assert states[made.pk] == "ended"


def test_a_successor_takes_over_from_what_was_dissolved(world: World, client: CastClient) -> None:
    made = agreed(world)
    end = follows(world, made, "dissolution", towns(world), agreed_on=date(2022, 8, 1))
    everybody_resolves(world, end, date(2022, 3, 1))
    everybody_signs(world, end, date(2022, 4, 11))
    new = agreed(world, title="Neuer Bauhof", replaces=made, agreed_on=date(2022, 8, 1))
    client.sign_in(world.alice)
    for each in (made, new):
        assert "keine Lücke, keine Überschneidung" in page(client, home(each))


def test_who_has_joined_is_bound_and_decides_on_the_next_change(world: World, client: CastClient) -> None:
    made = agreed(world, parties=towns(world)[:2])
    joining = [*towns(world)[:2], PartyDraft("Cronfeld", world.cronfeld, "DE-HE", "Stadtrat", is_joining=True)]
    new = follows(world, made, "accession", joining)
    client.sign_in(world.alice)
    text = page(client, home(made))
    assert "Beigetreten" not in text
    assert "Teilkooperation: 2 der 3 Partner." in text
    everybody_resolves(world, new, date(2012, 1, 10))
    everybody_signs(world, new, date(2012, 2, 1))
    text = page(client, home(made))
    assert "Beigetreten: Cronfeld (1. Februar 2012)" in text
    assert "Teilkooperation" not in text
    assert "Beigetreten" not in page(client, f"{home(made)}?am=2012-01-31")
    address = f"{reverse('cooperation:instrument_new', args=[world.cooperation.pk])}?anlass=amendment&zu={made.pk}"
    client.post(address, {"kind": "delegating", "title": "Mehr Geräte", "task_kind": "voluntary", "rule_set": NOTICE})
    assert [each.name for each in Instrument.objects.get(title="Mehr Geräte").parties.all()] == [
        "Ahrenau",
        "Birkstedt",
        "Cronfeld",
    ]


def test_who_leaves_is_bound_until_the_notice_is_over(world: World, client: CastClient) -> None:
    made = agreed(world, notice_months=12, notice_to="year", exit_terms="§ 9: Restwert der Geräte")
    client.sign_in(world.alice)
    address = f"{reverse('cooperation:instrument_new', args=[world.cooperation.pk])}?anlass=withdrawal&zu={made.pk}"
    asked = page(client, address)
    for words in ("Wer heute kündigt", "§ 9: Restwert der Geräte", "Es bleiben 2 Parteien", "Erster Tag ohne"):
        assert words in asked
    nobody = client.post(address, {"kind": "delegating", "title": "Austritt", "task_kind": "voluntary"})
    assert nobody.content.decode().count("Bitte wählen Sie, wer austritt.") >= 1
    assert not Instrument.objects.filter(title="Austritt").exists()
    leaving = follows(world, made, "withdrawal", towns(world, Birkstedt=True))
    resolve(world.bob, party(leaving, world.birkstedt), date(2015, 2, 1))
    sign(world.bob, party(leaving, world.birkstedt), date(2015, 3, 1))
    assert state(leaving, date(2016, 12, 31)).status.state == "signed"
    assert state(leaving, date(2017, 1, 1)).status.is_effective
    assert "Ausgetreten: Birkstedt (1. Januar 2017)" in page(client, home(made))
    assert "Ausgetreten" not in page(client, f"{home(made)}?am=2016-12-31")
    read = instrument_read(made.pk)
    assert read is not None
    now = derived(read.followers, date(2020, 1, 1))
    assert [each.name for each in bound(read.instrument, turns(read.instrument, now))] == ["Ahrenau", "Cronfeld"]


def test_an_assembly_decides_on_an_accession(world: World, client: CastClient) -> None:
    made = agreed(world, parties=towns(world)[:2])
    joining = [*towns(world)[:2], PartyDraft("Mühlental", state="DE-HE", is_joining=True)]
    new = follows(world, made, "accession", joining, accession_consent="assembly")
    assembly = new.parties.get(is_assembly=True)
    client.sign_in(world.alice)
    text = page(client, home(new))
    assert "Verbandsversammlung: Es ist kein Beschluss eingetragen." in text
    record = reverse("cooperation:record_resolution", args=[new.cooperation_id, new.pk, assembly.pk])
    client.post(record, {"on": "1.2.2012", "result": "adopted", "wording": new.wordings.get().pk, "key": "v"})
    resolve(world.alice, new.parties.get(name="Mühlental"), date(2012, 2, 1))
    sign(world.alice, new.parties.get(name="Mühlental"), date(2012, 2, 2))
    assert state(new, date(2012, 2, 2)).status.is_effective
    with pytest.raises(RuleBroken, match="Verbandsversammlung"):
        services.remove_party(actor=world.alice, party=drafted_with_assembly(world, made))


def drafted_with_assembly(world: World, made: Instrument) -> Party:
    joining = [*towns(world)[:2], PartyDraft("Altdorf", state="DE-HE", is_joining=True)]
    return follows(world, made, "accession", joining, accession_consent="assembly").parties.get(is_assembly=True)


def test_parties_are_added_and_removed_on_the_page(world: World, client: CastClient) -> None:
    made = drafted(world, parties=towns(world)[:2])
    client.sign_in(world.alice)
    assert "Partei hinzufügen" in page(client, home(made))
    address = reverse("cooperation:instrument_new_party", args=[made.cooperation_id, made.pk])
    asked = page(client, address)
    assert "Cronfeld" in asked
    assert 'name="is_joining"' not in asked
    client.post(address, {"organisation": world.cronfeld.pk, "body": "Stadtrat"})
    client.post(address, {"name": "Mühlental", "state": "DE-HE"})
    assert [(each.name, each.state, each.body) for each in made.parties.all()][2:] == [
        ("Cronfeld", "", "Stadtrat"),
        ("Mühlental", "DE-HE", ""),
    ]
    for wrong in ({"name": ""}, {"name": "mühlental"}, {"name": "X", "organisation": world.ahrenau.pk}):
        assert client.post(address, wrong).status_code == 422, wrong
    assert made.parties.count() == 4
    assert "Partei entfernen" in page(client, home(made))
    resolve(world.clara, party(made, world.ahrenau), MAY)
    text = page(client, home(made))
    assert "Beschlossen: 1 von 4. Unterzeichnet: 0 von 4." in text
    assert "Partei hinzufügen" not in text
    assert "Partei entfernen" not in text
    late = client.post(address, {"name": "Zuspätheim"})
    assert late.status_code == 422
    assert "Für andere Parteien beginnen Sie einen Beitritt oder Austritt." in late.content.decode()


def test_who_is_added_to_an_accession_joins(world: World, client: CastClient) -> None:
    made = agreed(world, parties=towns(world)[:2])
    new = follows(world, made, "accession", [*towns(world)[:2], PartyDraft("Mühlental", is_joining=True)])
    client.sign_in(world.alice)
    address = reverse("cooperation:instrument_new_party", args=[new.cooperation_id, new.pk])
    client.post(address, {"organisation": world.cronfeld.pk, "is_joining": "on"})
    assert [each.name for each in new.parties.filter(is_joining=True)] == ["Mühlental", "Cronfeld"]


def test_a_draft_is_thrown_away_as_long_as_nothing_is_recorded(world: World, client: CastClient) -> None:
    made = drafted(world)
    services.add_annex(actor=world.alice, instrument=made, upload=ContentFile(b"Plan", name="plan.txt"), title="Plan")
    client.sign_in(world.alice)
    assert "Entwurf löschen" in page(client, home(made))
    discard = reverse("cooperation:instrument_discard", args=[made.cooperation_id, made.pk])
    recorded = resolve(world.clara, party(made, world.ahrenau), MAY)
    client.post(discard)
    withdraw_fact(actor=world.clara, fact=recorded)
    client.post(discard)  # taken back is not forgotten
    assert Instrument.objects.filter(pk=made.pk).exists()
    assert "Das lässt sich nicht zurücknehmen." in page(client, discard)
    other = drafted(world, title="Archiv")
    services.add_annex(actor=world.alice, instrument=other, upload=ContentFile(b"Plan B", name="b.txt"), title="B")
    answer = client.post(reverse("cooperation:instrument_discard", args=[other.cooperation_id, other.pk]))
    assert answer.status_code == 302
    assert not Instrument.objects.filter(pk=other.pk).exists()
    assert list(StoredFile.objects.values_list("name", flat=True)) == ["plan.txt"]


def test_what_others_refer_to_is_kept(world: World, client: CastClient) -> None:
    made = drafted(world)
    follows(world, made, "amendment", towns(world))
    client.sign_in(world.alice)
    assert "Entwurf löschen" not in page(client, home(made))
    client.post(reverse("cooperation:instrument_discard", args=[made.cooperation_id, made.pk]))
    assert Instrument.objects.filter(pk=made.pk).exists()


def test_what_it_replaces_is_said_later(world: World, client: CastClient) -> None:
    old, new = drafted(world, ends_on=date(2022, 7, 31)), drafted(world, title="Neuer Bauhof")
    client.sign_in(world.alice)
    sent = {
        "kind": "delegating",
        "title": "Neuer Bauhof",
        "task_kind": "voluntary",
        "rule_set": NOTICE,
        "replaces": old.pk,
    }
    client.post(f"{home(new)}angaben/", sent)
    new.refresh_from_db()
    assert new.replaces == old
    circle = {**sent, "title": "Alter Bauhof", "replaces": new.pk}
    assert "nicht einander ablösen" in client.post(f"{home(old)}angaben/", circle).content.decode()
    client.post(f"{home(new)}angaben/", {**sent, "replaces": ""})
    new.refresh_from_db()
    assert new.replaces is None


def test_the_page_says_what_representation_needs_and_which_clauses(world: World, client: CastClient) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    services.change_party(actor=world.alice, party=ours, facts={"signatures_needed": 2, "needs_seal": True})
    services.check_clauses(actor=world.alice, wording=made.wordings.get(), clauses={"parties": "§ 1", "object": "§ 2"})
    client.sign_in(world.alice)
    text = page(client, home(made))
    assert "nötig: 2 Unterschriften, Dienstsiegel" in text
    assert "Übertragung oder Beauftragung (nötig nach dem Regelsatz): <strong>fehlt im Text" in text
    entry = SignatureEntry(on=JUNE, signatory="Kim", is_authorised=True, wording=made.wordings.get())
    record_signature(actor=world.clara, party=ours, entry=entry, key="one")
    assert "Ahrenau: 1 von 2 nötigen Unterschriften." in page(client, home(made))


def test_a_deadline_is_late_only_after_the_day_that_was_asked_for(world: World, client: CastClient) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    client.sign_in(world.alice)
    client.post(f"{home(made)}zustaendig/?akt=resolution&partei={ours.pk}", {"owner": "Amt", "due_on": "2018-05-31"})
    assert "überfällig seit 31. Mai 2018" in page(client, home(made))
    assert "bis 31. Mai 2018" in page(client, f"{home(made)}?am=2018-05-20")


def test_what_a_gazette_has_printed_is_not_rewritten(world: World) -> None:
    made = drafted(world)
    first = made.wordings.get()
    entry = PublicationEntry(on=JUNE, organ="Amtsblatt", wording=first)
    record_publication(actor=world.alice, instrument=made, entry=entry, key="printed")
    write(world, made, TEXT + "\nMehr.", "ergänzt")
    assert made.wordings.count() == 2
