"""How complete a case is: unknown counts nothing, "there is none" counts as much as an evidenced fact."""

from dataclasses import replace

from hypothesis import given

from interkomm.calc.cases import FIELDS, CaseRecord, Evidence, Source, State, items
from interkomm.calc.cases.completeness import WITHOUT_EVIDENCE, completeness
from interkomm.calc.cases.record import Entry
from tests.calc.cases.strategies import records

BARE = CaseRecord({"de": "x"}, sources=(Source("s1", "Quelle"),))
PROOF = (Evidence("s1"),)


def share(record: CaseRecord, code: str) -> float:
    return next(each.share for each in completeness(record).fields if each.code == code)


@given(records())
def test_between_nothing_and_all(record: CaseRecord) -> None:
    found = completeness(record)
    assert 0 <= found.percent <= 100
    assert [each.code for each in found.fields] == list(FIELDS)
    assert {each.code for each in found.fields if each.state == State.UNKNOWN} == set(record.unknown())


@given(records())
def test_forgetting_a_field_never_makes_it_more_complete(record: CaseRecord) -> None:
    for code in record.entries:
        assert completeness(record.with_items(code)).percent <= completeness(record).percent


def test_the_shares_of_a_field() -> None:
    term = items.Term(code="works")
    assert share(BARE, "themes") == 0
    assert share(BARE.with_items("themes", term), "themes") == WITHOUT_EVIDENCE
    half = BARE.with_items("themes", term, replace(term, evidence=PROOF))
    assert abs(share(half, "themes") - (1 + WITHOUT_EVIDENCE) / 2) < 1e-9
    assert share(replace(BARE, entries={"awards": Entry(State.NONE)}), "awards") == 1


def test_everything_known_to_be_none_is_complete() -> None:
    none = {code: Entry(State.NONE) for code in FIELDS}
    assert completeness(replace(BARE, entries=none)).percent == 100
    assert completeness(BARE).percent == 0
