"""Reading council information systems: dirty answers, limits, proposals that only a person turns into resolutions."""

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interkomm.cooperation.models import Cooperation, Instrument, Partner, Resolution
from interkomm.cooperation.recording.entries import ResolutionEntry
from interkomm.exchange.models import CouncilImport, ImportedItem
from interkomm.exchange.oparl import fetching, reading, tasks
from interkomm.exchange.oparl.fetching import read_server
from interkomm.exchange.oparl.matching import Candidate, match
from interkomm.exchange.oparl.reading import Unreadable, read_dump
from interkomm.exchange.oparl.services import dismiss_item, finish_import, start_import, take_item
from interkomm.foundation.requests.outside import Refused
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.conftest import CastClient
from tests.cooperation.papers.making import agreement
from tests.exchange.oparl.making import HOST, agenda_item, as_bytes, dump, meeting, of
from tests.guards.hostility import HOSTILE
from tests.world import World

TITLE = "Beschluss über die Vereinbarung Gemeinsamer Bauhof"


def archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return made.getvalue()


# reading


def test_an_item_is_read_with_its_session_council_and_town() -> None:
    value = dump(
        meeting("5", "2026-06-17T23:30:00+02:00", agenda_item("7", TITLE, "Einstimmig beschlossen")), ags="14730230"
    )
    (item,) = read_dump(as_bytes(value))
    assert (item.titles, item.town, item.official_key, item.body) == (
        (TITLE,),
        "Stadt Birkstedt",
        "14730230",
        "Stadtrat",
    )
    assert (item.on, item.number, item.is_public, item.result) == (
        date(2026, 6, 17),
        "Ö 7",
        True,
        "Einstimmig beschlossen",
    )


def test_the_day_is_that_of_germany() -> None:
    value = dump(meeting("5", "2026-06-17T22:30:00+00:00", agenda_item("7", TITLE)))
    assert read_dump(as_bytes(value))[0].on == date(2026, 6, 18)


def test_the_paper_gives_its_title() -> None:
    item = agenda_item("7", "Vorlage 12/2026", consultation=f"{HOST}/consultation/1")
    consultation = of("Consultation", "1", agendaItem=item["id"], paper=f"{HOST}/paper/1")
    papers = [of("Paper", "1", name=TITLE, consultation=[consultation])]
    for extra in (
        papers,
        [{**papers[0], "consultation": [consultation["id"]]}, consultation],
        [papers[0], consultation],
    ):
        (found,) = read_dump(as_bytes([*dump(meeting("5", "2026-06-17", item)), *extra]))
        assert found.titles == (TITLE, "Vorlage 12/2026")


def test_archives_pages_of_lists_and_single_objects_are_read_alike() -> None:
    value = dump(meeting("5", "2026-06-17", agenda_item("7", TITLE)))
    forms = [
        as_bytes(value),
        as_bytes({"data": value, "links": {}}),
        archive({f"{place}.json": as_bytes(each) for place, each in enumerate(value)}),
        archive({"../../../etc/passwd.json": as_bytes(value), "readme.txt": b"no"}),
    ]
    for form in forms:
        assert [each.titles for each in read_dump(form)] == [(TITLE,)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "json"),
        (b"<html>", "json"),
        (b"\xff\xfe\x00", "json"),
        (b"[]", "empty"),
        (b"null", "empty"),
        (b"PK\x03\x04kaputt", "zip"),
        (b"[" * 100_000, "json"),
        (as_bytes([of("Paper", "1", name="x")]), "empty"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, problem: str) -> None:
    with pytest.raises(Unreadable, match=problem):
        read_dump(content)


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(Unreadable, match="size"):
        read_dump(archive({"a.json": b" " * 2_000_000}))
    monkeypatch.setattr(reading, "MOST_BYTES", 1000)
    with pytest.raises(Unreadable, match="size"):
        read_dump(b" " * 1001)
    monkeypatch.setattr(reading, "MOST_OBJECTS", 5)
    with pytest.raises(Unreadable, match="size"):
        read_dump(as_bytes([of("AgendaItem", str(each)) for each in range(9)]))


