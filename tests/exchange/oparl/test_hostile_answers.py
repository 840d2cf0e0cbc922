"""Council servers and dumps that mean harm, or whose makers were careless: in words, within limits, and nothing hangs."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interkomm.cooperation.models import Instrument, Resolution
from interkomm.exchange.models import ImportedItem
from interkomm.exchange.oparl import fetching, reading, tasks
from interkomm.exchange.oparl.fetching import read_server
from interkomm.exchange.oparl.reading import Unreadable, read_dump
from interkomm.exchange.oparl.services import start_import
from tests.conftest import CastClient
from tests.cooperation.papers.making import agreement
from tests.exchange.oparl.making import HOST, agenda_item, as_bytes, dump, meeting
from tests.exchange.oparl.test_import import TITLE, address, archive, form_of, imported, server, whole_server
from tests.world import World


@pytest.fixture
def instrument(world: World) -> Instrument:
    return agreement(world)


def damaged(content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive whose packed content is destroyed while its directory is whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as written:
        written.writestr("a.json", content)
    broken = bytearray(made.getvalue())
    start = broken.find(b"a.json") + 6
    broken[start : start + 40] = b"\xff" * 40
    return bytes(broken)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_archives_are_said_to_be(method: int) -> None:
    with pytest.raises(Unreadable, match="zip"):
        read_dump(damaged(json.dumps(list(range(5000))).encode(), method))


def test_a_text_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BRACKETS", 1000)
    for content in (b"[" + b"[]," * 1000 + b"[]]", archive({"a.json": b"[" + b"{}," * 1000 + b"{}]"})):
        with pytest.raises(Unreadable, match="size"):
            read_dump(content)


def test_moments_at_the_edge_of_the_calendar_are_no_day() -> None:
    for moment in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2023-02-29T18:00:00+01:00"):
        (item,) = read_dump(as_bytes(dump(meeting("5", moment, agenda_item("7", TITLE)))))
        assert item.on is None


def test_addresses_that_are_none_are_passed_over() -> None:
    pages = whole_server()
    for each in pages.values():
        each["links"] = {**each.get("links", {}), "next": each.get("links", {}).get("next", "http://[")}
    pages[f"{HOST}/bodies"]["data"][0] |= {"agendaItem": "//[::1", "consultation": "http://\ud800/", "paper": 5}
    (item,) = read_server(f"{HOST}/system", server(pages))
    assert item.town == "Stadt Birkstedt"


def test_a_slow_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 1.0, 10_000.0])
    monkeypatch.setattr(fetching, "monotonic", lambda: next(moments))
    with pytest.raises(Unreadable, match="timeout"):
        read_server(f"{HOST}/system", server(whole_server()))


@pytest.mark.django_db
def test_texts_that_no_database_keeps(world: World, client: CastClient, instrument: Instrument) -> None:
    """Null characters and half surrogate pairs are valid in JSON."""
    odd = "\x00\ud800\u202e\udfff"
    item = agenda_item("7", TITLE + odd, f"einstimmig {odd}beschlossen", resolutionText=odd * 50)
    item |= {"id": item["id"] + odd, "number": odd}
    client.sign_in(world.bob)
    upload = SimpleUploadedFile("rat.json", as_bytes(dump(meeting("5", "2026-06-17", item))))
    answer = client.post(
        reverse("exchange:council_imports", args=[world.cooperation.pk]), {"file": upload}, follow=True
    )
    assert answer.status_code == 200
    found = ImportedItem.objects.get()
    assert found.title == TITLE
    assert client.post(address(found), form_of(found)).status_code == 303


@pytest.mark.django_db
def test_an_address_that_is_no_link_does_not_hinder(world: World, client: CastClient, instrument: Instrument) -> None:
    item = imported(world, "einstimmig beschlossen")
    ImportedItem.objects.update(address="http://ratsserver/oparl/agendaitem/7")
    client.sign_in(world.bob)
    assert client.post(address(item), form_of(item)).status_code == 303
    resolution = Resolution.objects.get(result="adopted", party=item.party)
    assert resolution.oparl_url == ""
    assert "http://ratsserver/oparl/agendaitem/7" in resolution.evidence


@pytest.mark.django_db
def test_a_reading_that_breaks_ends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise nobody could name a server again: one is being read for ever."""

    def broken(url: str) -> list[reading.Item]:
        raise RuntimeError(url)

    monkeypatch.setattr(tasks, "read_server", broken)
    made = start_import(actor=world.bob, cooperation=world.cooperation, source=HOST, url=HOST)
    tasks.read_named_server.call(made.pk)
    made.refresh_from_db()
    assert (made.state, made.problem) == ("failed", "broken")
    assert start_import(actor=world.bob, cooperation=world.cooperation, source=HOST, url=HOST).pk != made.pk
