"""Timed phases: which one runs, what it grants, and until when that answer stays true.

A phase covers the half-open time [starts_at, ends_at): its first moment belongs to it, its last one no longer. An
empty end means "until further notice". Closing a process early cuts off what may be written, not what may be read:
phases that grant writing end at the closing (or are cancelled, when they had not begun), others keep their times.

All times are aware datetimes; comparisons are on the absolute time line, so summer time never opens or closes anything
an hour too early or too late. Only days ("10 days left", midnight) need a zone, which the caller passes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Literal

State = Literal["before", "running", "after", "cancelled"]
WRITING = frozenset({"comment", "reply", "support"})


@dataclass(frozen=True)
class Span:
    """A phase as far as time matters. ValueError when it does not end after its start, or a time is naive."""

    starts_at: datetime
    ends_at: datetime | None = None
    features: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or (self.ends_at is not None and self.ends_at.tzinfo is None):
            raise ValueError("times need a zone")
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            raise ValueError("a phase ends after its start")


def after_closing(span: Span, now: datetime, closed_at: datetime | None) -> Span | None:
    """Return what a closing up to `now` leaves of a phase; None when nothing is left of it."""
    if closed_at is None or closed_at > now or not span.features & WRITING:
        return span
    if span.starts_at >= closed_at:
        return None
    if span.ends_at is not None and span.ends_at <= closed_at:
        return span
    return replace(span, ends_at=closed_at)


def state_of(span: Span, now: datetime, closed_at: datetime | None = None) -> State:
    """Return where `now` lies; a closing later than `now` counts for nothing yet."""
    left = after_closing(span, now, closed_at)
    if left is None:
        return "cancelled"
    if now < left.starts_at:
        return "before"
    return "running" if left.ends_at is None or now < left.ends_at else "after"


def features_at(spans: Iterable[Span], now: datetime, closed_at: datetime | None = None) -> set[str]:
    """Return what the phases that run at `now` grant together."""
    return {feature for span in spans if state_of(span, now, closed_at) == "running" for feature in span.features}


def next_boundary(spans: Iterable[Span], now: datetime) -> datetime | None:
    """Return the first start or end after `now`: until then states and features do not change by themselves."""
    moments = [moment for span in spans for moment in (span.starts_at, span.ends_at) if moment is not None]
    return min((moment for moment in moments if moment > now), default=None)


def next_midnight(now: datetime, zone: tzinfo) -> datetime:
    """Return the moment at which the calendar day of the zone changes (the day may have 23 or 25 hours)."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def valid_until(spans: Iterable[Span], now: datetime, zone: tzinfo, *, counts_days: bool) -> datetime | None:
    """Return until when a page made at `now` stays true; `counts_days`: it says how many days are left."""
    boundary = next_boundary(spans, now)
    if not counts_days:
        return boundary
    midnight = next_midnight(now, zone)
    return midnight if boundary is None else min(boundary, midnight)


def days_left(ends_at: datetime, now: datetime, zone: tzinfo) -> int:
    """Return the calendar days from today to the last day of a phase: 0 = ends today. An end at midnight belongs to the
    day before. ValueError when it is over."""
    if ends_at <= now:
        raise ValueError("the phase is over")
    return (last_moment(ends_at).astimezone(zone).date() - now.astimezone(zone).date()).days


def last_moment(ends_at: datetime) -> datetime:
    """Return the last moment that still belongs to a phase with this end (in microseconds, as it is stored)."""
    return ends_at - timedelta(microseconds=1)


def overlaps(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return the pairs of phases next to each other in time (as places in the input) that overlap; empty if none do."""
    order = sorted(enumerate(spans), key=lambda item: item[1].starts_at)
    return [
        (first, second)
        for (first, earlier), (second, later) in pairwise(order)
        if earlier.ends_at is None or later.starts_at < earlier.ends_at
    ]
