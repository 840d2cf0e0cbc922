"""The map of a search: clusters for the script, a list of equal worth for everybody."""

import json
from typing import Any

import pytest

from interkomm.calc.cases import items
from interkomm.catalogue.models import Case
from tests.catalogue.making import record, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
POINTS = "/katalog/karte/punkte/"


def at(lat: float, lon: float) -> tuple[items.Item, ...]:
    return (items.Place(lat=lat, lon=lon),)


@pytest.fixture
def cases(world: World) -> list[Case]:
    nowhere = (items.Partner(name="Irgendwo", country="AT"),)
    return [
        released(world, record("Nord", position=at(54.3, 10.1))),
        released(world, record("Nordost", position=at(54.31, 10.11))),
        released(world, record("Süd", position=at(48.1, 11.5), themes=(items.Term(code="sport"),))),
        released(world, record("Ohne Ort", partners=nowhere)),
    ]


def points(client: CastClient, query: str) -> list[dict[str, Any]]:
    answer = client.get(POINTS + query)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/geo+json"
    found: list[dict[str, Any]] = json.loads(answer.content)["features"]
    return found


def test_cases_nearby_are_one_cluster_and_part_when_zooming_in(client: CastClient, cases: list[Case]) -> None:
    far = points(client, "?zoom=5")
    assert sorted(each["properties"]["count"] for each in far) == [1, 2]
    alone = next(each for each in far if each["properties"]["count"] == 1)
    assert alone["properties"] == {"count": 1, "name": "Süd", "url": "/katalog/sued/"}
    near = points(client, "?zoom=14")
    assert [each["properties"]["count"] for each in near] == [1, 1, 1]
    north = next(each for each in far if each["properties"]["count"] == 2)
    assert north["properties"]["box"] == [10.1, 54.3, 10.11, 54.31]


def test_a_box_shows_only_what_is_in_it_and_the_search_still_holds(client: CastClient, cases: list[Case]) -> None:
    assert [each["properties"].get("name") for each in points(client, "?zoom=8&bbox=11,47,12,49")] == ["Süd"]
    assert [each["properties"].get("name") for each in points(client, "?zoom=8&thema=sport")] == ["Süd"]
    assert points(client, "?zoom=8&thema=water") == []


@pytest.mark.parametrize(
    "query",
    ["?zoom=99", "?zoom=-1", "?zoom=x", "?zoom=5&bbox=1,2", "?zoom=5&bbox=a,b,c,d", "?zoom=5&bbox=9,9,1,1", "?zoom="],
)
def test_what_is_no_section_of_a_map_is_refused(client: CastClient, cases: list[Case], query: str) -> None:
    answer = client.get(POINTS + query)
    assert answer.status_code == 400
    assert "bbox=West" in answer.json()["error"]


def test_the_page_lists_the_same_cases_their_places_and_those_without(client: CastClient, cases: list[Case]) -> None:
    content = client.get("/katalog/karte/").content.decode()
    assert "4 Fälle gefunden" in content
    assert "1 Fall ohne Ort steht nur in der Liste." in content
    for name in ("Nord", "Nordost", "Süd", "Ohne Ort"):
        assert f">{name}</a>" in content
    assert "Nach Staat" in content
    assert 'data-points="/katalog/karte/punkte/"' in content


def test_a_section_of_the_map_is_a_filter_of_the_list(client: CastClient, cases: list[Case]) -> None:
    content = client.get("/katalog/?ausschnitt=11,47,12,49").content.decode()
    assert "1 Fall gefunden" in content
    assert "Kartenausschnitt" in content


def test_a_map_without_hits_leads_to_help(client: CastClient, cases: list[Case]) -> None:
    content = client.get("/katalog/karte/?thema=water").content.decode()
    assert 'href="/katalog/?thema=water">Was jetzt hilft' in content
