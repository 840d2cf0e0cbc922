"""Finding cases through the database, as pages do it."""

from typing import Any

import pytest

from interkomm.calc.cases import PartialDate, items
from interkomm.catalogue.finding import index
from interkomm.catalogue.finding.engine import FACETS, Query, all_keys, all_points, find
from interkomm.catalogue.models import Case, CaseIndex
from interkomm.places.models import Area
from tests.catalogue.making import record, released
from tests.world import World

pytestmark = pytest.mark.django_db
BAUHOF = "Bauhof Ahrenau–Birkstedt"


def names(words: str = "", **query: Any) -> list[str]:
    return [row.name for row in find(Query(words=words, **query)).rows]


def term(*codes: str) -> tuple[items.Item, ...]:
    return tuple(items.Term(code=code) for code in codes)


def text(words: str) -> tuple[items.Item, ...]:
    return (items.Text(words={"de": words}),)


def founded(year: int) -> tuple[items.Item, ...]:
    return (items.Event(kind="founded", date=PartialDate(year)),)


def school(world: World, **fields: Any) -> Case:
    usual: dict[str, Any] = {
        "summary": text("Drei Gemeinden unterrichten zusammen."),
        "themes": term("culture"),
        "task_areas": term("music_school"),
        "states": term("DE-NW"),
        "partners": tuple(items.Partner(name=name) for name in ("Ahlen", "Beckum", "Lünen")),
        "events": founded(1999),
    }
    return released(world, record("Musikschulverband Dreiklang", **(usual | fields)))


@pytest.mark.parametrize(
    "words",
    ["Bauhöfe", "bauhoefe", "BAUHOF", "Betriebshof", "Bauhoff", "Ahrenau", "14730990", "Sachsen", "Freistaat Sachsen",
     "sächsischer Bauhof", "Zweckvereinbarung 2015", "interkommunaler Bauhof", "municipal depot", "Straßenunterhaltung",
     '"betreiben einen Bauhof"', "Wer hat einen Bauhof?"],
)  # fmt: skip
def test_a_released_case_is_found_by(world: World, words: str) -> None:
    released(world)
    school(world)
    assert names(words)[:1] == [BAUHOF]


@pytest.mark.parametrize(
    "words", ["NRW", "Nordrhein-Westfalen", "Musik Schule", "Verband für Musik", "Lünen", "Luenen"]
)
def test_the_other_case_is_found_by(world: World, words: str) -> None:
    released(world)
    school(world)
    assert names(words) == ["Musikschulverband Dreiklang"]


def test_what_is_not_in_any_case_finds_nothing_and_says_what_is_missing(world: World) -> None:
    released(world)
    found = find(Query(words="Opernhaus"))
    assert (found.total, found.rows, found.missing) == (0, (), ("Opernhaus",))


def test_cases_with_most_of_the_words_come_when_none_has_all(world: World) -> None:
    released(world)
    school(world)
    found = find(Query(words="Bauhof Ahrenau Opernhaus"))
    assert [row.name for row in found.rows] == [BAUHOF]
    assert (found.is_partial, found.missing) == (True, ("Opernhaus",))


def test_a_mistyped_word_is_corrected_and_said(world: World) -> None:
    released(world)
    assert find(Query(words="Bauhoff Ahrenau")).corrected == "Bauhof Ahrenau"
    assert find(Query(words="Bauhof")).corrected == ""


def test_a_phrase_must_stand_together(world: World) -> None:
    released(world)
    released(
        world, record("Hof und Bau", summary=text("Gemeinden betreiben den Bauhof gemeinsam, zwei davon in Ahrenau."))
    )
    assert names('"Zwei Gemeinden"') == [BAUHOF]
    assert len(names("zwei Gemeinden")) == 2


def test_a_word_in_the_name_beats_one_in_the_text(world: World) -> None:
    released(world, record("Winterdienst im Tal", summary=text("Anders als beim Standesamt gelang es.")))
    released(world, record("Standesamt im Tal", summary=text("Der Winterdienst blieb, wo er war.")))
    assert names("Standesamt")[0] == "Standesamt im Tal"
    assert names("Winterdienst")[0] == "Winterdienst im Tal"


