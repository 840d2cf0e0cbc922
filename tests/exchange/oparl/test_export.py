"""What everybody reads as OParl: valid against the published schemas, every reference leads somewhere, nothing private."""

import json
from collections import deque
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from interkomm.cooperation.models import Cooperation, Instrument, Party, Resolution, Signature
from interkomm.exchange.oparl import views
from interkomm.foundation.topics.services import bump
from tests.conftest import CastClient
from tests.cooperation.papers.making import agreement
from tests.exchange.oparl.schema import faults, references, schema
from tests.paths import shared_dir
from tests.world import World

pytestmark = pytest.mark.django_db
START = "/oparl/v1.1/"


@pytest.fixture
def folder() -> Path:
    return shared_dir() / "data/standards/oparl/schema"


@pytest.fixture
def instrument(world: World) -> Instrument:
    made = agreement(world, is_public=True)
    birkstedt = made.parties.get(organisation=world.birkstedt)
    Resolution.objects.create(party=birkstedt, result="postponed", on=date(2026, 6, 17), body="Gemeinderat")
    Resolution.objects.create(party=birkstedt, result="no_evidence")
    cronfeld = made.parties.get(organisation=world.cronfeld)
    Resolution.objects.create(party=cronfeld, result="unclear", on=date(2026, 7, 1), precision="month")
    return made


def read(client: CastClient, address: str) -> Any:
    parts = urlsplit(address)
    answer = client.get(parts.path + (f"?{parts.query}" if parts.query else ""))
    assert answer.status_code == 200, address
    return json.loads(answer.content)


def test_the_validator_finds_faults_and_accepts_the_published_examples(folder: Path) -> None:
    examples = sorted((folder.parent / "examples").glob("*.json"))
    assert examples
    for example in examples:
        name = f"{example.name.split('-')[0]}.json"
        value = json.loads(example.read_text("utf-8"))
        missing = [fault for fault in faults(folder, value, name) if "missing" in fault]
        assert {fault.rsplit(".", 1)[-1] for fault in missing} <= {"agendaItem[0]: order is missing"}, (
            example.name
        )  # theirs
        broken = {**value, "type": "https://schema.oparl.org/9.9/Nothing", "unheard": 1}
        del broken["id"]
        assert len(faults(folder, broken, name)) >= 3


def test_everything_from_the_system_on_is_valid_and_leads_somewhere(
    folder: Path, client: CastClient, instrument: Instrument
) -> None:
    waiting = deque([(f"http://testserver{START}", "System.json")])
    seen: dict[str, str] = {}
    while waiting:
        address, kind = waiting.popleft()
        if address in seen:
            continue
        seen[address] = kind
        value = read(client, address)
        rows = value["data"] if kind.startswith("list of ") else [value]
        kind = kind.removeprefix("list of ")
        for row in rows:
            assert faults(folder, row, kind) == []
            waiting += [(row["id"], kind), *references(folder, row, kind)]
    kinds = set(seen.values())
    assert {"System.json", "Body.json", "Organization.json", "Meeting.json", "AgendaItem.json", "Paper.json",
            "Consultation.json", "File.json", "list of Person.json"} <= kinds  # fmt: skip
    assert len(schema(folder, "Person.json")) > 0


def test_what_is_said_of_a_resolution(client: CastClient, instrument: Instrument) -> None:
    (meeting,) = read(client, f"{START}body/ahrenau/meeting")["data"]
    assert meeting["start"] == "2026-06-10T00:00:00+02:00"
    (item,) = meeting["agendaItem"]
    assert (item["result"], item["number"], item["public"]) == ("beschlossen (12 Ja, 3 Nein, 1 Enthaltung)", "7", True)
    assert "Fassung 1" in item["resolutionText"]
    (postponed,) = read(client, f"{START}body/birkstedt/agendaitem")["data"]
    assert postponed["result"] == "vertagt"
    assert "resolutionText" not in postponed
    (month,) = read(client, f"{START}body/cronfeld/meeting")["data"]
    assert "start" not in month
    assert month["agendaItem"][0]["result"] == "Ergebnis unklar"