def test_wrong_kinds_of_values_do_no_harm() -> None:
    wrong: list[Any] = [None, 5, [], {}, True, "x"]
    for value in wrong:
        item = {**agenda_item("7", TITLE), "result": value, "resolutionText": value, "number": value, "public": value}
        session = {**meeting("5", "2026-06-17", item), "start": value, "organization": value}
        read_dump(as_bytes([*dump(session), {"id": value, "type": value}, of("Paper", "1", consultation=value)]))


def test_deleted_items_and_sessions_are_left_out() -> None:
    gone = {**agenda_item("7", TITLE), "deleted": True}
    session = {**meeting("6", "2026-06-17", agenda_item("8", TITLE)), "deleted": True}
    with pytest.raises(Unreadable, match="empty"):
        read_dump(as_bytes(dump(meeting("5", "2026-06-17", gone), session)))


# servers


def server(pages: dict[str, Any]) -> Any:
    def read(address: str) -> bytes:
        if address not in pages:
            raise Refused("HTTP 404")
        return as_bytes(pages[address])

    return read


def whole_server() -> dict[str, Any]:
    body, council, session = dump(meeting("5", "2026-06-17", agenda_item("7", TITLE, "vertagt")))
    body |= {"organization": f"{HOST}/organizations", "meeting": "/meetings", "paper": "https://anders.example/papers"}
    return {
        f"{HOST}/system": of("System", "1", body=f"{HOST}/bodies"),
        f"{HOST}/bodies": {"data": [body], "links": {}},
        f"{HOST}/organizations": {"data": [council]},
        f"{HOST}/meetings": {"data": [], "links": {"next": f"{HOST}/meetings?page=2"}},
        f"{HOST}/meetings?page=2": {"data": [session], "links": {"next": f"{HOST}/meetings"}},
    }


def test_a_server_is_read_page_by_page_and_no_other_host() -> None:
    (item,) = read_server(f"{HOST}/system", server(whole_server()))
    assert (item.town, item.body, item.result) == ("Stadt Birkstedt", "Stadtrat", "vertagt")


def test_endless_servers_and_half_answers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(address: str) -> bytes:
        return as_bytes({"data": [], "links": {"next": f"{address}x"}})

    with pytest.raises(Unreadable, match="size"):
        read_server(f"{HOST}/meetings", endless)
    pages = whole_server()
    del pages[f"{HOST}/meetings?page=2"]
    with pytest.raises(Unreadable, match="HTTP 404"):
        read_server(f"{HOST}/system", server(pages))
    monkeypatch.setattr(fetching, "MOST_BYTES", 10)
    with pytest.raises(Unreadable, match="size"):
        read_server(f"{HOST}/system", server(whole_server()))


# matching

CANDIDATES = (
    Candidate(1, ("Ahrenau",), "", "Gemeinsamer Bauhof"),
    Candidate(2, ("Birkstedt",), "14730230", "Gemeinsamer Bauhof"),
    Candidate(3, ("Birkstedt",), "14730230", "Gemeinsame Vergabestelle"),
)


@pytest.mark.parametrize(
    ("title", "town", "key", "expected"),
    [
        (TITLE, "Stadt Birkstedt", "", 2),
        (TITLE, "irgendwie anders", "14730230", 2),
        ("Gemeinsame Vergabestelle: Beitritt", "Birkstedt, Stadt", "", 3),
        (TITLE, "Gemeinde Ahrenau", "", 1),
        (TITLE, "Drausberg", "", None),
        ("Straßenausbau Lindenweg", "Birkstedt", "", None),
        ("Gemeinsamer Bauhof", "", "", 1),
        ("Bericht zum Bauhof der Stadt", "", "", None),
        ("", "Birkstedt", "", None),
    ],
)
def test_items_are_matched_by_town_and_title(title: str, town: str, key: str, expected: int | None) -> None:
    (item,) = read_dump(as_bytes(dump(meeting("5", "2026-06-17", agenda_item("7", title)), town=town, ags=key)))
    found = match(item, CANDIDATES)
    assert (found.key if found else None) == expected


# deciding


@pytest.fixture
def instrument(world: World) -> Instrument:
    return agreement(world)


