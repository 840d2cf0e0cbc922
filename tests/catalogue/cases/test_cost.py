"""What the page of a case costs: as many queries for three hundred partners as for two, and it is stored for everybody."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interkomm.catalogue.cases.models import TOPIC
from interkomm.catalogue.models import Case
from interkomm.foundation.pages.marks import STORE_KEY, StoreMark
from interkomm.places.models import Area, AreaGeometry
from interkomm.ui import slots
from tests.catalogue.cases.rich import bare, crowded, rich
from tests.catalogue.making import released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
MOST_QUERIES = 4


def queries(client: CastClient, case: Case) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(case.get_absolute_url()).status_code == 200
    return len(asked)


def test_few_queries_however_long_the_record(world: World, client: CastClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what other slices put into the page: they answer for themselves, and the guard for the whole."""
    monkeypatch.setattr(slots, "_fillers", {})
    for number in range(300):
        Area.objects.create(
            level="municipality",
            official_key=f"1473{number:04}",
            name=f"Gemeinde {number}",
            search_name=f"gemeinde {number}",
        )
    client.get(released(world, bare("Vorweg")).get_absolute_url())
    costs = {queries(client, released(world, content)) for content in (bare(), rich(), crowded(2), crowded(300))}
    assert max(costs) <= MOST_QUERIES
    assert max(costs) - min(costs) <= 1  # the cases of its parts, where it names any


def test_the_page_is_kept_until_the_case_or_the_catalogue_changes(world: World, client: CastClient) -> None:
    case = released(world, rich())
    answer = client.get(case.get_absolute_url())
    mark = answer.wsgi_request.META[STORE_KEY]
    assert isinstance(mark, StoreMark)
    assert set(mark.topics) == {case.topic, TOPIC, "places", "site"}
    assert not answer.cookies


def square(key: str, west: float) -> None:
    area = Area.objects.create(
        level="municipality" if len(key) == 8 else "state", official_key=key, name=key, search_name=key,
        bbox_west=west, bbox_south=51.0, bbox_east=west + 0.1, bbox_north=51.1, lat=51.05, lon=west + 0.05,
    )  # fmt: skip
    corners = [[west, 51.0], [west + 0.1, 51.0], [west + 0.1, 51.1], [west, 51.0]]
    outline = json.dumps({"type": "Polygon", "coordinates": [corners]})
    AreaGeometry.objects.create(area=area, geojson=outline, boundary_on="2016-12-31", source="Probe")


def drawn(client: CastClient, case: Case) -> dict[str, list[str]]:
    """Kind of feature → names."""
    answer = client.get(f"{case.get_absolute_url()}karte.geojson")
    assert answer.headers["Content-Type"] == "application/geo+json"
    found: dict[str, list[str]] = {}
    for feature in answer.json()["features"]:
        found.setdefault(feature["properties"]["kind"], []).append(feature["properties"]["name"])
    return found


def test_the_map_shows_partners_place_and_what_lies_around(world: World, client: CastClient) -> None:
    for key, west in (("14730990", 13.0), ("14730991", 13.1), ("14730999", 13.2), ("14", 13.0)):
        square(key, west)
    near = released(world, rich(position=()))
    assert drawn(client, near) == {"member": ["14730990", "14730991"], "ground": ["14730999"], "case": [near.name]}
    far = released(world, rich())  # its place lies far from its partners: states are the ground
    assert drawn(client, far) == {"member": ["14730990", "14730991"], "ground": ["14"], "case": [far.name]}
    assert drawn(client, released(world, bare())) == {}
