"""Feeds are valid Atom, tell only what is public, and are found from their pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from interkomm.participation.models import Process
from interkomm.portal.models import NewsItem
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert('x')</script> & \u202e 😀 ]]>"


def addresses(world: World) -> dict[str, str]:
    return {
        "site": reverse("exchange:site_feed"),
        "region": reverse("exchange:region_feed", args=[world.cooperation.slug]),
        "town": reverse("exchange:town_feed", args=[world.ahrenau.slug]),
    }


def feed(client: CastClient, address: str) -> etree._Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def titles(root: etree._Element) -> list[str]:
    return [str(entry.findtext(f"{ATOM}title")) for entry in root.findall(f"{ATOM}entry")]


def news(world: World, **values: object) -> NewsItem:
    facts = {"organisation": world.ahrenau, "title": "Das Fest", "text": "Am Samstag", "submission_key": "n", **values}
    return NewsItem.objects.create(**facts)


def test_feeds_have_what_atom_asks_for(world: World, client: CastClient) -> None:
    news(world, cooperation=world.cooperation)
    for address in addresses(world).values():
        for prefix in ("", "/en"):
            root = feed(client, prefix + address)
            assert root.tag == f"{ATOM}feed"
            for name in ("id", "title", "updated"):
                assert root.findtext(f"{ATOM}{name}")
            entries = root.findall(f"{ATOM}entry")
            assert entries
            ids = [entry.findtext(f"{ATOM}id") for entry in entries]
            assert len(set(ids)) == len(ids)
            for entry in entries:
                link = entry.find(f"{ATOM}link")
                assert link is not None
                assert link.attrib["href"].startswith("http://testserver/")
                assert client.get(link.attrib["href"]).status_code == 200
                assert entry.findtext(f"{ATOM}updated")


def test_each_feed_tells_its_own(world: World, client: CastClient) -> None:
    news(world, cooperation=world.cooperation)
    news(world, organisation=world.outside, title="Fremdes Fest", submission_key="n2")
    shown = {name: titles(feed(client, address)) for name, address in addresses(world).items()}
    assert "Das Fest" in shown["site"]
    assert "Fremdes Fest" in shown["site"]
    for name in ("region", "town"):
        assert "Das Fest" in shown[name]
        assert "Fremdes Fest" not in shown[name]
        assert any(world.process.title in title for title in shown[name])
        assert not any(world.foreign_process.title in title for title in shown[name])


def test_nothing_that_is_not_public(world: World, client: CastClient) -> None:
    Process.objects.filter(pk=world.process.pk).update(published_at=None)
    world.concept.published_version = None
    world.concept.save()
    news(world, withdrawn_at=timezone.now())
    news(world, title="Morgen", published_at=timezone.now() + timedelta(days=1), submission_key="n2")
    for address in (addresses(world)["region"], addresses(world)["town"]):
        assert titles(feed(client, address)) == []
    world.cooperation.is_published = False
    world.cooperation.save()
    assert client.get(addresses(world)["region"]).status_code == 404
    world.ahrenau.is_active = False
    world.ahrenau.save()
    assert client.get(addresses(world)["town"]).status_code == 404


def test_hostile_words_are_escaped(world: World, client: CastClient) -> None:
    news(world, title=HOSTILE, text=HOSTILE)
    Process.objects.filter(pk=world.process.pk).update(title=HOSTILE[:190], summary=HOSTILE)
    for address in (addresses(world)["site"], addresses(world)["town"]):
        raw = client.get(address).content.decode()
        assert "<script>" not in raw
        assert any("alert('x')" in title for title in titles(etree.fromstring(raw.encode())))


def test_control_characters_do_not_break_a_feed(world: World, client: CastClient) -> None:
    news(world, title="Eins\x0bzwei", text="Drei\x1fvier")
    assert "zwei" in str(titles(feed(client, addresses(world)["site"])))


def test_pages_lead_to_their_feeds(world: World, client: CastClient) -> None:
    pages = {
        reverse("portal:home"): addresses(world)["site"],
        reverse("portal:region", args=[world.cooperation.slug]): addresses(world)["region"],
        reverse("portal:town", args=[world.ahrenau.slug]): addresses(world)["town"],
    }
    for page, address in pages.items():
        text = client.get(page).content.decode()
        assert 'type="application/atom+xml" title="' in text
        assert f'href="{address}"' in text


def test_a_feed_costs_the_same_with_more_entries(
    world: World, client: CastClient, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for number in range(30):
        news(world, cooperation=world.cooperation, submission_key=f"k{number}")
    for address in addresses(world).values():
        with django_assert_max_num_queries(6):
            client.get(address)
