"""Hours in Berlin, also in the nights when clocks change, on leap days and over midnight."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.cooperation.meetings.hours import BERLIN, LONGEST, NoSuchHour, TooLong, moment, span


def test_the_hour_that_is_left_out_is_refused() -> None:
    with pytest.raises(NoSuchHour):
        span(date(2026, 3, 29), time(2, 30), time(4))
    with pytest.raises(NoSuchHour):
        span(date(2026, 3, 28), time(23), time(2, 30))  # the end lies on the following day
    around = span(date(2026, 3, 29), time(1, 30), time(3, 30))
    assert (around.ends_at - around.starts_at).total_seconds() == 3600


def test_of_the_hour_that_comes_twice_the_first_is_meant() -> None:
    found = span(date(2026, 10, 25), time(2, 30), time(4))
    assert found.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert found.is_twice
    assert (found.ends_at - found.starts_at).total_seconds() == 2.5 * 3600
    assert not span(date(2026, 10, 25), time(3, 30), time(4)).is_twice


def test_over_midnight_and_on_the_leap_day() -> None:
    night = span(date(2028, 2, 28), time(22), time(0, 30))
    assert night.ends_at.astimezone(BERLIN) == datetime(2028, 2, 29, 0, 30, tzinfo=BERLIN)
    leap = span(date(2028, 2, 29), time(9), time(10))
    assert leap.starts_at == datetime(2028, 2, 29, 8, tzinfo=UTC)
    midnight = span(date(2026, 12, 31), time(0), time(1))
    assert midnight.starts_at == datetime(2026, 12, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize(("begins", "ends"), [(time(10), time(10)), (time(10), time(9, 59)), (time(0), time(23))])
def test_a_meeting_that_never_ends_is_refused(begins: time, ends: time) -> None:
    with pytest.raises(TooLong):
        span(date(2026, 5, 1), begins, ends)


@given(day=st.dates(date(1990, 1, 1), date(2100, 1, 1)), begins=st.times(), ends=st.times())
def test_what_is_written_is_what_is_shown(day: date, begins: time, ends: time) -> None:
    try:
        found = span(day, begins, ends)
    except (NoSuchHour, TooLong):
        return
    assert found.starts_at.astimezone(BERLIN).replace(tzinfo=None) == datetime.combine(day, begins)
    assert found.ends_at.astimezone(BERLIN).time() == ends
    assert found.starts_at < found.ends_at <= found.starts_at + LONGEST


@given(day=st.dates(date(1990, 1, 1), date(2100, 1, 1)), hour=st.times())
def test_a_moment_is_read_back_as_the_same_hour(day: date, hour: time) -> None:
    try:
        found = moment(day, hour)
    except NoSuchHour:
        assert hour.hour == 2
        return
    assert found.astimezone(BERLIN).replace(tzinfo=None) == datetime.combine(day, hour)
