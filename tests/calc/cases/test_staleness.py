"""Facts get old by the newest day anybody looked at them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.cases import CaseRecord, Entry, Source, State, items
from interkomm.calc.cases.staleness import due_on, last_checked, stale_fields

TODAY = date(2026, 11, 22)
SEEN = items.Evidence("s1")


def made(retrieved_on: str = "", checked_on: str = "") -> CaseRecord:
    record = CaseRecord(name={"de": "X"}, sources=(Source("s1", "Seite", retrieved_on=retrieved_on),))
    return record.with_items("contacts", items.Contact(role="Bauamt", evidence=(SEEN,)), checked_on=checked_on)


def test_the_newest_look_counts() -> None:
    record = made("2020-01-01", "2025-06-01")
    assert last_checked(record, record.entry("contacts")) == date(2025, 6, 1)
    assert stale_fields(record, TODAY, TODAY) == []


def test_an_old_source_makes_a_fact_stale_even_in_a_new_revision() -> None:
    (stale,) = stale_fields(made("2023-11-21"), TODAY, TODAY)
    assert (stale.code, stale.checked_on, stale.limit_years) == ("contacts", date(2023, 11, 21), 2)
    assert 3.0 <= stale.years < 3.01


def test_without_a_date_the_day_of_writing_counts() -> None:
    assert [each.code for each in stale_fields(made(), TODAY, date(2024, 1, 1))] == ["contacts"]
    assert stale_fields(made(), TODAY, date(2025, 1, 1)) == []


def test_a_fact_on_the_day_of_its_limit_is_not_stale_yet() -> None:
    assert stale_fields(made("2024-11-22"), TODAY, TODAY) == []
    assert [each.code for each in stale_fields(made("2024-11-21"), TODAY, TODAY)] == ["contacts"]


def test_unknown_fields_and_fields_that_do_not_age_are_never_stale() -> None:
    record = CaseRecord(name={"de": "X"}).with_items("themes", items.Term(code="works"))
    assert stale_fields(record, TODAY, date(1990, 1, 1)) == []


def test_that_there_is_none_gets_old_too() -> None:
    record = CaseRecord(name={"de": "X"}, entries={"websites": Entry(State.NONE, checked_on="2020-01-01")})
    assert [each.code for each in stale_fields(record, TODAY, TODAY)] == ["websites"]


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_the_day_it_is_due_is_the_first_day_it_is_stale(day: date) -> None:
    record = made(day.isoformat())
    due = due_on(record, TODAY)
    assert due is not None
    assert stale_fields(record, due, TODAY)
    assert not stale_fields(record, due - timedelta(days=1), TODAY)


def test_what_never_ages_is_never_due() -> None:
    assert due_on(CaseRecord(name={"de": "X"}).with_items("themes", items.Term(code="works")), TODAY) is None
