"""Any search as an Atom feed: well-formed, stable ids, only what is public."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from interkomm.calc.cases import items
from interkomm.catalogue.models import Case
from tests.catalogue.making import proposed, record, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(client: CastClient, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return fromstring(answer.content)


def entries(root: Element) -> list[str]:
    return [each.findtext(f"{ATOM}title") or "" for each in root.iter(f"{ATOM}entry")]


def test_a_feed_tells_the_public_cases_of_its_search(client: CastClient, world: World) -> None:
    released(world, record("Bauhof & <Winterdienst>"))
    released(world, record("Freibad", themes=(items.Term(code="sport"),)))
    proposed(world, record("Noch geheim"))
    assert sorted(entries(feed_of(client, "/katalog/feed/"))) == ["Bauhof & <Winterdienst>", "Freibad"]
    narrow = feed_of(client, "/katalog/feed/?thema=sport")
    assert entries(narrow) == ["Freibad"]
    assert "Sport und Bäder" in (narrow.findtext(f"{ATOM}title") or "")


def test_ids_stay_in_both_languages_and_when_the_case_changes(client: CastClient, world: World) -> None:
    case = released(world, record("Bauhof"))
    german = feed_of(client, "/katalog/feed/").findtext(f"{ATOM}entry/{ATOM}id")
    updated = feed_of(client, "/katalog/feed/").findtext(f"{ATOM}entry/{ATOM}updated")
    released(world, record("Bauhof und Winterdienst"), case=Case.objects.get(pk=case.pk))
    english = feed_of(client, "/en/katalog/feed/")
    assert english.findtext(f"{ATOM}entry/{ATOM}id") == german
    assert entries(english) == ["Bauhof und Winterdienst"]
    assert (english.findtext(f"{ATOM}entry/{ATOM}updated") or "") >= (updated or "")


def test_sorting_and_pages_are_no_part_of_a_feed(client: CastClient, world: World) -> None:
    assert client.get("/katalog/feed/?sort=name&thema=works")["Location"] == "/katalog/feed/?thema=works"


def test_every_search_offers_its_feed(client: CastClient, world: World) -> None:
    released(world)
    content = client.get("/katalog/?sort=name&thema=works").content.decode()
    assert content.count('href="/katalog/feed/?thema=works"') == 2  # in the head and on the page
