"""A search and its address: one form each, whatever somebody types."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from interkomm.catalogue.finding.address import PARAMETERS, SORTS, Search, codes_of, read, search_in

CHOSEN = st.dictionaries(st.sampled_from(sorted(PARAMETERS)), st.none(), max_size=5).flatmap(
    lambda facets: st.fixed_dictionaries(
        {name: st.frozensets(st.sampled_from(codes_of(name)), min_size=1, max_size=3) for name in facets}
    )
)
WORDS = st.text(max_size=140)
SORT = st.sampled_from(["", *SORTS])
EDGE = st.integers(-8000, 8000).map(lambda number: number / 100)


@st.composite
def searches(draw: st.DrawFn) -> Search:
    typed = QueryDict(mutable=True)
    typed["q"] = draw(WORDS)
    box = draw(
        st.none() | st.tuples(EDGE, EDGE).map(lambda at: (at[0], at[1], round(at[0] + 1.5, 2), round(at[1] + 1.25, 2)))
    )
    return Search(read(typed).search.words, draw(CHOSEN), draw(SORT), draw(st.integers(1, 9_999)), box)


@given(searches())
def test_the_address_of_a_search_means_that_search_and_is_canonical(search: Search) -> None:
    reading = read(QueryDict(search.query_string().removeprefix("?")))
    assert reading.search == search
    assert reading.is_canonical
    assert not reading.unknown


@given(st.text(max_size=300))
def test_whatever_is_typed_leads_to_one_canonical_address(text: str) -> None:
    search = read(QueryDict(text.encode("utf-8", "replace"))).search
    again = read(QueryDict(search.query_string().removeprefix("?")))
    assert again.search == search
    assert again.is_canonical


@given(
    st.dictionaries(st.sampled_from([*PARAMETERS.values(), "q", "sort", "seite", "ausschnitt"]), st.text(max_size=80))
)
def test_hostile_values_never_fail(values: dict[str, str]) -> None:
    parameters = QueryDict(mutable=True)
    for name, value in values.items():
        parameters[name] = value
    reading = read(parameters)
    assert 1 <= reading.search.page <= 9_999
    assert len(reading.search.words) <= 100
    assert search_in(reading.search.query_string().removeprefix("?")) == reading.search


def test_codes_read_well_in_german() -> None:
    search = Search("Bauhof", {"failed": frozenset({"yes"}), "partners": frozenset({"11+", "2"})})
    assert search.query_string() == "?gescheitert=ja&partner=2&partner=ab-11&q=Bauhof"


def test_choosing_and_unchoosing_come_back_to_the_same_search() -> None:
    search = Search("Bauhof", {"theme": frozenset({"works"})}, page=3)
    there = search.toggled("state", "DE-SN").toggled("state", "DE-SN")
    assert there == Search("Bauhof", {"theme": frozenset({"works"})})
    assert search.toggled("theme", "works").chosen == {}


def test_unknown_values_are_named_and_unknown_parameters_passed_over() -> None:
    reading = read(QueryDict("thema=works&thema=gibt-es-nicht&utm_source=x"))
    assert reading.unknown == ("gibt-es-nicht",)
    assert reading.search.chosen == {"theme": frozenset({"works"})}
