"""Similar to us, because …: subjects, reasons in words, weights, filters."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from interkomm.calc.cases import items
from interkomm.catalogue.models import Case
from interkomm.catalogue.similarity import subjects
from interkomm.catalogue.similarity.columns import table
from interkomm.catalogue.similarity.page import read, similar
from interkomm.cooperation.models import Cooperation
from interkomm.organisations.models import Organisation
from interkomm.places.models import Area
from tests.catalogue.making import record, released
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE = "/katalog/aehnlich/"


def area(key: str, name: str, population: int, lat: float, lon: float) -> Area:
    return Area.objects.create(
        level="municipality", official_key=key, name=name, official_name=name, search_name=name.lower(),
        population=population, population_on=date(2024, 1, 1), area_km2=Decimal(100), lat=lat, lon=lon,
    )  # fmt: skip


@pytest.fixture
def towns() -> dict[str, Area]:
    return {
        "ours": area("14730230", "Oschatz", 14_000, 51.30, 13.11),
        "near": area("14730060", "Dahlen", 4_000, 51.36, 12.99),
        "twin": area("14730200", "Wurzen", 16_000, 51.37, 12.74),
        "far": area("09162000", "München", 1_500_000, 48.14, 11.58),
    }


def case(world: World, name: str, *keys: str, theme: str = "works", **more: tuple[items.Item, ...]) -> Case:
    state = "DE-BY" if keys and keys[0].startswith("09") else "DE-SN"
    partners = tuple(items.Partner(name=f"Ort {key}", official_key=key) for key in keys)
    return released(
        world,
        record(name, partners=partners, states=(items.Term(code=state),), themes=(items.Term(code=theme),), **more),
    )


@pytest.fixture
def cases(world: World, towns: dict[str, Area]) -> dict[str, Case]:
    return {
        "near": case(world, "Bauhof an der Döllnitz", "14730060", "14730200"),
        "far": case(world, "Münchner Bund", "09162000", theme="culture", task_areas=(items.Term(code="theatre"),)),
        "own": case(world, "Oschatzer Land", "14730230", "14730060"),
        "bare": released(world, record("Kaum bekannt", partners=(), states=(), legal_form=(), task_areas=())),
    }


def found(query: str) -> tuple[subjects.Whom, list[str]]:
    parameters = QueryDict(query)
    whom = subjects.whom(parameters)
    assert whom is not None
    return whom, [row.slug for row in similar(whom, read(parameters)).rows]


def reasons_of(query: str, case: Case) -> dict[str, str]:
    parameters = QueryDict(query)
    whom = subjects.whom(parameters)
    assert whom is not None
    row = next(row for row in similar(whom, read(parameters)).rows if row.slug == case.slug)
    return {reason.criterion: reason.text for reason in row.reasons}


def test_a_town_finds_its_like_with_reasons(cases: dict[str, Case]) -> None:
    query = "gemeinde=14730230&wunsch=works&wunsch-aufgabe=works_yard"
    _whom, order = found(query)
    assert order == [cases["near"].slug, cases["far"].slug]
    reasons = reasons_of(query, cases["near"])
    assert reasons["task"] == "gleiche Aufgaben: Bauhof und Straßenunterhaltung, Bauhof"
    assert reasons["law"] == "gleiches Landesrecht: Sachsen"
    assert reasons["size"] == "ähnlich groß: 14.000 gegenüber 10.000 im Mittel je Gemeinde"
    assert reasons["distance"] == "18 km entfernt"
    assert reasons["structure"] == "ähnlich dicht: 140 gegenüber 100 Personen je km²"
    far = reasons_of(query, cases["far"])
    assert far["task"] == "andere Aufgabe"
    assert far["law"] == "gleicher Staat, anderes Land: Deutschland"
    assert far["size"].startswith("anders groß: 14.000 gegenüber 1.500.000")


def test_own_cases_and_poor_ones_are_left_out_and_counted(cases: dict[str, Case]) -> None:
    parameters = QueryDict("gemeinde=14730230&wunsch=works")
    whom = subjects.whom(parameters)
    assert whom is not None
    result = similar(whom, read(parameters))
    assert (result.own, result.too_little) == (1, 1)
    shown = similar(whom, read(QueryDict("gemeinde=14730230&wunsch=works&eigene=ja")))
    assert cases["own"].slug in [row.slug for row in shown.rows]
    assert shown.own == 0


def test_without_a_wish_the_task_is_left_out_and_said(client: Client, cases: dict[str, Case]) -> None:
    text = client.get(f"{PAGE}?gemeinde=14730230").content.decode()
    assert "nicht verglichen: Aufgabe" in text
    assert "Wählen Sie ein gesuchtes Thema" in text


def test_filters_are_those_of_the_search(cases: dict[str, Case]) -> None:
    assert found("gemeinde=14730230&wunsch=works&land=DE-BY")[1] == [cases["far"].slug]
    assert found("gemeinde=14730230&wunsch=works&thema=culture")[1] == [cases["far"].slug]


def test_weights_change_the_order(cases: dict[str, Case]) -> None:
    only_task = {"gemeinde": "14730230", "wunsch": "culture", "aufgabe-zaehlt": 5}
    only_task |= dict.fromkeys(("groesse-zaehlt", "recht-zaehlt", "struktur-zaehlt", "naehe-zaehlt"), 0)
    assert found(urlencode(only_task))[1][0] == cases["far"].slug
    assert found("gemeinde=14730230&wunsch=culture&naehe-zaehlt=5&aufgabe-zaehlt=1")[1][0] == cases["near"].slug


def test_cases_are_as_similar_one_way_as_the_other(cases: dict[str, Case]) -> None:
    def percent(one: Case, other: Case) -> int:
        parameters = QueryDict(f"fall={one.slug}")
        whom = subjects.whom(parameters)
        assert whom is not None
        return next(row.percent for row in similar(whom, read(parameters)).rows if row.slug == other.slug)

    assert percent(cases["near"], cases["far"]) == percent(cases["far"], cases["near"])
    assert percent(cases["near"], cases["own"]) > percent(cases["near"], cases["far"])


def test_a_cooperation_is_a_subject_while_it_is_public(
    client: Client, world: World, towns: dict[str, Area], cases: dict[str, Case]
) -> None:
    Organisation.objects.filter(pk=world.ahrenau.pk).update(area=towns["ours"])
    Organisation.objects.filter(pk=world.birkstedt.pk).update(area=towns["near"])
    slug = world.cooperation.slug
    whom, order = found(f"kooperation={slug}&wunsch=works")
    assert whom.subject.population == 18_000
    assert whom.subject.partners == 2
    assert order[0] in (cases["near"].slug, cases["own"].slug)
    assert reasons_of(f"kooperation={slug}&wunsch=works", cases["near"])["size"] == (
        "ähnlich groß: zusammen 18.000 gegenüber 20.000"
    )
    assert world.cooperation.name in client.get(PAGE).content.decode()
    Cooperation.objects.update(is_published=False)
    assert client.get(f"{PAGE}?kooperation={slug}").status_code == 404
    assert world.cooperation.name not in client.get(PAGE).content.decode()


def test_the_pages(client: Client, cases: dict[str, Case]) -> None:
    assert "Für eine Gemeinde" in client.get(PAGE).content.decode()
    text = client.get(f"{PAGE}?ort=Oschatz").content.decode()
    assert "?gemeinde=14730230" in text
    assert "Keine Gemeinde gefunden" in client.get(f"{PAGE}?ort=Xyzxyz").content.decode()
    text = client.get(f"{PAGE}?gemeinde=14730230&wunsch=works").content.decode()
    assert "So wird gerechnet" in text
    assert "gleiches Landesrecht: Sachsen" in text
    assert re.search(r'name="aufgabe-zaehlt"[^>]*value="3"', text)
    assert "same state law: Saxony" in client.get(f"/en{PAGE}?gemeinde=14730230&wunsch=works").content.decode()


def test_the_box_on_the_page_of_a_case(client: Client, cases: dict[str, Case]) -> None:
    text = client.get(cases["near"].get_absolute_url()).content.decode()
    assert "Ähnliche Fälle" in text
    assert cases["own"].name in text
    assert "Mit anderen Fällen vergleichen" in text


@pytest.mark.parametrize(
    "query",
    ["gemeinde=99999999", "gemeinde=%00", "gemeinde=1'--", "fall=gibt-es-nicht", "kooperation=nein", "gemeinde=14"],
)
def test_who_is_not_there_is_not_found(client: Client, cases: dict[str, Case], query: str) -> None:
    assert client.get(f"{PAGE}?{query}").status_code in (400, 404)


@pytest.mark.parametrize(
    "query", ["aufgabe-zaehlt=-1", "aufgabe-zaehlt=9999999", "aufgabe-zaehlt=x&page=-7", "wunsch=<script>", "page=1e9"]
)
def test_senseless_parameters_are_passed_over(client: Client, cases: dict[str, Case], query: str) -> None:
    response = client.get(f"{PAGE}?gemeinde=14730230&{query}")
    assert response.status_code == 200
    assert b"<script>" not in response.content


@pytest.fixture
def remembering(db: None) -> Iterator[None]:
    from interkomm.foundation.topics.memory import forget_everything

    forget_everything()
    yield
    forget_everything()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("remembering")
def test_columns_follow_a_release(world: World) -> None:
    area("14730060", "Dahlen", 4_000, 51.36, 12.99)
    one = case(world, "Eins", "14730060")
    before = table()
    assert table() is before
    assert before.columns.population.tolist() == [4000.0]
    case(world, "Zwei")
    after = table()
    assert len(after.keys) == 2
    assert after.columns.population[after.keys == one.pk].tolist() == [4000.0]