def imported(world: World, result: str, **values: Any) -> ImportedItem:
    item = agenda_item("7", TITLE, result, **values)
    content = as_bytes(dump(meeting("5", "2026-06-17T18:00:00+02:00", item, agenda_item("8", "Ganz etwas anderes"))))
    made = start_import(actor=world.bob, cooperation=world.cooperation, source="rat.json")
    finish_import(actor=world.bob, council_import=made, items=read_dump(content))
    made.refresh_from_db()
    assert (made.state, made.skipped) == ("ready", 1)
    return made.items.get()


def address(item: ImportedItem, name: str = "imported_item") -> str:
    return reverse(f"exchange:{name}", args=[item.council_import.cooperation_id, item.council_import_id, item.pk])


def form_of(item: ImportedItem, **values: Any) -> dict[str, Any]:
    party = item.party
    assert party is not None
    wording = party.instrument.wordings.get()
    return {"party": party.pk, "wording": wording.pk, "result": item.outcome, "on": "2026-06-17", "seen": "", **values}


@pytest.mark.django_db
def test_nothing_is_recorded_before_a_person_confirms(world: World, client: CastClient, instrument: Instrument) -> None:
    item = imported(world, "Vorbehaltlich der Genehmigung einstimmig beschlossenJa: 12Nein: 3Enthaltung: 1")
    assert item.party is not None
    assert item.party.name == "Birkstedt"
    assert not item.party.resolutions.exists()
    client.sign_in(world.bob)
    page = client.get(address(item)).content.decode()
    assert "Vorbehaltlich der Genehmigung" in page
    assert 'value="2026-06-17"' in page  # as browsers want it: the day read from the session is suggested
    assert client.post(address(item), form_of(item)).status_code == 303
    resolution = item.party.resolutions.get()
    assert (resolution.result, resolution.on, resolution.votes_yes, resolution.votes_no) == (
        "adopted",
        date(2026, 6, 17),
        12,
        3,
    )
    assert resolution.conditions[0]["text"] == "Vorbehaltlich der Genehmigung"
    assert resolution.oparl_url == f"{HOST}/agendaitem/7"
    assert "einstimmig beschlossen" in resolution.evidence
    item.refresh_from_db()
    assert (item.decision, item.resolution) == ("taken", resolution)
    assert client.post(address(item), form_of(item)).status_code == 400
    assert Resolution.objects.filter(party=item.party).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "result", ["ohne", "(kein Text vorhanden)", "zur Kenntnis genommen", "einstimmig empfohlen", ""]
)
def test_unclear_stays_unclear(world: World, client: CastClient, instrument: Instrument, result: str) -> None:
    item = imported(world, result)
    assert item.outcome == "unclear"
    client.sign_in(world.bob)
    assert "Unklar zählt nie als beschlossen" in client.get(address(item)).content.decode()
    client.post(address(item), form_of(item))
    assert item.party is not None
    assert item.party.resolutions.get().result == "unclear"


@pytest.mark.django_db
def test_only_those_who_record_for_the_town_confirm(world: World, client: CastClient, instrument: Instrument) -> None:
    item = imported(world, "beschlossen")
    client.sign_in(world.alice)  # manages Ahrenau, the item is Birkstedt's
    answer = client.post(address(item), form_of(item))
    assert answer.status_code == 400
    assert "dürfen Sie keine Beschlüsse eintragen" in answer.content.decode()
    for person in (world.otto, world.vera):
        client.sign_in(person)
        assert client.get(address(item)).status_code == 404
        assert client.post(address(item), form_of(item)).status_code == 404
        with pytest.raises(NotAllowed):
            start_import(actor=person, cooperation=world.cooperation, source="x")
        with pytest.raises(NotAllowed):
            dismiss_item(actor=person, item=item)
    assert item.party is not None
    assert not item.party.resolutions.exists()


@pytest.mark.django_db
def test_somebody_else_was_faster(world: World, client: CastClient, instrument: Instrument) -> None:
    item = imported(world, "beschlossen")
    assert item.party is not None
    Resolution.objects.create(party=item.party, result="postponed", on=date(2026, 6, 16))
    client.sign_in(world.bob)
    assert client.post(address(item), form_of(item)).status_code == 400
    assert item.party.resolutions.count() == 1


