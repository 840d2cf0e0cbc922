"""The catalogue as open data: every form says the same, names licence and sources, and lets nothing hostile through."""

import csv
import io
import json
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from interkomm.calc.cases import PartialDate, from_json, items
from interkomm.catalogue.models import Case
from interkomm.exchange.catalogue.linked import TERMS
from interkomm.foundation.documents.licence import LICENCE_URL
from tests.catalogue.making import EVIDENCE, proposed, record, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
HOSTILE = '=HYPERLINK("x")</script><b>"\u202e'


@pytest.fixture
def case(world: World) -> Case:
    effect = items.Effect(quantity={"de": "Kosten je km"}, unit="EUR", before="10", after="8", evidence=EVIDENCE)
    place = items.Place(lat=51.25, lon=13.5)
    proposed(world, record("Ein Entwurf, den niemand sieht"))
    link = items.Link(url="https://bauhof.example/a b<c>")
    award = items.Award(name={"de": "Preis"}, on=PartialDate(2019))
    return released(world, record(HOSTILE, effects=(effect,), position=(place,), websites=(link,), awards=(award,)))


def get(client: CastClient, name: str, *args: str) -> bytes:
    answer = client.get(reverse(f"exchange:{name}", args=args))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def test_json_holds_the_whole_record(case: Case, client: CastClient) -> None:
    assert case.released is not None
    one = json.loads(get(client, "case_data", case.slug, "json"))
    whole = json.loads(get(client, "cases_data", "json"))
    assert whole["cases"] == [one]
    assert from_json(one["record"]) == from_json(case.released.content)
    assert (one["licence"], whole["licence"]) == (LICENCE_URL, LICENCE_URL)
    assert one["permalink"].endswith(f"/katalog/{case.slug}/")
    assert "lessons" in one["unknown"]
    assert "awards" not in one["unknown"]


def test_linked_data_is_one_graph_in_both_forms(case: Case, client: CastClient) -> None:
    linked = Graph().parse(data=get(client, "case_data", case.slug, "jsonld").decode(), format="json-ld")
    turtle = Graph().parse(data=get(client, "case_data", case.slug, "ttl"), format="turtle")
    all_linked = Graph().parse(data=get(client, "cases_data", "jsonld").decode(), format="json-ld")
    all_turtle = Graph().parse(data=get(client, "cases_data", "ttl"), format="turtle")
    assert isomorphic(linked, turtle)
    assert set(turtle.subjects()) & set(all_turtle.subjects())
    assert len(all_linked) == len(all_turtle) + 1  # the whole names its licence once more
    names = {str(name) for name in turtle.objects(None, URIRef("https://schema.org/name"))}
    assert {HOSTILE, "Ahrenau", "Birkstedt"} <= names
    assert (None, URIRef("https://schema.org/license"), URIRef(LICENCE_URL)) in turtle
    assert {str(value) for value in turtle.objects(None, URIRef(f"{TERMS}legalForm"))} == {"purpose_agreement"}


def test_tables_agree_with_the_record_and_are_harmless(case: Case, client: CastClient) -> None:
    lines = list(csv.DictReader(io.StringIO(get(client, "cases_data", "csv").decode("utf-8-sig")), delimiter=";"))
    assert [line["name"] for line in lines] == [f"'{HOSTILE}"]
    assert lines[0]["partner"] == "Ahrenau | Birkstedt"
    assert lines[0]["adresse"].endswith(f"/katalog/{case.slug}/")
    assert lines[0]["quellen"] == "https://ahrenau.example/bekanntmachung"
    book = CalamineWorkbook.from_filelike(io.BytesIO(get(client, "cases_xlsx")))
    assert book.sheet_names == ["Fälle", "Partner", "Ereignisse", "Wirkungen", "Kosten", "Personal", "Quellen"]
    rows: list[list[Any]] = book.get_sheet_by_name("Wirkungen").to_python()
    assert rows[1][:4] == [case.slug, "Kosten je km", "10", "8"]
    assert book.get_sheet_by_name("Partner").to_python()[1][11] == "https://ahrenau.example/bekanntmachung"


def test_geojson_has_a_point_a_case(case: Case, client: CastClient) -> None:
    found = json.loads(get(client, "cases_data", "geojson"))
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [13.5, 51.25]}
    assert found["license"] == LICENCE_URL


@pytest.mark.parametrize("kind", ["exe", "xml", "csv.exe"])
def test_other_forms_do_not_exist(case: Case, client: CastClient, kind: str) -> None:
    for name, args in (("cases_data", [kind]), ("case_data", [case.slug, kind])):
        assert client.get(reverse(f"exchange:{name}", args=args)).status_code == 404


def test_drafts_and_withdrawn_cases_are_not_given_out(world: World, case: Case, client: CastClient) -> None:
    Case.objects.filter(pk=case.pk).update(is_withdrawn=True)
    assert json.loads(get(client, "cases_data", "json"))["cases"] == []
    for address in ("case_data", "case_embed"):
        args = [case.slug, "json"] if address == "case_data" else [case.slug]
        assert client.get(reverse(f"exchange:{address}", args=args)).status_code == 404


def test_only_the_embedded_card_may_stand_in_frames(case: Case, client: CastClient) -> None:
    answer = client.get(reverse("exchange:case_embed", args=[case.slug]))
    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.content.decode()
    assert not answer.cookies
    other = client.get(reverse("exchange:site_feed"))
    assert other.headers["X-Frame-Options"] == "DENY"


def test_reading_many_costs_the_same_number_of_queries(
    world: World, client: CastClient, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        released(world, record(f"Fall {number}"))
    with django_assert_max_num_queries(4):
        assert len(json.loads(get(client, "cases_data", "json"))["cases"]) == 12
