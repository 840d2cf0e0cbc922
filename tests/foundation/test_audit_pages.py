"""Managers read the acts of their organisations, operators those of the site, nobody else any."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.audit.services import record
from interkomm.organisations.models import Organisation
from tests.conftest import CastClient
from tests.world import World

TRAIL = "/protokoll/"


def act(world: World, organisation: Organisation | None, label: str = "", **changes: object) -> AuditEntry:
    entry = record(
        actor=world.alice,
        action="foundation.file.store",
        subject=organisation or world.outside,
        for_organisation=organisation.pk if organisation else None,
        **changes,  # type: ignore[arg-type]
    )
    if label:
        AuditEntry.objects.filter(pk=entry.pk).update(subject_label=label)
    return entry


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_each_sees_only_the_own_part(client: CastClient, world: World) -> None:
    act(world, world.ahrenau, "Akte Ahrenau")
    act(world, world.outside, "Akte Drausberg")
    act(world, None, "Akte Anwendung")
    seen = {
        name: [label for label in ("Ahrenau", "Drausberg", "Anwendung") if f"Akte {label}" in text(page)]
        for name in ("alice", "otto", "opal")
        if (page := client.sign_in(getattr(world, name)).get(TRAIL)).status_code == 200
    }
    assert seen == {"alice": ["Ahrenau"], "otto": ["Drausberg"], "opal": ["Anwendung"]}


@pytest.mark.parametrize("name", ["clara", "mo", "vera", "zoe"])
def test_others_find_no_trail(client: CastClient, world: World, name: str) -> None:
    entry = act(world, world.ahrenau)
    client.sign_in(getattr(world, name))
    for address in (TRAIL, f"{TRAIL}{entry.pk}/", reverse("foundation:trail_csv")):
        assert client.get(address).status_code == 404


def test_strangers_to_the_site_are_asked_to_sign_in(client: CastClient, world: World) -> None:
    assert client.get(TRAIL).status_code == 302


def test_foreign_entries_do_not_exist(client: CastClient, world: World) -> None:
    entry = act(world, world.ahrenau)
    assert client.sign_in(world.otto).get(f"{TRAIL}{entry.pk}/").status_code == 404


def test_an_entry_shows_before_and_after(client: CastClient, world: World) -> None:
    entry = act(
        world,
        world.ahrenau,
        before={"title": "Alt", "unveraendert_x": 1},
        after={"title": "Neu", "unveraendert_x": 1, "open": True},
    )
    page = text(client.sign_in(world.alice).get(f"{TRAIL}{entry.pk}/"))
    assert "Alt" in page
    assert "Neu" in page
    assert "✓" in page
    assert "unveraendert_x" not in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("subject=Erste", ["Erste"]),
        ("person=alic", ["Zweite", "Erste"]),
        ("person=niemand", []),
        ("action=foundation.file.delete", []),
        ("since=2999-01-01", []),
        ("until=2000-01-01", []),
        ("since=unsinn", ["Zweite", "Erste"]),
        ("vor=unsinn&nach=-1", ["Zweite", "Erste"]),
    ],
)
def test_filters(client: CastClient, world: World, query: str, expected: list[str]) -> None:
    act(world, world.ahrenau, "Erste")
    act(world, world.ahrenau, "Zweite")
    page = text(client.sign_in(world.alice).get(f"{TRAIL}?{query}"))
    table = page[page.find("<tbody") :] if "<tbody" in page else ""
    assert sorted(label for label in ("Erste", "Zweite") if f">{label}<" in table) == sorted(expected)


def test_the_filter_cannot_open_a_foreign_organisation(client: CastClient, world: World) -> None:
    act(world, world.outside, "Akte Drausberg")
    page = text(client.sign_in(world.alice).get(f"{TRAIL}?organisation={world.outside.pk}"))
    assert "Akte Drausberg" not in page


def test_paging_is_complete_and_flat(client: CastClient, world: World) -> None:
    for number in range(120):
        act(world, world.ahrenau, f"Nr-{number:03}")
    client.sign_in(world.alice)
    address, seen, counts = TRAIL, [], set()
    while address:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = text(client.get(address))
        counts.add(len(queries))
        seen += [f"Nr-{number:03}" for number in range(119, -1, -1) if f"Nr-{number:03}" in page]
        marker = page.split('rel="next"')[0].rpartition('href="')[2] if 'rel="next"' in page else ""
        address = marker.partition('"')[0].replace("&amp;", "&")
        if address.startswith("?"):
            address = TRAIL + address
    assert seen == [f"Nr-{number:03}" for number in range(119, -1, -1)]
    assert len(counts) == 1
    assert counts.pop() <= 8


def test_the_way_back_shows_the_same_pages(client: CastClient, world: World) -> None:
    entries = [act(world, world.ahrenau, f"Nr-{number:03}") for number in range(120)]
    client.sign_in(world.alice)
    page = text(client.get(f"{TRAIL}?nach={entries[19].pk}"))
    assert "Nr-020" in page
    assert "Nr-069" in page
    assert "Nr-070" not in page
    assert 'rel="prev"' in page


def test_the_export_is_harmless_in_office_programs(client: CastClient, world: World) -> None:
    act(world, world.ahrenau, "=HYPERLINK(1)")
    response = client.sign_in(world.alice).get(reverse("foundation:trail_csv"))
    content = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert rows[1][1:] == ["Alice", "Ahrenau", "Datei hochgeladen", "'=HYPERLINK(1)"]
