"""The page of a case: every statement with its evidence, what is unknown, what contradicts."""

import re
from typing import cast

import pytest
from django.utils import translation
from lxml import html

from interkomm.calc.cases import PartialDate, items
from interkomm.catalogue.models import Case
from interkomm.organisations.models import Organisation
from interkomm.places.models import Area
from tests.catalogue.cases.rich import bare, crowded, evidence, hostile, rich
from tests.catalogue.making import proposed, record, released
from tests.conftest import CastClient
from tests.guards.hostility import HOSTILE, harm
from tests.world import World

pytestmark = pytest.mark.django_db


def page(client: CastClient, case: Case, language: str = "de") -> html.HtmlElement:
    with translation.override(language):
        answer = client.get(case.get_absolute_url())
    assert answer.status_code == 200
    return cast("html.HtmlElement", html.fromstring(answer.content))


def text(element: html.HtmlElement) -> str:
    """Visible text on one line."""
    return " ".join(element.text_content().split())


def select(element: html.HtmlElement, wanted: str) -> list[html.HtmlElement]:
    """Elements below, by the simplest of CSS: tags, .class, #id, [name=value], one below another."""
    path = ""
    for step in wanted.split():
        tag, sign, rest = re.fullmatch(r"(\w*)([.#\[]?)(.*)", step).groups()  # type: ignore[union-attr]
        name, _, value = rest.rstrip("]").partition("=")
        conditions = {
            "": "",
            ".": f"[contains(concat(' ', @class, ' '), ' {rest} ')]",
            "#": f"[@id='{rest}']",
            "[": f"[@{name}='{value}']",
        }
        path += f"//{tag or '*'}{conditions[sign]}"
    return cast("list[html.HtmlElement]", element.xpath(f".{path}"))


def part(tree: html.HtmlElement, key: str) -> str:
    return text(tree.get_element_by_id(key))


@pytest.fixture
def tree(world: World, client: CastClient) -> html.HtmlElement:
    return page(client, released(world, rich()))


def test_the_head_says_what_it_is(tree: html.HtmlElement) -> None:
    head = text(select(tree, ".ik-title")[0])
    for said in (
        "Gewerbeflächenpool Ahrenau",
        "Flächenpool ABC",
        "besteht",
        "öffentlich-rechtliche Vereinbarung",
        "Sachsen",
    ):
        assert said in head
    figures = [text(each) for each in select(tree, ".ik-figure")]
    assert figures[0] == "5 Partner"  # Drausberg has left
    assert figures[1] == "2003 Beginn"
    assert figures[3].endswith("% vollständig")


def test_every_note_leads_to_a_source_of_the_page(tree: html.HtmlElement) -> None:
    notes = select(tree, ".ik-refs a")
    assert len(notes) > 10
    for note in notes:
        target = tree.get_element_by_id(note.get("href").removeprefix("#"))
        assert text(target).startswith(text(note))
        assert note.get("aria-label") == f"Beleg {text(note)}"


def test_a_note_leads_to_the_words_that_say_so(tree: html.HtmlElement) -> None:
    note = select(tree.get_element_by_id("feld-sector"), ".ik-refs a")[0]
    quoted = part(tree, note.get("href").removeprefix("#"))
    assert "Wir gehören keinem Sektor an." in quoted
    assert "Zeichen 700 bis 729" in quoted


def test_sources_are_named_with_all_we_know(tree: html.HtmlElement) -> None:
    first = part(tree, "quelle-1")
    for said in (
        "Gewerbeflächenpool Ahrenau–Birkstedt–Cronfeld",
        "Geschäftsstelle des Pools",
        "20. November 2026",
        "CC BY 4.0",
    ):
        assert said in first
    assert select(tree, "#quelle-1 a")[0].get("href") == "https://pool.example/ueber-uns"
    assert "Amtsblatt, Ausgabe 12/2003" in part(tree, "quelle-4")  # named by nothing, listed all the same


def test_unknown_is_not_none(tree: html.HtmlElement) -> None:
    assert "gibt es nachweislich nicht" in part(tree, "feld-sector")
    unknown = " ".join(text(each) for each in select(tree, ".ik-unknown dd"))
    assert unknown == "Räumlicher Umfang"
    rows = {text(row[0]): [text(cell) for cell in row[1:]] for row in select(tree, "details .ik-table tbody tr")}
    assert rows["Sektor"] == ["gibt es nachweislich nicht", "–", "–"]
    assert rows["Räumlicher Umfang"] == ["nicht bekannt", "–", "–"]
    assert rows["Partner"] == ["bekannt", "6", "3"]
    assert len(rows) == 28