def test_facets_count_what_choosing_would_leave(world: World) -> None:
    released(world)
    school(world)
    found = find(Query(chosen={"theme": frozenset({"works"})}))
    assert set(found.facets) == set(FACETS)
    assert {each.code: (each.count, each.is_chosen) for each in found.facets["theme"]} == {
        "works": (1, True),
        "culture": (1, False),
    }
    assert [(each.code, each.count) for each in found.facets["state"]] == [("DE-SN", 1)]
    assert [(each.code, each.count) for each in found.facets["start"]] == [("2010s", 1)]
    assert [(each.code, each.count) for each in found.facets["partners"]] == [("2", 1)]
    assert found.total == 1


def test_choices_are_or_within_and_and_between_facets(world: World) -> None:
    released(world)
    school(world)
    both = frozenset({"works", "culture"})
    assert find(Query(chosen={"theme": both})).total == 2
    assert names(chosen={"theme": both, "state": frozenset({"DE-NW"})}) == ["Musikschulverband Dreiklang"]
    assert find(Query(chosen={"theme": frozenset({"no such code"})})).total == 0
    assert find(Query(chosen={"nonsense": frozenset({"x"})})).total == 0


def test_effects_and_failures_are_facets(world: World) -> None:
    released(world, record(effects=(items.Effect(quantity={"de": "Kosten"}, change="-10", unit="%"),)))
    school(world, status=term("failed"))
    assert names(chosen={"effects": frozenset({"yes"})}) == [BAUHOF]
    assert names(chosen={"failed": frozenset({"yes"})}) == names("gescheitert") == ["Musikschulverband Dreiklang"]


def test_sorting_and_paging(world: World) -> None:
    released(world)
    school(world)
    music = "Musikschulverband Dreiklang"
    assert names(sort="name") == [BAUHOF, music]
    assert names(sort="start") == names(sort="-partners") == [music, BAUHOF]
    assert names(sort="-start") == [BAUHOF, music]
    assert names(sort="nonsense", limit=1, offset=5) == []
    assert names(sort="name", limit=1, offset=1) == [music]
    assert find(Query(limit=0)).total == 2
    assert names(offset=-5, limit=-1) == []
    assert list(all_keys(Query(sort="name"))) == [Case.objects.get(name=name).pk for name in (BAUHOF, music)]


def test_a_box_and_points(world: World) -> None:
    released(world, record(position=(items.Place(lat=51.3, lon=13.1),)))
    school(world, position=())
    Area.objects.update(lat=None, lon=None)
    points = all_points(Query())
    assert points.pk.tolist() == [Case.objects.get(name=BAUHOF).pk]
    assert points.lat.tolist() == pytest.approx([51.3])
    assert names(box=(13.0, 51.0, 14.0, 52.0)) == [BAUHOF]
    assert names(box=(10.0, 51.0, 11.0, 52.0)) == []


def test_a_row_shows_where_the_words_stand(world: World) -> None:
    released(world)
    row = find(Query(words="Bauhöfe betreiben")).rows[0]
    assert row.highlight.name == (("Bauhof", True), (" Ahrenau–Birkstedt", False))
    assert [piece for piece, is_hit in row.highlight.text if is_hit] == ["betreiben", "Bauhof"]
    assert (row.start_year, row.legal_form, row.states, row.themes) == (
        2015,
        "purpose_agreement",
        ("DE-SN",),
        ("works",),
    )
    assert find(Query()).rows[0].highlight.text == ()


def test_rows_that_are_missing_or_of_an_older_format_are_made(world: World) -> None:
    case = released(world)
    other = school(world)
    CaseIndex.objects.filter(pk=case.pk).delete()
    CaseIndex.objects.filter(pk=other.pk).update(format=0)
    assert find(Query()).total == 0
    assert index.rebuild(only_missing=True) == 2
    assert find(Query()).total == 2
    assert index.rebuild(only_missing=True) == 0
    Case.objects.filter(pk=case.pk).update(is_withdrawn=True)
    assert names() == ["Musikschulverband Dreiklang"]  # never shown, even before the index knows
    assert index.rebuild() == 2
    assert find(Query()).total == 1


def test_a_hidden_case_is_not_found(world: World) -> None:
    case = released(world)
    Case.objects.filter(pk=case.pk).update(is_withdrawn=True)
    index.write([case.pk])
    assert find(Query(words="Bauhof")).total == 0


def test_a_page_costs_few_queries_however_many_rows(world: World, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        released(world, record(f"Bauhof {number}"))
    with django_assert_max_num_queries(7):  # inside a transaction the whole index is read
        assert find(Query(words="Bauhof")).total == 5
