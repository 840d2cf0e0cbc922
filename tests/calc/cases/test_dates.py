"""Dates as far as they are evidenced."""

from datetime import date

import pytest
from hypothesis import given

from interkomm.calc.cases import PartialDate
from tests.calc.cases.strategies import dates


@given(dates())
def test_written_and_read_again(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value
    assert value.first_day <= value.last_day
    assert len(str(value)) == {"year": 4, "month": 7, "day": 10}[value.precision]


@given(dates(), dates())
def test_certainly_earlier_sorts_earlier(one: PartialDate, other: PartialDate) -> None:
    if one.last_day < other.first_day:
        assert one < other


def test_what_it_may_mean() -> None:
    assert (PartialDate(2003).first_day, PartialDate(2003).last_day) == (date(2003, 1, 1), date(2003, 12, 31))
    assert PartialDate(2004, 2).last_day == date(2004, 2, 29)
    assert sorted([PartialDate(2003, 6), PartialDate(2003), PartialDate(2003, 6, 1)])[0] == PartialDate(2003)


@pytest.mark.parametrize(
    "text", ["", "0000", "2003-13", "2003-02-30", "2003-6", "20030606", "2003-00-01", "9999999", "2003-06-06T00:00"]
)
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


def test_a_day_needs_a_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2003, 0, 5)