def test_events_stand_in_order_with_their_precision(tree: html.HtmlElement) -> None:
    found = select(tree, "#feld-events .ik-timeline__item")
    days = [select(each, "time") for each in found]
    assert [each[0].get("datetime") if each else "" for each in days] == ["2003-05", "2003-06-06", "2007", ""]
    assert [text(each[0]) for each in days if each] == ["Mai 2003", "6. Juni 2003", "2007"]
    assert "Ahrenau, Birkstedt" in text(found[1])
    assert "ohne Datum" in text(found[3])
    assert select(found[3], "[lang=en]")[0].text == "Study visit"


def test_contradictions_show_both_sides(tree: html.HtmlElement) -> None:
    shown = part(tree, "widersprueche")
    for said in (
        "Beginn der Zusammenarbeit: 2007", "Das Projekt begann 2007.", "Unterzeichnung: 6. Juni 2003",
        "Birkstedt ist vor dem frühesten belegten Beginn beigetreten", "bevor unterzeichnet wurde",
    ):  # fmt: skip
        assert said in shown


def test_no_contradiction_no_warning(world: World, client: CastClient) -> None:
    assert not select(page(client, released(world)), "#widersprueche")


def test_facts_of_every_shape(tree: html.HtmlElement) -> None:
    for field, said in {
        "legal_form": "Willenserklärung oder gemeinsame Erklärung, 2001 bis Juni 2003",
        "agreements": "Vereinbarung · PDF, 90 kB · unterzeichnet 6. Juni 2003 · in Kraft seit Januar 2003",
        "staffing": "1,5 Vollzeitstellen",
        "costs": "1.250.000 Euro",
        "effects": "Methode nicht genannt",
        "awards": "4. Oktober 2006, verliehen von Land",
        "contacts": "Leitung der Geschäftsstelle, Stadt Ahrenau",
        "documents": "PDF, 2,4 MB",
        "exits": "Drausberg trat 2012 aus",
        "position": "Breite 51,428456°, Länge 6,885736°",
        "task_areas": "Gemeinsame Vermarktung",
        "parts": "Gemeinsamer Flächennutzungsplan",
    }.items():
        assert said in part(tree, f"feld-{field}"), field
    effect = select(tree, "#feld-effects tbody tr")[0]
    assert [text(cell) for cell in effect[1:4]] == ["420 Tage", "180 Tage", "−240 Tage besser"]


def test_partners_with_what_is_known_of_them(world: World, client: CastClient) -> None:
    area = Area.objects.create(
        level="municipality", official_key="14730990", name="Ahrenau", official_name="Ahrenau, Stadt", search_name="ahrenau",
        population=4000, population_on="2023-11-30",
    )  # fmt: skip
    Organisation.objects.filter(pk=world.ahrenau.pk).update(area=area)
    tree = page(client, released(world, rich()))
    found = select(tree, "#feld-partners .ik-partners li")
    assert text(found[0]).startswith("Ahrenau (Federführung)")
    links = [link.get("href") for link in select(found[0], "a") if "#" not in link.get("href")]
    assert links == ["/orte/14730990/", world.ahrenau.get_absolute_url()]
    assert "Im Text so geschrieben: Mühlheim a. d. Ruhr" in text(found[2])
    assert "Polen" in text(found[4])
    assert text(found[5]) == "Drausberg dabei seit 2003 ausgetreten 2012"  # former ones last
    assert "Einwohnerzahl: Stand 30. November 2023, ein Partner von 5" in text(tree)
    assert select(tree, "[data-controller=map]")[0].get("data-source").endswith("/karte.geojson")


def test_an_inactive_organisation_is_not_linked(world: World, client: CastClient) -> None:
    area = Area.objects.create(level="municipality", official_key="14730990", name="Ahrenau", search_name="ahrenau")
    Organisation.objects.filter(pk=world.ahrenau.pk).update(area=area, is_active=False)
    tree = page(client, released(world, rich()))
    assert world.ahrenau.get_absolute_url() not in html.tostring(tree, encoding="unicode")


def test_in_another_language_as_far_as_there_is(world: World, client: CastClient) -> None:
    case = released(world, rich())
    tree = page(client, case, "en")
    assert text(select(tree, "h1")[0]) == "Ahrenau pool of business sites"
    assert select(tree, "h1")[0].get("lang") is None
    assert "Three municipalities" in text(select(tree, ".ik-lead")[0])
    description = tree.get_element_by_id("feld-description")
    assert select(description, "[lang=de]")
    assert "Only available in German" in text(description)
    assert "6 June 2003" in part(tree, "feld-events")
    assert "1,250,000 euros" in part(tree, "feld-costs")


