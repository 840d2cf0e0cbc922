"""The search page and the chooser."""

import pytest
from django import forms
from django.http import HttpRequest, QueryDict
from django.template import engines
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from interkomm.places.gazetteer.forms import MunicipalityChoiceField, chooser_view, is_choosing
from interkomm.places.models import Edition

HOSTILE = [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\u202egnirts",
    "\u200b",
    "💥" * 50,
    "%" * 100,
    "\x00",
    "a" * 5000,
]


class RegionForm(forms.Form):
    members = MunicipalityChoiceField(label="Mitglieder", minimum=2)


def test_list_pages_through_all_municipalities(client: Client, saarland: Edition) -> None:
    page = client.get("/orte/").content.decode()
    assert page.count('<li>\n<p><a href="/orte/10') == 25
    assert "Seite 1 von 3" in page
    assert client.get("/orte/?page=3").status_code == 200
    assert client.get("/orte/?page=999").status_code == 200


def test_search_forgives_and_shows_district_and_population(client: Client, saxony: Edition) -> None:
    page = client.get("/orte/?q=Oshcatz").content.decode()
    assert "Oschatz" in page
    assert "Landkreis Nordsachsen" in page
    assert "14.184" in page


def test_search_by_level(client: Client, saxony: Edition) -> None:
    page = client.get("/orte/?q=Nordsachsen&ebene=district").content.decode()
    assert "/orte/14730/" in page


def test_nothing_found_says_what_to_do(client: Client, saarland: Edition) -> None:
    assert "Prüfen Sie die Schreibweise" in client.get("/orte/?q=Entenhausen").content.decode()


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_searches_are_harmless(client: Client, saarland: Edition, query: str) -> None:
    response = client.get("/orte/", {"q": query})
    assert response.status_code == (400 if "\0" in query else 200)
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("url", ["/orte/", "/orte/?q=a", "/orte/?q=Saar&ebene=municipality"])
def test_list_costs_the_same_few_queries(
    client: Client, saarland: Edition, url: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/orte/")
    with django_assert_max_num_queries(3):
        client.get(url)


def test_results_part_of_the_chooser(client: Client, saxony: Edition) -> None:
    part = client.get("/orte/auswahl/", {"name": "members", "q": "osch", "chosen": "14730060"}).content.decode()
    assert 'name="members" value="14730230"' in part
    assert "Landkreis Nordsachsen" in part
    assert "<html" not in part


@pytest.mark.parametrize("name", ["", "a b", '"><script>', "x" * 41])
def test_results_part_refuses_strange_field_names(client: Client, saarland: Edition, name: str) -> None:
    assert client.get("/orte/auswahl/", {"name": name, "q": "a"}).status_code == 404


def test_field_cleans_to_places_in_order(saxony: Edition) -> None:
    form = RegionForm(QueryDict("members=14730230&members=14730060&members=14730230"))
    assert form.is_valid()
    assert [place.name for place in form.cleaned_data["members"]] == ["Oschatz", "Dahlen"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "mindestens 2"),
        ("members=14730230", "mindestens 2"),
        ("members=14730230&members=99999999", "gibt es nicht"),
        ("members=14730230&members=<script>", "gibt es nicht"),
        ("&".join(f"members={n}" for n in range(201)), "höchstens 200"),
    ],
)
def test_field_says_what_is_wrong(saxony: Edition, query: str, message: str) -> None:
    form = RegionForm(QueryDict(query))
    assert not form.is_valid()
    assert message in str(form.errors["members"])


def test_without_a_script_buttons_search_add_and_remove(saxony: Edition) -> None:
    data = QueryDict("members=14730230&members=14730060&members_q=mügeln&members_do=search&members_remove=14730060")
    form = RegionForm(data)
    field = form.fields["members"]
    assert isinstance(field, MunicipalityChoiceField)
    view = field.view_of(form["members"])
    assert is_choosing(data, "members")
    assert [place.name for place in view.chosen] == ["Oschatz"]
    assert "Mügeln" in {place.name for place in view.results}
    assert not is_choosing(QueryDict("members=14730230"), "members")


def test_chooser_markup_works_without_a_script(saxony: Edition) -> None:
    template = engines["jinja2" if "jinja2" in {e.name for e in engines.all()} else engines.all()[0].name]
    macros = '{% from "places/areas/_chooser.html" import chooser, chooser_scripts %}'
    source = macros + "{{ chooser(view) }}{{ chooser_scripts() }}"
    view = chooser_view("members", "dahl", ["14730230"])
    html = template.from_string(source).render({"view": view}, HttpRequest())
    assert '<input type="hidden" name="members" value="14730230">' in html
    assert 'name="members_remove" value="14730230"' in html
    assert 'type="checkbox"' in html
    assert 'value="14730060"' in html
    assert 'name="members_do" value="search"' in html
    assert " style=" not in html
    assert " onclick" not in html
