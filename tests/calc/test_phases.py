"""Timed phases: states, features, boundaries; properties over random plans, and the two nights of the hour's change."""

from datetime import UTC, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.phases import (
    WRITING,
    Span,
    after_closing,
    days_left,
    features_at,
    last_moment,
    next_boundary,
    next_midnight,
    overlaps,
    state_of,
    valid_until,
)

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 1, 1, tzinfo=UTC)
FEATURES = ["comment", "reply", "support", "results"]

moments = st.integers(0, 60 * 24 * 365 * 2).map(lambda minutes: START + timedelta(minutes=minutes))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(moments)
    length = draw(st.none() | st.integers(1, 60 * 24 * 200))
    features = frozenset(draw(st.sets(st.sampled_from(FEATURES))))
    return Span(start, start + timedelta(minutes=length) if length else None, features)


plans = st.lists(spans(), max_size=6)


@given(spans(), moments)
def test_a_phase_covers_its_first_moment_and_not_its_last(span: Span, now: datetime) -> None:
    assert state_of(span, span.starts_at) == "running"
    assert state_of(span, span.starts_at - timedelta(microseconds=1)) == "before"
    if span.ends_at is not None:
        assert state_of(span, span.ends_at) == "after"
        assert state_of(span, last_moment(span.ends_at)) == "running"
    expected = span.starts_at <= now and (span.ends_at is None or now < span.ends_at)
    assert (state_of(span, now) == "running") == expected


@given(plans, moments)
def test_features_are_those_of_running_phases(plan: list[Span], now: datetime) -> None:
    running = [span.features for span in plan if state_of(span, now) == "running"]
    assert features_at(plan, now) == set().union(*running)


@given(plans, moments, st.data())
def test_nothing_changes_before_the_next_boundary(plan: list[Span], now: datetime, data: st.DataObject) -> None:
    boundary = next_boundary(plan, now)
    later = now + timedelta(days=4000) if boundary is None else boundary - timedelta(microseconds=1)
    between = data.draw(st.datetimes(now.replace(tzinfo=None), later.replace(tzinfo=None), timezones=st.just(UTC)))
    assert [state_of(span, between) for span in plan] == [state_of(span, now) for span in plan]
    if boundary is not None:
        assert boundary > now
        assert [state_of(span, boundary) for span in plan] != [state_of(span, now) for span in plan]


@given(plans, moments, moments)
def test_closing_takes_all_writing_and_nothing_else(plan: list[Span], closed_at: datetime, now: datetime) -> None:
    open_features, closed = features_at(plan, now), features_at(plan, now, closed_at)
    if now < closed_at:
        assert closed == open_features
    else:
        assert not closed & WRITING
        reading_only = [span for span in plan if not span.features & WRITING]
        assert closed == features_at(reading_only, now)


@given(spans(), moments)
def test_what_closing_leaves_lies_within_the_phase(span: Span, closed_at: datetime) -> None:
    left = after_closing(span, closed_at, closed_at)
    if left is None:
        assert span.starts_at >= closed_at
        assert state_of(span, closed_at, closed_at) == "cancelled"
        return
    assert left.starts_at == span.starts_at
    if span.features & WRITING:
        assert left.ends_at is not None
        assert left.ends_at <= closed_at


@given(plans)
def test_overlaps_are_found_exactly_when_there_are_any(plan: list[Span]) -> None:
    def meet(first: Span, second: Span) -> bool:
        earlier, later = sorted((first, second), key=lambda span: span.starts_at)
        return earlier.ends_at is None or later.starts_at < earlier.ends_at

    assert bool(overlaps(plan)) == any(meet(first, second) for first, second in combinations(plan, 2))


@given(plans, moments, st.booleans())
def test_a_page_is_valid_until_the_first_thing_that_changes_it(plan: list[Span], now: datetime, counts: bool) -> None:
    until = valid_until(plan, now, BERLIN, counts_days=counts)
    boundary = next_boundary(plan, now)
    if counts:
        assert until is not None
        assert now < until <= next_midnight(now, BERLIN)
    assert until == min((m for m in (boundary, next_midnight(now, BERLIN) if counts else None) if m), default=None)


@given(moments)
def test_midnight_is_the_next_change_of_the_day_in_berlin(now: datetime) -> None:
    midnight = next_midnight(now, BERLIN)
    assert (midnight.hour, midnight.minute) == (0, 0)
    before = midnight.astimezone(UTC) - timedelta(microseconds=1)
    assert before.astimezone(BERLIN).date() == now.astimezone(BERLIN).date()
    assert midnight - now <= timedelta(hours=25)


@given(moments, st.integers(1, 60 * 24 * 400))
def test_days_left_count_down_one_a_day(now: datetime, minutes: int) -> None:
    end = now + timedelta(minutes=minutes)
    today = days_left(end, now, BERLIN)
    assert today >= 0
    midnight = next_midnight(now, BERLIN)
    if midnight < end:
        assert days_left(end, midnight, BERLIN) == today - 1
    else:
        assert today == 0


def test_days_with_23_and_25_hours() -> None:
    spring = datetime(2027, 3, 28, 0, 30, tzinfo=BERLIN)
    autumn = datetime(2026, 10, 25, 0, 30, tzinfo=BERLIN)
    assert next_midnight(spring, BERLIN).astimezone(UTC) - spring.astimezone(UTC) == timedelta(hours=22, minutes=30)
    assert next_midnight(autumn, BERLIN).astimezone(UTC) - autumn.astimezone(UTC) == timedelta(hours=24, minutes=30)


def test_a_deadline_at_two_in_the_doubled_hour_is_one_moment() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    span = Span(first - timedelta(days=1), first.astimezone(UTC), frozenset({"comment"}))
    assert state_of(span, datetime(2026, 10, 25, 0, 29, tzinfo=UTC)) == "running"
    assert state_of(span, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "after"
    assert state_of(span, datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN).astimezone(UTC)) == "after"


def test_an_end_at_midnight_belongs_to_the_day_before() -> None:
    end = datetime(2026, 12, 3, 0, 0, tzinfo=BERLIN)
    assert days_left(end, datetime(2026, 12, 2, 23, 59, tzinfo=BERLIN), BERLIN) == 0
    assert days_left(end, datetime(2026, 12, 1, 0, 0, tzinfo=BERLIN), BERLIN) == 1


def test_wrong_phases_are_refused() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Span(START, START)
    with pytest.raises(ValueError, match="zone"):
        Span(datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="zone"):
        Span(START, datetime(2027, 1, 1))
    with pytest.raises(ValueError, match="over"):
        days_left(START, START, BERLIN)