def test_parts_and_wholes_lead_to_each_other(world: World, client: CastClient) -> None:
    plan = released(world, record("Plan"))
    whole = released(world, rich(parts=(items.Part(name="Plan", slug=plan.slug),)))
    assert plan.get_absolute_url() in [a.get("href") for a in select(page(client, whole), "#feld-parts a")]
    assert whole.get_absolute_url() in [a.get("href") for a in select(page(client, plan), "main a")]
    Case.objects.filter(pk=whole.pk).update(is_withdrawn=True)
    assert "Teil von" not in text(page(client, plan))


def test_a_bare_case_says_what_is_missing(world: World, client: CastClient) -> None:
    tree = page(client, released(world, bare()))
    assert "Zahl der Partner nicht bekannt" in text(tree)
    assert "Für diesen Fall ist noch keine Quelle angegeben." in text(tree)
    assert not select(tree, "[data-controller=map]")
    assert len(" ".join(text(each) for each in select(tree, ".ik-unknown dd")).split(",")) == 28 - 5


def test_many_partners_do_not_bury_the_page(world: World, client: CastClient) -> None:
    tree = page(client, released(world, crowded(300)))
    assert len(select(tree, "#feld-partners .ik-partners li")) == 300
    assert len(select(tree, "#feld-partners details .ik-partners li")) == 270
    assert "270 weitere Partner zeigen" in part(tree, "feld-partners")


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("language", ["de", "en"])
def test_hostile_texts_stay_texts(world: World, client: CastClient, kind: str, language: str) -> None:
    case = released(world, hostile(HOSTILE[kind]))
    with translation.override(language):
        answer = client.get(case.get_absolute_url())
    assert answer.status_code == 200
    assert not harm(answer.content.decode())
    tree = cast("html.HtmlElement", html.fromstring(answer.content))
    assert "\u202e" not in tree.text_content()  # turns around what follows


def test_a_remark_and_a_date_without_evidence_are_shown_as_such(world: World, client: CastClient) -> None:
    form = items.LegalPhase(code="association", since=PartialDate(2010), until=PartialDate(2005), note="so im Register")
    tree = page(client, released(world, record(legal_form=(form,))))
    assert "so im Register" in part(tree, "feld-legal_form")
    assert "(ohne Beleg)" in part(tree, "widersprueche")


def test_only_released_cases_are_public(world: World, client: CastClient) -> None:
    waiting = proposed(world).case
    for person in (None, world.alice, world.rita):
        asked = client if person is None else client.sign_in(person)
        assert asked.get(waiting.get_absolute_url()).status_code == 404
        assert asked.get(f"{waiting.get_absolute_url()}karte.geojson").status_code == 404


def test_a_withdrawn_case_says_so(world: World, client: CastClient) -> None:
    case = released(world, rich())
    Case.objects.filter(pk=case.pk).update(is_withdrawn=True, withdrawn_reason="Beruhte auf einer Verwechslung.")
    answer = client.get(case.get_absolute_url())
    assert answer.status_code == 410
    assert "zurückgezogen" in answer.content.decode()
    assert "Beruhte auf einer Verwechslung." in answer.content.decode()
    assert "Gewerbeflächenpool" not in answer.content.decode()
    other = released(world, record("Der bessere Fall"))
    Case.objects.filter(pk=case.pk).update(merged_into=other)
    answer = client.get(case.get_absolute_url())
    assert (answer.status_code, answer.headers["Location"]) == (302, other.get_absolute_url())
    Case.objects.filter(pk=other.pk).update(is_withdrawn=True)
    assert client.get(case.get_absolute_url()).status_code == 410


def test_the_source_of_a_partner_is_told(world: World, client: CastClient) -> None:
    written = items.Partner(name="Mülheim an der Ruhr", written_as="Mühlheim", evidence=evidence("web"))
    tree = page(client, released(world, rich(partners=(written,))))
    assert "im Text: „Mühlheim“" in part(tree, "feld-partners")


def test_who_may_propose_is_shown_the_way(world: World, client: CastClient) -> None:
    case = released(world, bare())
    assert "Fehlt etwas?" not in text(page(client, case))
    for person, is_shown in ((world.alice, True), (world.rita, True), (world.vera, False), (world.zoe, False)):
        assert ("Fehlt etwas?" in text(page(client.sign_in(person), case))) is is_shown


def test_the_licence_is_named(tree: html.HtmlElement) -> None:
    assert [a.get("href") for a in select(tree, "a[rel=license]")] == ["https://creativecommons.org/licenses/by/4.0/"]
