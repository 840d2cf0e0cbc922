"""Finding: German words as people write them, only what is public, the same after every change."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interkomm.calc.words import stem, stems_of
from interkomm.catalogue.models import Case
from interkomm.foundation.topics.services import bump
from interkomm.participation.contributions.services import (
    Posted,
    Target,
    Words,
    post_contribution,
    withdraw_contribution,
)
from interkomm.participation.models import Contribution, Process
from interkomm.participation.moderation import services as moderation
from interkomm.participation.processes.queries import process_page
from interkomm.portal.models import NewsItem, SearchEntry, SearchState, SearchWord
from interkomm.portal.search import engine, index
from interkomm.portal.search.queries import Wish, search
from interkomm.portal.search.snippet import Terms, excerpt, marked
from tests.catalogue.making import record, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db


def post(world: World, text: str, key: str = "k1", municipality: int | None = None) -> Posted:
    page = process_page(world.process.slug)
    assert page
    return post_contribution(
        actor=None,
        process=page,
        target=Target(world.part.pk, "1.1", "1.1-p1"),
        words=Words(text, municipality_id=municipality),
        submission_key=key,
        now=datetime.now(UTC),
    )


def paths(words: str, **wish: object) -> list[str]:
    return [result.path for result in search(Wish(words, **wish)).results]  # type: ignore[arg-type]


def kinds(words: str) -> list[str]:
    return [result.kind for result in search(Wish(words)).results]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bürgerhäuser", "Buergerhaus"),
        ("Straßen", "Strasse"),
        ("Maßnahmen", "massnahme"),
        ("Dorfläden", "DORFLADEN"),
        ("Öffnungszeiten", "oeffnungszeit"),
        ("B96", "b96"),
    ],
)
def test_spellings_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_stems_hold_only_letters_and_digits() -> None:
    found = stems_of("a\" OR 1=1 -- NEAR(x) * title: ^x '&|!:* ﬁn 中文 É \u202e")
    assert all(word.isalnum() for word in found)


@pytest.mark.parametrize(
    "words",
    [
        "Dorfladen",
        "dorfläden",
        "Dorf",
        "Laden",
        "Bürgerbüro",
        "Buergerbuero",
        "dorfladen bürgerbüro",
        "Dorfldaen",
        "1.1",
    ],
)
def test_a_measure_is_found_as_people_write_it(world: World, words: str) -> None:
    index.rebuild()
    address = reverse("planning:section", args=[world.concept.slug, "1.1"])
    assert any(path.startswith(address) for path in paths(words)), words


def test_the_part_of_a_compound_is_found(world: World) -> None:
    index.rebuild()
    assert kinds("zeiten")  # Öffnungszeiten


def test_a_hit_leads_to_its_paragraph_and_shows_it(world: World) -> None:
    index.rebuild()
    hit = next(result for result in search(Wish("Berufstätige Öffnungszeiten")).results if result.kind == "section")
    assert hit.path.endswith("#a-1.1-p2")
    assert ">Öffnungszeiten</mark>" in hit.text
    assert hit.context.startswith("Leitbild")


def test_titles_come_first(world: World) -> None:
    post(world, "Der Bahnhof, der Bahnhof, immer wieder der Bahnhof!")
    index.rebuild()
    assert kinds("Bahnhof")[0] == "section"
    assert "contribution" in kinds("Bahnhof")


def test_kinds_are_counted_and_chosen(world: World) -> None:
    post(world, "Ein Dorfladen fehlt.")
    index.rebuild()
    found = search(Wish("Dorfladen", kind="contribution"))
    assert found.counts["contribution"] == found.total == len(found.results) == 1
    assert found.counts["section"] >= 1


def test_the_place_restricts(world: World) -> None:
    post(world, "Ein Brunnen wäre schön", municipality=world.birkstedt.pk)
    index.rebuild()
    assert paths("Brunnen", place=f"o{world.birkstedt.pk}")
    assert paths("Brunnen", place=f"r{world.cooperation.pk}")
    assert not paths("Brunnen", place=f"o{world.ahrenau.pk}")


def test_a_mistyped_word_is_answered_with_the_one_meant(world: World) -> None:
    index.rebuild()
    found = search(Wish("Bahnhoff"))
    assert found.total
    assert found.instead.casefold() == "bahnhof"


def test_words_of_contributions_are_never_suggested(world: World) -> None:
    post(world, "Herr Quastenmeyer hat recht")
    index.rebuild()
    assert paths("Quastenmeyer")
    assert not search(Wish("Quastenmeier")).instead


def test_nothing_found_is_no_error(world: World) -> None:
    index.rebuild()
    for words in ("zzzzqqq", "", "   ", '"', "* OR NEAR(", "a" * 500, "%%%", "\x00", "und " * 60, "' ; DROP TABLE x"):
        assert search(Wish(words)).total >= 0


def test_only_what_is_public_is_in_the_index(world: World) -> None:
    kept = post(world, "Sichtbares Stichwort Amsel", "k1").contribution
    for number, state in enumerate((Contribution.State.HELD, Contribution.State.HIDDEN, Contribution.State.WITHDRAWN)):
        hidden = post(world, "Geheimes Stichwort Amsel", f"h{number}").contribution
        Contribution.objects.filter(pk=hidden.pk).update(state=state)
    NewsItem.objects.create(
        organisation=world.ahrenau, title="Amsel", text="x", submission_key="n", withdrawn_at=timezone.now()
    )
    world.concept.versions.create(number=2, introduction="Amsel im Entwurf")
    index.rebuild()
    assert [(entry.kind, entry.key) for entry in SearchEntry.objects.filter(text__contains="Amsel")] == [
        ("contribution", str(kept.pk))
    ]


@pytest.mark.parametrize("how", ["hide", "withdraw", "unpublish", "delete", "update"])
def test_what_stops_being_public_is_not_shown_from_that_moment(world: World, how: str) -> None:
    contribution = post(world, "Eine Amsel singt").contribution
    index.rebuild()
    assert paths("Amsel")
    if how == "hide":
        moderation.hide(actor=world.mo, contribution=contribution, reason="off_topic", note="", now=timezone.now())
    elif how == "withdraw":
        withdraw_contribution(actor=None, contribution=contribution, now=timezone.now())
    elif how == "unpublish":
        Process.objects.filter(pk=world.process.pk).update(published_at=None)
    elif how == "delete":
        Process.objects.filter(pk=world.process.pk).update(deleted_at=timezone.now())
    else:  # a change that told nobody
        Contribution.objects.filter(pk=contribution.pk).update(state=Contribution.State.HELD)
    assert not paths("Amsel")


def test_the_index_follows_what_changes(world: World) -> None:
    index.rebuild()
    assert index.refresh() == 0
    post(world, "Eine Amsel singt")
    assert not paths("Amsel")
    assert index.refresh() == 1
    assert paths("Amsel")
    world.cooperation.summary = "Region der Störche"
    world.cooperation.save()
    bump(world.cooperation.topic)
    index.refresh()
    assert kinds("Storch") == ["region"]
    Process.objects.filter(pk=world.process.pk).update(deleted_at=timezone.now())
    bump(world.process.topic)
    index.refresh()
    assert not SearchEntry.objects.filter(source=world.process.topic).exists()
    assert not paths("Amsel")


def test_a_change_of_a_contribution_is_found_after_the_next_reading(world: World) -> None:
    contribution = post(world, "Eine Amsel singt").contribution
    index.rebuild()
    Contribution.objects.filter(pk=contribution.pk).update(text="Ein Specht klopft", updated_at=timezone.now())
    bump(world.process.topic)
    index.refresh()
    assert paths("Specht")
    assert not paths("Amsel")
    assert SearchEntry.objects.filter(kind="contribution").count() == 1


def test_refresh_and_rebuild_agree(world: World) -> None:
    index.rebuild()
    for number in range(5):
        post(world, f"Gedanke {number} zur Amsel", f"k{number}")
        index.refresh()
    world.concept.summary = "Neu gefasst"
    world.concept.save()
    bump("site")
    index.refresh()
    fields = ("kind", "key", "source", "path", "title", "context", "text", "place_tokens")
    followed = set(SearchEntry.objects.values_list(*fields))
    found = {words: sorted(paths(words)) for words in ("Amsel", "Dorfladen", "gefasst", "Ahrenau")}
    index.rebuild()
    assert set(SearchEntry.objects.values_list(*fields)) == followed
    assert {words: sorted(paths(words)) for words in found} == found


def test_posting_costs_no_query_for_the_search(world: World) -> None:
    index.rebuild()
    with CaptureQueriesContext(connection) as seen:
        post(world, "Eine Amsel singt")
    assert not [query for query in seen.captured_queries if "portal_search" in query["sql"]]


def test_the_engine_is_made_anew_without_leftovers(world: World) -> None:
    first = index.rebuild()
    assert index.rebuild() == first == SearchEntry.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {engine.TABLE}")
        assert cursor.fetchone()[0] == first
    assert SearchState.objects.count() == 1
    assert SearchWord.objects.filter(is_official=True).exists()


def test_marks_are_put_around_escaped_words() -> None:
    terms = Terms(("radweg",), frozenset())
    shown = marked("<b>Radwege</b> & 'Wege'", terms)
    assert shown == '&lt;b&gt;<mark class="ik-highlight">Radwege</mark>&lt;/b&gt; &amp; &#39;Wege&#39;'


def test_an_excerpt_is_short_and_has_the_word() -> None:
    text = "Wort " * 200 + "Ziel " + "Ende " * 200
    shown = excerpt(text, Terms(("ziel",), frozenset()))
    assert ">Ziel</mark>" in shown
    assert len(shown) < 350
    assert shown.startswith("… ")


def test_the_page_shows_hits_pages_and_places(world: World, client: CastClient) -> None:
    for number in range(25):
        post(world, f"Eine Amsel singt zum {number}. Mal", f"k{number}")
    index.rebuild()
    page = client.get(reverse("portal:search"), {"q": "Amsel"}).content.decode()
    assert page.count('class="ik-result"') == 20
    assert 'rel="next"' in page
    second = client.get(reverse("portal:search"), {"q": "Amsel", "page": "2"}).content.decode()
    assert second.count('class="ik-result"') == 5
    english = client.get("/en" + reverse("portal:search"), {"q": "Dorfladen"}).content.decode()
    assert f'href="/en/konzepte/{world.concept.slug}/1.1/' in english


@pytest.mark.parametrize(
    "query",
    ["q=zzzzqqq", "q=", "", "q=<script>alert(1)</script>", "q=a&page=99999", "q=a&page=x", "ort=o999&art=zz&q=dorf"],
)
def test_odd_questions_get_a_page(world: World, client: CastClient, query: str) -> None:
    index.rebuild()
    answer = client.get(f"{reverse('portal:search')}?{query}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_cases_of_the_catalogue_are_found_and_withdrawn_ones_are_not(client: CastClient, world: World) -> None:
    case = released(world, record("Gemeinsamer Winterdienst"))
    index.rebuild()
    found = client.get("/suche/?q=Winterdienst").content.decode()
    assert case.get_absolute_url() in found
    assert "Fall im Katalog" in found
    Case.objects.filter(pk=case.pk).update(is_withdrawn=True)
    assert case.get_absolute_url() not in client.get("/suche/?q=Winterdienst").content.decode()