@pytest.mark.django_db
def test_a_wording_of_another_instrument_is_refused(world: World, client: CastClient, instrument: Instrument) -> None:
    item = imported(world, "beschlossen")
    other = Instrument.objects.create(cooperation=world.cooperation, kind="contract", title="Anderes", slug="anderes")
    foreign = other.wordings.create(number=1, text="Text", digest="0" * 64)
    client.sign_in(world.bob)
    assert client.post(address(item), form_of(item, wording=foreign.pk)).status_code == 400


@pytest.mark.django_db
def test_what_is_about_something_else_is_dismissed(world: World, client: CastClient, instrument: Instrument) -> None:
    item = imported(world, "beschlossen")
    client.sign_in(world.bob)
    assert client.post(address(item, "imported_item_dismiss")).status_code == 303
    item.refresh_from_db()
    assert item.decision == "dismissed"
    with pytest.raises(RuleBroken):
        dismiss_item(actor=world.bob, item=item)
    form = form_of(item)
    assert client.post(address(item), form).status_code == 400


@pytest.mark.django_db
def test_a_file_and_a_server_over_the_page(
    world: World, client: CastClient, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.sign_in(world.bob)
    home = reverse("exchange:council_imports", args=[world.cooperation.pk])
    content = as_bytes(dump(meeting("5", "2026-06-17", agenda_item("7", TITLE, "vertagt"))))
    answer = client.post(home, {"file": SimpleUploadedFile("../rat.json", content)})
    assert answer.status_code == 303
    assert "vertagt" in client.get(answer["Location"]).content.decode()
    broken = client.post(home, {"file": SimpleUploadedFile("rat.json", b"{")})
    assert "kein JSON" in client.get(broken["Location"]).content.decode()
    assert client.post(home, {}).status_code == 400
    assert client.post(home, {"url": "ftp://ris.example/"}).status_code == 400
    named = client.post(home, {"url": "http://127.0.0.1:8000/oparl/v1.1/"})
    waiting = CouncilImport.objects.earliest("-pk")
    assert "im Hintergrund" in client.get(named["Location"]).content.decode()
    tasks.read_named_server.call(waiting.pk)
    assert "internen Netz" in client.get(named["Location"]).content.decode()
    monkeypatch.setattr(tasks, "read_server", lambda url: read_server(f"{HOST}/system", server(whole_server())))
    named = client.post(home, {"url": f"{HOST}/system"})
    tasks.read_named_server.call(CouncilImport.objects.earliest("-pk").pk)
    tasks.read_named_server.call(CouncilImport.objects.earliest("-pk").pk)
    assert ImportedItem.objects.filter(council_import__url=f"{HOST}/system").count() == 1
    assert TITLE in client.get(named["Location"]).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_answers_stay_words(world: World, client: CastClient, instrument: Instrument, kind: str) -> None:
    text = HOSTILE[kind]
    item = agenda_item("7", f"{TITLE} {text}"[:480], text, resolutionText=text)
    value = dump(meeting("5", "2026-06-17", item))
    value[1]["name"] = text
    made = start_import(actor=world.bob, cooperation=world.cooperation, source=text)
    for row in read_dump(as_bytes(value)):
        finish_import(actor=world.bob, council_import=made, items=[row])
    client.sign_in(world.bob)
    for found in ImportedItem.objects.all():
        page = client.get(address(found)).content.decode()
        assert "<script>xqzj" not in page
        assert client.post(address(found), form_of(found)).status_code in (303, 400)
    assert json.loads(as_bytes(value))


@pytest.mark.django_db
def test_another_cooperation_keeps_its_items(world: World, instrument: Instrument) -> None:
    item = imported(world, "beschlossen")
    far = Cooperation.objects.create(name="Fern", slug="fern", lead=world.birkstedt)
    Partner.objects.create(cooperation=far, organisation=world.birkstedt)
    other = Instrument.objects.create(cooperation=far, kind="contract", title="Fern", slug="fern")
    party = other.parties.create(name="Birkstedt", organisation=world.birkstedt)
    with pytest.raises(NotAllowed):
        take_item(actor=world.bob, item=item, party=party, entry=ResolutionEntry(result="unclear"))
