"""Pages of instruments: staff and public, on any day, from draft to effect."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from interkomm.cooperation.instruments import services
from interkomm.cooperation.instruments.drafts import Draft, PartyDraft
from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.models import Cooperation
from tests.conftest import CastClient
from tests.cooperation.instruments.making import (
    TEXT,
    drafted,
    everybody_resolves,
    everybody_signs,
    party,
    resolve,
    staffed,
    write,
)
from tests.world import World

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2010, 5, 12), date(2010, 6, 1)


def page(client: CastClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def home(made: Instrument) -> str:
    return reverse("cooperation:instrument", args=[made.cooperation_id, made.pk])


def test_from_draft_to_effect_in_pages(world: World, client: CastClient) -> None:
    client.sign_in(world.alice)
    new = reverse("cooperation:instrument_new", args=[world.cooperation.pk])
    assert "Birkstedt" in page(client, new)
    sent: dict[str, object] = {
        "kind": "delegating", "title": "Gemeinsamer Bauhof", "subject": "Ein Bauhof für drei Orte", "task_kind": "voluntary",
        "rule_set": "DE-HE/kgg-26-notice", "others": "Mühlental; Hessen",
        "partners": [world.ahrenau.pk, world.birkstedt.pk],
    }  # fmt: skip
    answer = client.post(new, sent)
    made = Instrument.objects.get()
    assert answer.headers["Location"] == home(made)
    assert [(each.name, each.state) for each in made.parties.all()] == [
        ("Ahrenau", ""),
        ("Birkstedt", ""),
        ("Mühlental", "DE-HE"),
    ]
    text = page(client, home(made))
    assert "Es gibt noch keinen Wortlaut." in text
    wording = f"{home(made)}wortlaut/"
    assert "Vorschau" in page(client, wording)
    shown = client.post(wording, {"text": TEXT, "preview": "1"}).content.decode()
    assert "<h3>§ 1 Gegenstand</h3>" in shown or "§ 1 Gegenstand</h" in shown
    assert not made.wordings.exists()
    client.post(wording, {"text": TEXT, "dated_on": "2010-02-01"})
    client.post(f"{home(made)}pruefliste/", {"parties": "§ 1", "object": "§ 1", "term": "§ 9"})
    assert made.wordings.get().clauses["object"] == "§ 1"


def test_a_resolution_is_recorded_corrected_and_undone(world: World, client: CastClient) -> None:
    made = drafted(world)
    client.sign_in(world.alice)
    ours = party(made, world.ahrenau)
    record = reverse("cooperation:record_resolution", args=[made.cooperation_id, made.pk, ours.pk])
    sent = {"on": "12.5.2010", "result": "adopted", "body": "Stadtrat", "votes_yes": "12", "votes_no": "2", "key": "k1",
            "wording": made.wordings.get().pk, "conditions": "vorbehaltlich des Kreistags"}  # fmt: skip
    client.post(record, sent)
    text = page(client, home(made))
    assert "12 Ja, 2 Nein" in text
    assert "vorbehaltlich des Kreistags" in text
    found = ours.resolutions.get()
    condition = reverse("cooperation:condition", args=[made.cooperation_id, made.pk, found.pk, 0])
    assert "vorbehaltlich" in page(client, condition)
    client.post(condition, {"fulfilled_on": "2010-05-20", "evidence": "Schreiben"})
    assert ours.resolutions.current().get().conditions[0]["fulfilled_on"] == "2010-05-20"
    told = page(client, home(made))
    assert "erfüllt am 20. Mai 2010" in told
    assert "Ahrenau: Vorbehalt erfüllt" in told
    correct = f"{record}?ersetzt={ours.resolutions.current().get().pk}"
    assert "vorbehaltlich des Kreistags" in page(client, correct)
    client.post(correct, {**sent, "votes_yes": "13", "key": "k2"})
    kept = ours.resolutions.current().get()
    assert (kept.votes_yes, kept.conditions[0]["fulfilled_on"]) == (13, "2010-05-20")
    history = page(client, f"{home(made)}verlauf/")
    assert history.count("durch einen neueren Eintrag ersetzt") == 2
    undo = reverse("cooperation:undo_entry", args=[made.cooperation_id, made.pk, "beschluss", kept.pk])
    client.post(undo)
    assert ours.resolutions.current().get().votes_yes == 12
    client.post(undo, {"restore": "1"})
    assert ours.resolutions.current().get().votes_yes == 13


def test_the_second_sees_the_first(world: World, client: CastClient) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    client.sign_in(world.alice)
    record = reverse("cooperation:record_resolution", args=[made.cooperation_id, made.pk, ours.pk])
    page(client, record)  # Alice opens the form, then Clara is quicker
    resolve(world.clara, ours, MAY)
    answer = client.post(record, {"on": "12.5.2010", "result": "adopted", "key": "alice", "seen": ""})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Clara" in text
    assert ours.resolutions.count() == 1
    seen = f'name="seen" value="{ours.resolutions.get().pk}"'
    assert seen in text
    again = {"on": "12.5.2010", "result": "adopted", "key": "alice", "seen": str(ours.resolutions.get().pk)}
    assert client.post(record, again).status_code == 302
    assert ours.resolutions.count() == 2


def test_the_other_entries(world: World, client: CastClient) -> None:
    made = drafted(world)
    client.sign_in(world.bob)
    ours = party(made, world.birkstedt)
    client.post(reverse("cooperation:record_no_evidence", args=[made.cooperation_id, made.pk, ours.pk]))
    client.post(reverse("cooperation:record_no_evidence", args=[made.cooperation_id, made.pk, ours.pk]))
    assert [each.result for each in ours.resolutions.all()] == ["no_evidence"]
    signature = reverse("cooperation:record_signature", args=[made.cooperation_id, made.pk, ours.pk])
    proof = ContentFile(b"Niederschrift", name="niederschrift.txt")
    client.post(signature, {"on": "6/2010", "signatory": "Kim", "is_authorised": "yes", "key": "s", "upload": proof})
    found = ours.signatures.get()
    assert (found.precision, found.is_authorised) == ("month", True)
    assert found.evidence_file is not None
    supervision = f"{home(made)}aufsicht/"
    client.post(supervision, {"act": "notice", "on": "1.6.2010", "authority": "Landkreis", "key": "a"})
    publication = f"{home(made)}bekanntmachung/"
    client.post(publication, {"by": str(ours.pk), "on": "2.6.2010", "organ": "Amtsblatt", "key": "b"})
    assert made.supervision_acts.get().kind == "notice"
    assert made.publications.get().party == ours
    text = page(client, home(made))
    assert "Juni 2010" in text
    assert "niederschrift.txt" in text
    assert client.post(supervision, {"act": "notice", "on": "1.6.2010", "key": "c"}).status_code == 422
    file = found.evidence_file.get_absolute_url()
    assert client.get(file).status_code == 200
    client.logout()
    assert client.get(file).status_code == 404


def test_owner_and_deadline(world: World, client: CastClient) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    client.sign_in(world.clara)
    address = f"{home(made)}zustaendig/?akt=resolution&partei={ours.pk}"
    assert "Beschluss fassen: Ahrenau" in page(client, address)
    client.post(address, {"owner": "", "due_on": "2010-03-01", "is_mine": "on"})
    row = made.assignments.get()
    assert (row.owner, row.owner_user) == ("Clara", world.clara)
    text = page(client, home(made))
    assert "Zuständig: Clara" in text
    assert "überfällig seit 1. März 2010" in text
    page(client, f"{home(made)}zustaendig/?akt=gibtesnicht", 404)
    page(client, f"{home(made)}zustaendig/?akt=resolution&partei={party(made, world.birkstedt).pk}", 404)


def test_state_on_any_day(world: World, client: CastClient) -> None:
    made = drafted(world)
    everybody_resolves(world, made, MAY)
    everybody_signs(world, made, JUNE)
    services.show_publicly(actor=world.alice, instrument=made, is_public=True)
    address = reverse("cooperation:public_instrument", args=[world.cooperation.slug, made.slug])
    assert "Alle nötigen Schritte sind belegt. Wirksam seit 1. Juni 2010." in page(client, address)
    before = page(client, f"{address}?am=2010-05-31")
    assert "Stand am 31. Mai 2010" in before
    assert "von allen beschlossen" in before
    assert "Wirksam seit" in page(client, f"{address}?am=2010-06-01")
    assert "Stand heute" in page(client, f"{address}?am=gestern")
    assert "Stand heute" in page(client, f"{address}?am=99999-01-01")
    assert "Keine Rechtsberatung" in page(client, address)
    english = page(client, f"/en{address}")
    assert "No legal advice" in english


def test_strangers_see_nothing_unpublished(world: World, client: CastClient) -> None:
    made = drafted(world)
    address = reverse("cooperation:public_instrument", args=[world.cooperation.slug, made.slug])
    page(client, address, 404)
    services.show_publicly(actor=world.alice, instrument=made, is_public=True)
    assert "Gemeinsamer Bauhof" in page(client, address)
    assert "berichtigen" not in page(client, address)
    assert "Gemeinsamer Bauhof" in page(
        client, reverse("cooperation:public_instruments", args=[world.cooperation.slug])
    )
    assert "Gemeinsamer Bauhof" in page(client, reverse("portal:region", args=[world.cooperation.slug]))
    page(client, reverse("cooperation:public_instrument", args=["anderswo", made.slug]), 404)
    Cooperation.objects.filter(pk=world.cooperation.pk).update(is_published=False)
    page(client, address, 404)
    client.sign_in(world.otto)
    page(client, home(made), 404)
    client.sign_in(world.vera)
    text = page(client, home(made))
    assert "Beschluss eintragen" not in text  # she only looks


def test_an_amended_text_names_who_must_resolve_again(world: World, client: CastClient) -> None:
    made, people = drafted(world), staffed(world)
    resolve(people["Ahrenau"], party(made, world.ahrenau), MAY)
    resolve(people["Birkstedt"], party(made, world.birkstedt), MAY, "adopted_with_changes")
    client.sign_in(world.alice)
    assert "Neuen Wortlaut anlegen" in page(client, home(made))
    wording = f"{home(made)}wortlaut/"
    assert "Über Fassung 1 ist schon beschlossen" in page(client, wording)
    answer = client.post(wording, {"text": TEXT + "\nMit Winterdienst."})
    assert answer.status_code == 422
    assert "was sich ändert" in answer.content.decode()
    assert "Die Prüfliste ist an einem früheren Wortlaut ausgefüllt." not in page(client, home(made))
    client.post(wording, {"text": TEXT + "\nMit Winterdienst.", "note": "Winterdienst ergänzt"})
    assert "Die Prüfliste ist an einem früheren Wortlaut ausgefüllt." in page(client, home(made))
    client.post(f"{home(made)}pruefliste/", {"parties": "§ 1", "object": "§ 1", "delegation": "§ 1"})
    text = page(client, home(made))
    assert "Die Prüfliste ist an einem früheren Wortlaut ausgefüllt." not in text
    assert "Neu beschließen" in text
    assert "Ahrenau hat über Fassung 1 beschlossen. Es gilt Fassung 2" in text
    synopsis = page(client, f"{home(made)}vergleich/1/2/")
    assert "<ins>" in synopsis
    assert "Winterdienst" in synopsis
    page(client, f"{home(made)}vergleich/1/9/", 404)


def test_succession_with_a_gap(world: World, client: CastClient) -> None:
    old = drafted(world, ends_on=date(2022, 7, 31))
    towns = (world.ahrenau, world.birkstedt)
    draft = Draft(
        kind="delegating", title="Neuer Bauhof", parties=[PartyDraft(town.name, town, "DE-HE") for town in towns], replaces=old,
        rule_set="DE-HE/kgg-26-notice", agreed_on=date(2022, 8, 3), task_kind="voluntary",
    )  # fmt: skip
    new = services.draft_instrument(actor=world.alice, cooperation=world.cooperation, draft=draft)
    write(world, new, TEXT)
    everybody_resolves(world, new, MAY)
    everybody_signs(world, new, JUNE)
    client.sign_in(world.alice)
    for made in (old, new):
        assert "gilt weder die alte noch die neue Vereinbarung (2 Tage)" in page(client, home(made))
    services.change_particulars(actor=world.alice, instrument=new, facts={"agreed_on": date(2022, 8, 1)})
    assert "keine Lücke, keine Überschneidung" in page(client, home(new))
    services.change_particulars(actor=world.alice, instrument=new, facts={"agreed_on": date(2022, 7, 30)})
    assert "zugleich (2 Tage)" in page(client, home(new))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("amendment", "eigenes Dokument"),
        ("accession", "Wer tritt bei?"),
        ("withdrawal", "Wer tritt aus?"),
        ("dissolution", "Aufhebung"),
    ],
)
def test_occasions_begin_at_an_instrument(world: World, client: CastClient, change: str, words: str) -> None:
    made = drafted(world, notice_months=12, notice_to="year")
    client.sign_in(world.alice)
    address = f"{reverse('cooperation:instrument_new', args=[world.cooperation.pk])}?anlass={change}&zu={made.pk}"
    text = page(client, address)
    assert words in text
    if change == "withdrawal":
        assert "Wer heute kündigt" in text
    sent = {
        "kind": "delegating", "title": "Anlass", "task_kind": "voluntary", "rule_set": made.rule_set,
        "leaving": [party(made, world.cronfeld).pk], "joining_others": "Mühlental",
    }  # fmt: skip
    client.post(address, sent)
    after = Instrument.objects.get(title="Anlass")
    assert (after.change, after.amends) == (change, made)
    assert [each.name for each in after.parties.filter(is_joining=True)] == (
        ["Mühlental"] if change == "accession" else []
    )
    assert [each.name for each in after.parties.filter(is_leaving=True)] == (
        ["Cronfeld"] if change == "withdrawal" else []
    )
    assert "Anlass" in page(client, home(made))


def test_lists(world: World, client: CastClient) -> None:
    one, other = drafted(world), drafted(world, title="Archiv")
    everybody_resolves(world, other, MAY)
    everybody_signs(world, other, JUNE)
    client.sign_in(world.clara)
    mine = page(client, reverse("cooperation:my_instruments"))
    assert mine.index("Gemeinsamer Bauhof") < mine.index("Archiv")
    assert mine.count("Ihre Gemeinde ist am Zug.") == 1
    effective = page(client, f"{reverse('cooperation:instruments', args=[world.cooperation.pk])}?stand=effective")
    assert "Archiv" in effective
    assert one.title not in effective
    client.sign_in(world.otto)
    assert "Archiv" not in page(client, reverse("cooperation:my_instruments"))


def test_annexes(world: World, client: CastClient) -> None:
    made = drafted(world)
    client.sign_in(world.alice)
    address = f"{home(made)}anlagen/"
    assert "Noch keine Anlage" in page(client, address)
    client.post(address, {"file": ContentFile(b"Lageplan", name="plan.txt"), "title": "Lageplan"})
    text = page(client, address)
    assert "Lageplan" in text
    bad = client.post(address, {"file": ContentFile(b"MZ\x00\x01", name="a.exe")})
    assert bad.status_code == 422
    services.show_publicly(actor=world.alice, instrument=made, is_public=True)
    about = page(client, reverse("cooperation:public_cooperation", args=[world.cooperation.slug]))
    assert "Lageplan" in about
    assert "TXT, 8" in about
    annex = made.wordings.get().annexes.get()
    client.post(reverse("cooperation:instrument_remove_annex", args=[made.cooperation_id, made.pk, annex.pk]))
    assert not made.wordings.get().annexes.exists()


def test_parties_and_particulars(world: World, client: CastClient) -> None:
    made = drafted(world)
    client.sign_in(world.alice)
    facts = f"{home(made)}angaben/"
    assert "Zu den Ländern der Parteien passt" in page(client, facts)
    sent = {"kind": "delegating", "title": "Bauhof", "task_kind": "voluntary", "rule_set": "", "notice_months": "6"}
    client.post(facts, sent)
    made.refresh_from_db()
    assert (made.title, made.rule_set, made.notice_months) == ("Bauhof", "", 6)
    ours = party(made, world.ahrenau)
    address = reverse("cooperation:instrument_party", args=[made.cooperation_id, made.pk, ours.pk])
    client.post(
        address, {"body": "Hauptausschuss", "signatures_needed": "2", "state": "DE-TH", "owner": "", "needs_seal": "on"}
    )
    ours.refresh_from_db()
    assert (ours.body, ours.signatures_needed, ours.needs_seal) == ("Hauptausschuss", 2, True)
    assert client.post(address, {"body": "x", "signatures_needed": "99"}).status_code == 422
    client.post(
        reverse(
            "cooperation:instrument_remove_party", args=[made.cooperation_id, made.pk, party(made, world.cronfeld).pk]
        )
    )
    assert made.parties.count() == 2
    client.post(f"{home(made)}oeffentlich/", {"value": "show"})
    made.refresh_from_db()
    assert made.is_public
