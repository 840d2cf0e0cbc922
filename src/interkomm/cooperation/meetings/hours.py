"""From the day and hour that people write to a moment, also in the nights when clocks change in Berlin."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
LONGEST = timedelta(hours=16)


class NoSuchHour(ValueError):
    """The clocks are put forward over this hour."""


class TooLong(ValueError):
    """The meeting would last longer than `LONGEST`."""


@dataclass(frozen=True)
class Span:
    """From when to when, in UTC; `is_twice`: one of the hours comes twice in that night, the first one is meant."""

    starts_at: datetime
    ends_at: datetime
    is_twice: bool = False


def moment(day: date, hour: time) -> datetime:
    """The moment in UTC of an hour in Berlin; of an hour that comes twice the first. NoSuchHour for one that is left out."""
    local = datetime.combine(day, hour, BERLIN).replace(fold=0)
    in_utc = local.astimezone(UTC)
    if in_utc.astimezone(BERLIN).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchHour(f"{day} {hour}")
    return in_utc


def comes_twice(day: date, hour: time) -> bool:
    local = datetime.combine(day, hour, BERLIN)
    is_valid = local.astimezone(UTC).astimezone(BERLIN).replace(tzinfo=None) == local.replace(tzinfo=None)
    return is_valid and local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def span(day: date, begins: time, ends: time) -> Span:
    """A meeting on a day; an end before the beginning is on the following day. Raises NoSuchHour, TooLong."""
    last_day = day if ends > begins else day + timedelta(days=1)
    start, end = moment(day, begins), moment(last_day, ends)
    if not timedelta(0) < end - start <= LONGEST:
        raise TooLong
    return Span(start, end, comes_twice(day, begins) or comes_twice(last_day, ends))
