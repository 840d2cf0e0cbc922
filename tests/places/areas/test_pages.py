"""Pages of areas and GeoJSON for maps."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from interkomm.places.areas import queries
from interkomm.places.models import Area, Edition, FormerKey, Succession


def test_page_of_a_municipality_names_facts_with_date_and_source(client: Client, saxony: Edition) -> None:
    page = client.get("/orte/14730230/").content.decode()
    for text in (
        "Oschatz, Stadt", "14730230", "147300230230", "DED53", "Nordsachsen", "14.184", "28. Februar 2026", "55,44",
        "04758", "Statistisches Bundesamt", "dl-de/by-2-0", "© GeoBasis-DE / BKG 2016 (Daten verändert)",
    ):  # fmt: skip
        assert text in page, text


def test_neighbours_of_oschatz(client: Client, saxony: Edition) -> None:
    area = queries.area_by_key("14730230")
    assert area is not None
    neighbours = [neighbour.name for neighbour in queries.area_page(area).neighbours]
    # Cavertitz, the seventh of the region, lies behind Dahlen and Liebschützberg.
    assert neighbours == ["Dahlen", "Liebschützberg", "Mügeln", "Naundorf", "Wermsdorf"]


@pytest.mark.parametrize("key", ["14", "14730", "147305302", "DE"])
def test_pages_of_upper_levels(client: Client, saxony: Edition, key: str) -> None:
    assert client.get(f"/orte/{key}/").status_code == 200


@pytest.mark.parametrize("key", ["99999999", "1473023", "0", "'; drop table", "../etc/passwd", "x" * 300])
def test_unknown_keys_are_404(client: Client, saarland: Edition, key: str) -> None:
    assert client.get(f"/orte/{key}/").status_code == 404


def test_a_dissolved_municipality_leads_to_its_successor(client: Client, saxony: Edition) -> None:
    link = Succession.objects.select_related("predecessor", "successor").first()
    assert link is not None
    page = client.get(f"/orte/{link.predecessor.official_key}/").content.decode()
    assert "besteht nicht mehr" in page
    assert f'/orte/{link.successor.official_key}/"' in page
    assert "nicht amtlich" in page
    assert link.predecessor.name in client.get(f"/orte/{link.successor.official_key}/").content.decode()


def test_a_former_key_redirects(client: Client, saarland: Edition) -> None:
    area = Area.objects.municipalities().in_force().first()
    assert area is not None
    FormerKey.objects.create(area=area, official_key="10999999", replaced_on="2020-01-01")
    response = client.get("/orte/10999999/")
    assert (response.status_code, response["Location"]) == (301, f"/orte/{area.official_key}/")


def test_an_area_costs_few_queries(
    client: Client, saxony: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for key in ("14730230", "14730", "14"):
        with django_assert_max_num_queries(10):
            client.get(f"/orte/{key}/")


def test_map_of_a_region_shows_members_on_their_neighbours(client: Client, saxony: Edition) -> None:
    response = client.get("/orte/geo/?keys=14730230,14730060&around=1")
    content = json.loads(response.content)
    kinds = {feature["properties"]["id"]: feature["properties"]["kind"] for feature in content["features"]}
    assert response["Content-Type"] == "application/geo+json"
    assert kinds["14730230"] == kinds["14730060"] == "member"
    assert kinds["14730330"] == "ground"
    assert content["attribution"] == "© GeoBasis-DE / BKG 2016 (Daten verändert)"
    oschatz = next(f for f in content["features"] if f["properties"]["id"] == "14730230")
    assert oschatz["properties"]["url"] == "/orte/14730230/"
    assert "14.184" in oschatz["properties"]["text"]


def test_map_by_box_is_cached_by_version(
    client: Client, saxony: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = "/orte/geo/municipality.json?bbox=13.0,51.2,13.3,51.4"
    first = client.get(url)
    names = {feature["properties"]["name"] for feature in json.loads(first.content)["features"]}
    assert {"Oschatz", "Wermsdorf", "Naundorf"} <= names
    assert "max-age" in first["Cache-Control"]
    with django_assert_num_queries(1):
        again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    Edition.objects.create(kind="register", as_of="2027-01-01", source="x", digest="y")
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_map_never_loads_everything(client: Client, saxony: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MAX_FEATURES", 5)
    response = client.get("/orte/geo/municipality.json?bbox=12,50,15,52")
    assert response.status_code == 413
    assert "zu groß" in response.json()["error"]


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/orte/geo/municipality.json?bbox=1,2,3", 400),
        ("/orte/geo/municipality.json?bbox=a,b,c,d", 400),
        ("/orte/geo/municipality.json?bbox=9,9,1,1", 400),
        ("/orte/geo/municipality.json?bbox=nan,nan,nan,nan", 400),
        ("/orte/geo/municipality.json?bbox=inf,1,inf,1", 400),
        ("/orte/geo/continent.json", 404),
        ("/orte/geo/", 400),
        ("/orte/geo/?keys=<script>", 400),
        ("/orte/geo/?keys=" + ",".join(str(10_000_000 + n) for n in range(201)), 400),
        ("/orte/geo/state.json", 200),
        ("/orte/geo/?keys=99999999&around=1", 200),
    ],
)
def test_maps_answer_bad_questions_clearly(client: Client, saarland: Edition, url: str, status: int) -> None:
    assert client.get(url).status_code == status


def test_tiles_of_the_operator_appear_only_when_configured(
    client: Client, saarland: Edition, settings: Settings
) -> None:
    assert "data-tiles" not in client.get("/orte/10041100/").content.decode()
    settings.TILES_URL = "https://karten.example/{z}/{x}/{y}.png"
    settings.TILES_ATTRIBUTION = "© Amt für Karten"
    page = client.get("/orte/10041100/").content.decode()
    assert 'data-tiles="https://karten.example/{z}/{x}/{y}.png"' in page
    assert "© Amt für Karten" in page