def test_no_person_is_named(client: CastClient, instrument: Instrument) -> None:
    Signature.objects.update(signatory="Anna Beispiel")
    for kind in ("organization", "person", "meeting", "paper", "agendaitem", "consultation", "file"):
        text = client.get(f"{START}body/ahrenau/{kind}").content.decode()
        assert "Anna" not in text
        assert "@" not in text
    assert read(client, f"{START}body/ahrenau/person")["data"] == []


def test_nothing_of_what_is_not_published(client: CastClient, instrument: Instrument) -> None:
    resolution = Resolution.objects.earliest("pk").pk
    addresses = [
        "body/ahrenau",
        "body/ahrenau/meeting",
        f"agendaitem/{resolution}",
        f"paper/{Party.objects.earliest('pk').pk}",
    ]
    assert all(client.get(START + each).status_code == 200 for each in addresses)
    hidings: list[tuple[type[Instrument | Cooperation], str]] = [
        (Instrument, "is_public"),
        (Cooperation, "is_published"),
    ]
    for model, name in hidings:
        Instrument.objects.update(is_public=True)
        model._default_manager.update(**{name: False})
        bump("site", views.TOPIC)
        assert read(client, f"{START}body")["data"] == []
        assert all(client.get(START + each).status_code == 404 for each in addresses)


def test_withdrawn_and_replaced_facts_are_gone(client: CastClient, instrument: Instrument) -> None:
    Resolution.objects.filter(party__organisation__slug="ahrenau").update(is_withdrawn=True)
    assert read(client, f"{START}body/ahrenau/meeting")["data"] == []


def test_pages_and_filters(client: CastClient, instrument: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    first = read(client, f"{START}body")
    assert [each["shortName"] for each in first["data"]] == ["Ahrenau", "Birkstedt"]
    assert set(first["links"]) == {"first", "last", "self", "next"}
    assert first["pagination"] == {"totalElements": 3, "elementsPerPage": 2, "currentPage": 1, "totalPages": 2}
    last = read(client, first["links"]["next"])
    assert [each["shortName"] for each in last["data"]] == ["Cronfeld"]
    assert read(client, last["links"]["prev"])["data"] == first["data"]
    assert client.get(f"{START}body?page=3").status_code == 404
    since = "?modified_since=2100-01-01T00:00:00%2B01:00"
    assert read(client, f"{START}body/ahrenau/paper{since}")["data"] == []
    until = "?modified_until=2100-01-01T00:00:00+01:00&created_since=2000-01-01T00:00:00Z"
    assert len(read(client, f"{START}body/ahrenau/paper{until}")["data"]) == 1
    for wrong in ("gestern", "2026-01-01", "2026-13-45T00:00:00Z", ""):
        assert client.get(f"{START}body?modified_since={wrong}").status_code == 400


@pytest.mark.parametrize(
    "address", ["body/nirgendwo", "body/ahrenau/zeug", "unsinn/1", "paper/999999", "meeting/ahrenau/x"]
)
def test_what_does_not_exist(client: CastClient, instrument: Instrument, address: str) -> None:
    assert client.get(START + address).status_code == 404


def test_the_addresses_are_german_also_for_english_readers(client: CastClient, instrument: Instrument) -> None:
    assert read(client, f"/en{START}")["id"] == f"http://testserver{START}"
    assert reverse("exchange:oparl_system") == START


def test_lists_cost_the_same_number_of_queries(
    client: CastClient, world: World, instrument: Instrument, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        more = Instrument.objects.create(
            cooperation=world.cooperation, kind="contract", title=f"V {number}", slug=f"v-{number}", is_public=True
        )
        party = Party.objects.create(instrument=more, organisation=world.ahrenau, name="Ahrenau")
        Resolution.objects.create(party=party, result="adopted", on=date(2026, 1, 1 + number))
    for kind in ("meeting", "paper", "agendaitem", "organization"):
        with django_assert_max_num_queries(8):
            read(client, f"{START}body/ahrenau/{kind}?created_since=2000-01-01T00:00:00Z")
