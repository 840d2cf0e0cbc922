"""Contradictions: found with both sides, never where the dates may agree."""

import time

import pytest
from hypothesis import given

from interkomm.calc.cases import CaseRecord, Evidence, PartialDate, Source, items
from interkomm.calc.cases.beginnings import beginning
from interkomm.calc.cases.contradictions import Kind, contradictions
from tests.calc.cases.strategies import records

BARE = CaseRecord({"de": "x"}, sources=(Source("s1", "A"), Source("s2", "B")))
ONE, TWO = (Evidence("s1", "eins"),), (Evidence("s2", "zwei"),)


def event(kind: str, date: str, **more: object) -> items.Event:
    return items.Event(kind=kind, date=PartialDate.parse(date), **more)  # type: ignore[arg-type]


def partner(joined: str = "", left: str = "", name: str = "Ahrenau") -> items.Partner:
    return items.Partner(
        name=name,
        joined=PartialDate.parse(joined) if joined else None,
        left=PartialDate.parse(left) if left else None,
        evidence=ONE,
    )


def kinds(record: CaseRecord) -> list[Kind]:
    return [each.kind for each in contradictions(record)]


def test_a_start_after_the_contract_is_shown_with_both_sides() -> None:
    """The year in the infobox against the contract in the text."""
    found = BARE.with_items(
        "events", event("start", "2007", evidence=ONE), event("contract_signed", "2003-06-03", evidence=TWO)
    )
    (only,) = contradictions(found)
    assert only.kind == Kind.START_AFTER_CONTRACT
    assert (only.first.date, only.first.evidence) == (PartialDate(2007), ONE)
    assert (only.second.date, only.second.evidence) == (PartialDate(2003, 6, 3), TWO)


@pytest.mark.parametrize("start", ["2003", "2004-12", "2001", "2003-06"])
def test_a_start_soon_after_the_contract_is_no_contradiction(start: str) -> None:
    assert not kinds(BARE.with_items("events", event("start", start), event("contract_signed", "2003-06-03")))


@pytest.mark.parametrize("marked", ["start", "contract_signed"])
def test_a_marked_beginning_settles_it(marked: str) -> None:
    dates = {"start": "2007", "contract_signed": "2003-06-03", "resolution": "2001"}
    found = BARE.with_items(
        "events", *(event(kind, date, role="beginning" * (kind == marked)) for kind, date in dates.items())
    )
    assert not kinds(found)
    assert str(beginning(found)) == dates[marked]


@pytest.mark.parametrize(
    ("joined", "left", "expected"),
    [
        ("2001", "", [Kind.JOINED_BEFORE_BEGINNING]),
        ("2003", "", []),  # may be the same day
        ("2003-06", "", []),
        ("2003-05", "", [Kind.JOINED_BEFORE_BEGINNING]),
        ("2005", "2004", [Kind.LEFT_BEFORE_JOINED]),
        ("2005", "2005", []),
        ("", "1990", []),
    ],
)
def test_joining_and_leaving(joined: str, left: str, expected: list[Kind]) -> None:
    found = BARE.with_items("partners", partner(joined, left)).with_items("events", event("founded", "2003-06-03"))
    assert kinds(found) == expected


def test_an_accession_told_twice() -> None:
    accession = event("accession", "2007", partners=("Ahrenau",), evidence=TWO)
    differs = BARE.with_items("partners", partner("2005")).with_items("events", accession)
    assert kinds(differs) == [Kind.JOINED_DIFFERS]
    assert not kinds(BARE.with_items("partners", partner("2007-03")).with_items("events", accession))
    assert not kinds(BARE.with_items("partners", partner("2005", name="Birkstedt")).with_items("events", accession))


def test_in_force_before_signed() -> None:
    early = items.Agreement(title={"de": "Vertrag"}, signed=PartialDate(2010), effective=PartialDate(2009, 12, 31))
    assert kinds(BARE.with_items("agreements", early)) == [Kind.EFFECTIVE_BEFORE_SIGNED]
    same = items.Agreement(title={"de": "Vertrag"}, signed=PartialDate(2010, 5), effective=PartialDate(2010))
    assert not kinds(BARE.with_items("agreements", same))
    told = BARE.with_items("events", event("effective", "2009"), event("contract_signed", "2010"))
    assert kinds(told) == [Kind.EFFECTIVE_BEFORE_SIGNED]
    two = BARE.with_items(
        "events", event("effective", "2009"), event("contract_signed", "2010"), event("contract_signed", "2008")
    )
    assert not kinds(two)  # an amended contract: which belongs to which is not said


def test_a_legal_form_that_ends_before_it_begins() -> None:
    phase = items.LegalPhase(code="association", since=PartialDate(2010), until=PartialDate(2009))
    assert kinds(BARE.with_items("legal_form", phase)) == [Kind.PHASE_ENDS_BEFORE_IT_BEGINS]


def test_said_to_exist_after_its_end() -> None:
    active = BARE.with_items("status", items.Term(code="active"))
    assert kinds(active.with_items("events", event("dissolved", "2015"))) == [Kind.ACTIVE_AFTER_END]
    assert not kinds(active.with_items("events", event("dissolved", "2015"), event("founded", "2018")))
    ended = BARE.with_items("status", items.Term(code="dissolved"))
    assert not kinds(ended.with_items("events", event("dissolved", "2015")))


@given(records())
def test_every_record_has_an_answer(record: CaseRecord) -> None:
    for found in contradictions(record):
        assert found.first.code in record.entries
        assert found.second.code in record.entries


def test_the_largest_record_in_good_time() -> None:
    names = tuple(f"Gemeinde {number}" for number in range(500))
    found = BARE.with_items("partners", *(partner("2005", name=name) for name in names)).with_items(
        "events", *(event("accession", "2007", partners=names) for _ in range(100))
    )
    began = time.perf_counter()
    assert len(contradictions(found)) == 500
    assert time.perf_counter() - began < 1
