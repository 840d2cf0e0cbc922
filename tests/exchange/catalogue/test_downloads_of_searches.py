"""A download of a search holds exactly what its list shows, in its order."""

import csv
import io
import json
import re

import pytest
from django.urls import reverse

from interkomm.calc.cases import PartialDate, items
from tests.catalogue.making import record, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
SEARCHES = [
    "?thema=works",
    "?q=Winterdienst",
    "?q=Winterdienst&sort=name",
    "?sort=alt",
    "?thema=works&seite=2",
    "?land=XX&sort=name",
]


@pytest.fixture(autouse=True)
def many(world: World) -> None:
    for number in range(30):
        founded = items.Event(kind="founded", date=PartialDate(1990 + number % 7))
        theme = items.Term(code="works" if number % 3 else "finance")
        word = "Winterdienst" if number % 2 else "Bauhof"
        released(world, record(f"{word} {97 - number}", events=(founded,), themes=(theme,)))


def listed(client: CastClient, search: str) -> list[str]:
    """Permalinks on all pages of the list."""
    found: list[str] = []
    for page in (1, 2):
        text = client.get(
            f"{reverse('catalogue:cases')}{search.split('&seite')[0]}&seite={page}", follow=True
        ).content.decode()
        slugs = re.findall(r'class="ik-case__name"[^>]*><a href="(/katalog/[^"?#]+/)"', text)
        found += [slug for slug in slugs if slug not in found]
    return found


@pytest.mark.parametrize("search", SEARCHES)
def test_a_download_holds_what_the_list_shows_in_its_order(client: CastClient, search: str) -> None:
    shown = listed(client, search)
    assert len(shown) > 8
    body = b"".join(client.get(reverse("exchange:cases_data", args=["json"]) + search).streaming_content)  # type: ignore[attr-defined]
    assert [each["permalink"].removeprefix("http://testserver") for each in json.loads(body)["cases"]] == shown
    rows = b"".join(client.get(reverse("exchange:cases_data", args=["csv"]) + search).streaming_content)  # type: ignore[attr-defined]
    lines = csv.DictReader(io.StringIO(rows.decode("utf-8-sig")), delimiter=";")
    assert [line["adresse"].removeprefix("http://testserver") for line in lines] == shown


def test_list_and_map_offer_every_form_of_the_same_search(client: CastClient) -> None:
    for page in ("cases", "map"):
        text = client.get(reverse(f"catalogue:{page}") + "?q=Winterdienst&thema=works").content.decode()
        for kind in ("csv", "xlsx", "json", "jsonld", "ttl", "geojson"):
            address = f"/katalog/daten/kooperationen.{kind}?q=Winterdienst&amp;thema=works"
            assert f'href="{address}"' in text
            assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_a_search_that_finds_nothing_downloads_nothing(client: CastClient) -> None:
    body = b"".join(client.get("/katalog/daten/kooperationen.json?q=Gibtesnicht").streaming_content)  # type: ignore[attr-defined]
    assert json.loads(body)["cases"] == []
