"""Entrance and list: what they show, their one address, and what helps when nothing is found."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils.html import strip_tags

from interkomm.calc.cases import PartialDate, items
from interkomm.catalogue.models import Case
from interkomm.foundation.pages.marks import STORE_KEY
from interkomm.organisations.models import Organisation
from interkomm.places.models import Area
from tests.catalogue.making import EVIDENCE, record, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
LIST, ENTRANCE = "/katalog/?sort=name", "/katalog/"
FAILED = items.Text(words={"de": "Die Kosten waren ungleich verteilt.", "en": "Costs were shared unevenly."})


@pytest.fixture
def cases(world: World) -> dict[str, Case]:
    return {
        "yard": released(world, record()),
        "pool": released(
            world,
            record(
                "Gewerbeflächenpool Mulde",
                themes=(items.Term(code="commercial_land"),),
                legal_form=(items.LegalPhase(code="purpose_association", since=PartialDate(1995)),),
                states=(items.Term(code="DE-TH"),),
                events=(items.Event(kind="founded", date=PartialDate(1995)),),
            ),
        ),
        "bath": released(
            world,
            record(
                "Freibad Otterwisch–Nebelfurt",
                themes=(items.Term(code="sport"),),
                status=(items.Term(code="failed"),),
                failures=(FAILED,),
            ),
        ),
    }


def text_of(client: CastClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def names_in(client: CastClient, address: str) -> list[str]:
    content = client.get(address).content.decode()
    found = re.findall(r'<h3 class="ik-case__name">(.*?)</h3>', content, re.S)
    return [re.sub(r"\s+", " ", strip_tags(name)) for name in found]


def test_the_entrance_of_an_empty_catalogue_says_so(client: CastClient, world: World) -> None:
    assert "Der Katalog ist noch leer" in text_of(client, ENTRANCE)


def test_the_entrance_shows_themes_and_what_failed_and_why(client: CastClient, cases: dict[str, Case]) -> None:
    text = text_of(client, ENTRANCE)
    assert "Gewerbeflächen 1" in text
    assert "Was nicht gelungen ist, und warum" in text
    assert "Die Kosten waren ungleich verteilt." in text
    assert "Alle 3 Fälle ansehen" in text
    assert "Costs were shared unevenly." in text_of(client, "/en/katalog/")


def test_words_filters_and_sorting_narrow_and_order_the_list(client: CastClient, cases: dict[str, Case]) -> None:
    assert names_in(client, LIST) == [
        "Bauhof Ahrenau–Birkstedt",
        "Freibad Otterwisch–Nebelfurt",
        "Gewerbeflächenpool Mulde",
    ]
    assert names_in(client, "/katalog/?q=Fl%C3%A4chenpool") == ["Gewerbeflächenpool Mulde"]
    assert (
        names_in(client, "/katalog/?thema=sport&thema=works&sort=name") == []
    )  # not canonical: led to its one address
    assert names_in(client, "/katalog/?sort=name&thema=sport&thema=works") == [
        "Bauhof Ahrenau–Birkstedt",
        "Freibad Otterwisch–Nebelfurt",
    ]
    assert names_in(client, "/katalog/?gescheitert=ja") == ["Freibad Otterwisch–Nebelfurt"]
    assert names_in(client, "/katalog/?sort=alt")[0] == "Gewerbeflächenpool Mulde"


def test_a_card_tells_place_form_partners_themes_and_marks_the_word(client: CastClient, cases: dict[str, Case]) -> None:
    answer = client.get("/katalog/?q=Gewerbefl%C3%A4chenpool").content.decode()
    assert '<mark class="ik-highlight">Gewerbeflächenpool</mark>' in answer
    text = re.sub(r"\s+", " ", strip_tags(answer))
    for expected in ("Thüringen", "seit 1995", "Zweckverband", "2 Partner", "Gewerbeflächen", "der Angaben bekannt"):
        assert expected in text


def test_english_lists_show_english_texts_and_what_was_searched_in_german(client: CastClient, world: World) -> None:
    text = items.Text(
        words={"de": "Zwei Räte planen gemeinsam.", "en": "Two councils plan together."}, evidence=EVIDENCE
    )
    content = replace(
        record("Planung Mulde", summary=(text,)), name={"de": "Planung Mulde", "en": "Planning on the Mulde"}
    )
    case, _german = released(world, content), released(world)
    page = client.get(f"/en{LIST}").content.decode()
    assert "Planning on the Mulde" in page
    assert '<p class="ik-case__text">Two councils plan together.</p>' in page
    assert '<p class="ik-case__text" lang="de">Zwei Gemeinden betreiben' in page
    searched = client.get("/en/katalog/?q=R%C3%A4te").content.decode()
    assert '<p class="ik-case__text" lang="de">Zwei <mark class="ik-highlight">Räte</mark>' in searched
    assert f"/en/katalog/{case.slug}/" in searched


def test_facets_count_what_would_remain_and_chips_take_choices_back(client: CastClient, cases: dict[str, Case]) -> None:
    content = client.get("/katalog/?thema=sport").content.decode()
    assert re.search(r'value="sport" id="thema-sport" checked>', content)
    assert re.search(r'value="works" id="thema-works">', content), "counts of the own facet ignore its choice"
    assert "Entfernen:" in content
    assert 'class="ik-chip" href="/katalog/"' in content


def test_another_spelling_of_the_same_search_leads_to_its_one_address(
    client: CastClient, cases: dict[str, Case]
) -> None:
    for typed, wanted in (
        ("?thema=works&q=&sort=&form=", "/katalog/?thema=works"),
        ("?thema=works&q=Bauhof", "/katalog/?q=Bauhof&thema=works"),
        ("?utm_source=mail", "/katalog/"),
        ("?seite=1&sort=name", "/katalog/?sort=name"),
        ("?seite=999999&sort=name", "/katalog/?sort=name"),
    ):
        answer = client.get(f"/katalog/{typed}", follow=True)
        assert answer.redirect_chain[-1][0] == wanted
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?q=" + "x" * 10_000,
        "?" + "&".join(f"thema=x{number}" for number in range(500)),
        "?thema=gibt-es-nicht",
        "?land=DE-SN' OR 1=1 --",
        "?seite=-3&sort=name",
        "?seite=abc&sort=name",
        "?sort=;drop",
        "?ausschnitt=1,2,3",
        "?ausschnitt=nan,nan,nan,nan",
        "?ausschnitt=1e400,0,1,1",
        "?ausschnitt=170,10,-170,20",
        "?q=%F0%9F%8F%8A%E2%80%AE%3Cscript%3E",
        "?q=%22*%28%29%3A-%7E%5E&sort=name",
        "?unbekannt=" + "y" * 5_000,
        "?" + "a=1&" * 900,
    ],
)
def test_hostile_addresses_get_a_clear_page(client: CastClient, cases: dict[str, Case], query: str) -> None:
    for path in ("/katalog/", "/katalog/karte/", "/katalog/feed/", "/en/katalog/"):
        answer = client.get(path + query, follow=True)
        assert answer.status_code == 200, f"{path}{query[:60]}"
        assert b"<script>" not in answer.content.replace(b"<script src", b"")


def test_unknown_filters_are_named_and_such_a_page_is_not_stored(client: CastClient, cases: dict[str, Case]) -> None:
    answer: Any = client.get("/katalog/?thema=gibt-es-nicht")
    assert "Diese Filter kennt der Katalog nicht, sie bleiben außer Acht: gibt-es-nicht" in answer.content.decode()
    assert STORE_KEY not in answer.wsgi_request.META
    stored: Any = client.get("/katalog/?thema=works")
    assert stored.wsgi_request.META[STORE_KEY].topics == ("catalogue", "site")


def test_no_hits_say_which_wish_stands_in_the_way(client: CastClient, cases: dict[str, Case]) -> None:
    text = text_of(client, "/katalog/?land=DE-TH&q=Freibad")
    assert "0 Fälle gefunden" in text
    assert "ohne den Filter „Land: Thüringen“ 1 Fall" in text
    content = client.get("/katalog/?land=DE-TH&q=Freibad").content.decode()
    assert '<a href="/katalog/?q=Freibad">' in content
    assert '<a href="/katalog/?land=DE-TH">nur die Filter, ohne die Wörter</a>' in content
    assert "Nach Themen stöbern" in text


def test_a_typing_error_is_corrected_and_said(client: CastClient, cases: dict[str, Case]) -> None:
    text = text_of(client, "/katalog/?q=Gewerbeflchenpool")
    assert "1 Fall gefunden" in text
    assert "Gesucht wurde nach Gewerbeflächenpool" in text


def test_pages_of_a_long_list_lead_on_and_back(client: CastClient, world: World) -> None:
    for number in range(26):
        released(world, record(f"Zusammenarbeit {number:02}"))
    first = client.get(LIST).content.decode()
    assert 'href="/katalog/?seite=2&amp;sort=name"' in first
    assert "Seite 1 von 2" in strip_tags(first)
    assert names_in(client, "/katalog/?seite=2&sort=name") == ["Zusammenarbeit 24", "Zusammenarbeit 25"]


def test_withdrawn_cases_are_gone_at_once(client: CastClient, cases: dict[str, Case]) -> None:
    Case.objects.filter(pk=cases["bath"].pk).update(is_withdrawn=True)
    assert "Freibad" not in text_of(client, LIST)


def test_town_and_home_lead_to_the_cases(client: CastClient, world: World, cases: dict[str, Case]) -> None:
    area = Area.objects.create(level="municipality", name="Ahrenau", official_key="14730990")
    Organisation.objects.filter(pk=world.ahrenau.pk).update(area=area)
    assert "3 Fälle von Zusammenarbeit" in text_of(client, "/")
    town = client.get(f"/gemeinde/{world.ahrenau.slug}/").content.decode()
    assert "Im Katalog mit dieser Gemeinde" in town
    assert cases["yard"].get_absolute_url() in town
    region = text_of(client, f"/region/{world.cooperation.slug}/")
    assert "Im Katalog mit diesen Gemeinden" in region
