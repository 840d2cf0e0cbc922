"""The JSON form: what is written is read again; what is no record is refused with its place, whatever it is."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interkomm.calc.cases import CaseRecord, InvalidRecord, as_json, from_json, items
from interkomm.calc.cases.reading import LONGEST_TEXT, LONGEST_WORD
from tests.calc.cases.strategies import records

NAME = {"name": {"de": "Ein Fall"}}
SOURCE = {"key": "s1", "title": "Quelle"}


@given(records())
def test_what_is_written_is_read_again(record: CaseRecord) -> None:
    written = json.dumps(as_json(record))
    again = from_json(json.loads(written))
    assert again == record
    assert json.dumps(as_json(again)) == written


def test_an_emptied_text_stays_empty() -> None:
    """Where the usual value is not empty, "empty" is a statement of its own."""
    record = CaseRecord({"de": "x"}).with_items("costs", items.Amount(kind="other", value="viel", unit=""))
    assert from_json(as_json(record)).items("costs")[0].unit == ""


def field(of: str, /, **item: Any) -> dict[str, Any]:
    return NAME | {"fields": {of: {"items": [item]}}}


BROKEN: list[tuple[Any, str]] = [
    (None, "record"),
    ([], "record"),
    ({1: 2}, "record"),
    ({}, "name"),
    ({"name": {}}, "name"),
    ({"name": {"de": ""}}, "name"),
    ({"name": {"xx": "a"}}, "name.xx"),
    ({"name": {"de": 3}}, "name.de"),
    ({"name": {"de": "a\x00"}}, "name.de"),
    ({"name": {"de": "\ud800"}}, "name.de"),
    ({"name": {"de": "a" * (LONGEST_WORD + 1)}}, "name.de"),
    (NAME | {"format": 2}, "format"),
    (NAME | {"more": 1}, "more"),
    (NAME | {"other_names": "x"}, "other_names"),
    (NAME | {"other_names": ["x"] * 501}, "other_names"),
    (NAME | {"fields": []}, "fields"),
    (NAME | {"fields": {"colour": {}}}, "fields.colour"),
    (NAME | {"fields": {"themes": []}}, "fields.themes"),
    (NAME | {"fields": {"themes": {"state": "maybe"}}}, "fields.themes"),
    (NAME | {"fields": {"themes": {"state": "known"}}}, "fields.themes"),
    (NAME | {"fields": {"themes": {"state": "none", "items": [{"code": "works"}]}}}, "fields.themes"),
    (NAME | {"fields": {"themes": {"checked_on": "gestern"}}}, "fields.themes.checked_on"),
    (NAME | {"fields": {"themes": {"items": [{}] * 13}}}, "fields.themes.items"),
    (field("themes", code=[]), "fields.themes.items[0].code"),
    (field("themes", colour="red"), "fields.themes.items[0].colour"),
    (field("partners", joined="2003"), "fields.partners.items[0].name"),
    (field("partners", name="A", joined="2003-02-30"), "fields.partners.items[0].joined"),
    (field("partners", name="A", joined="June"), "fields.partners.items[0].joined"),
    (field("partners", name="A", units=[1]), "fields.partners.items[0].units[0]"),
    (field("websites", url="javascript:alert(1)"), "fields.websites.items[0].url"),
    (field("position", lat=91, lon=0), "fields.position.items[0].lat"),
    (field("position", lat=float("nan"), lon=0), "fields.position.items[0].lat"),
    (field("position", lat=0, lon=True), "fields.position.items[0].lon"),
    (field("agreements", title="x", bytes=-1), "fields.agreements.items[0].bytes"),
    (field("summary", words={"de": "a" * (LONGEST_TEXT + 1)}), "fields.summary.items[0].words.de"),
    (field("themes", code="works", evidence=[{"source": "s9"}]), "fields.themes.items[0].evidence"),
    (field("themes", code="works", evidence=[{"source": "s1"}] * 41), "fields.themes.items[0].evidence"),
    (NAME | {"sources": [SOURCE, SOURCE]}, "sources"),
    (NAME | {"sources": [SOURCE] * 201}, "sources"),
    (NAME | {"sources": [SOURCE | {"retrieved_on": "x"}]}, "sources[0].retrieved_on"),
    (
        field("themes", code="works", evidence=[{"source": "s1", "start": 5, "end": 2}]) | {"sources": [SOURCE]},
        "fields.themes.items[0].evidence",
    ),
]


@pytest.mark.parametrize(("broken", "path"), BROKEN, ids=[f"{at}-{path}" for at, (_, path) in enumerate(BROKEN)])
def test_a_fault_is_named_with_its_place(broken: Any, path: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        from_json(broken)
    assert refused.value.path == path
    assert refused.value.problem


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(records(), st.data())
def test_whatever_stands_in_a_place_is_read_or_refused(record: CaseRecord, data: st.DataObject) -> None:
    """One place of a good record holds something else."""
    written = json.loads(json.dumps(as_json(record)))
    at: Any = written
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        if not at[key] or not isinstance(at[key], (dict, list)) or data.draw(st.booleans()):
            break
        at = at[key]
    at[key] = data.draw(anything)
    assert _place_of_fault(written) != ""


def _place_of_fault(written: Any) -> str | None:
    """None when it is a record; every other error than InvalidRecord breaks the test."""
    try:
        from_json(written)
    except InvalidRecord as refused:
        return refused.path
    return None


@given(anything)
@settings(max_examples=50)
def test_nothing_else_breaks_it(value: Any) -> None:
    with pytest.raises(InvalidRecord):
        from_json(value)


@pytest.mark.parametrize(
    "huge",
    [
        NAME | {"fields": {"partners": {"items": [{"name": "A"}] * 500_000}}},
        {"name": {"de": "a" * 5_000_000}},
        NAME | {str(number): 0 for number in range(300_000)},
        NAME | {"other_names": ["x" * 2_000] * 500_000},
    ],
    ids=["partners", "name", "keys", "names"],
)
def test_too_much_is_refused_at_once(huge: Any) -> None:
    began = time.perf_counter()
    with pytest.raises(InvalidRecord):
        from_json(huge)
    assert time.perf_counter() - began < 1


def test_the_largest_record_is_read_in_good_time() -> None:
    """500 partners with 40 pieces of evidence each: no place may cost more the more there are."""
    proof = [{"source": "s1", "quote": "x" * 50, "start": 1, "end": 51}] * 40
    members = [{"name": f"Gemeinde {number}", "evidence": proof} for number in range(500)]
    began = time.perf_counter()
    record = from_json(NAME | {"fields": {"partners": {"items": members}}, "sources": [SOURCE]})
    assert len(record.items("partners")) == 500
    assert time.perf_counter() - began < 5
