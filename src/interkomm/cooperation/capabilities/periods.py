"""When an offer is there, and how much of it is still free."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from interkomm.cooperation.capabilities.models import Offer, days

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
LONGEST_SPAN = timedelta(days=800)


def monday(day: date) -> date:
    """Of the week of the day."""
    return day - timedelta(days=day.weekday())


def available_days(offer: Offer, first: date, last: date) -> Iterator[date]:
    """Days from `first` to `last` (both count) on which the offer is there."""
    first = max(first, offer.available_from) if offer.available_from else first
    last = min(last, offer.available_until) if offer.available_until else last
    if last - first > LONGEST_SPAN:  # compared as a span: after a day of the year 9999 there is no other to add up to
        last = first + LONGEST_SPAN
    blocked = days(offer.blocked)
    for number in range((last - first).days + 1):
        day = first + number * DAY
        if str(day.isoweekday()) in offer.weekdays and not any(begin <= day <= end for begin, end in blocked):
            yield day


def periods(offer: Offer, first: date, last: date) -> list[date]:
    """First days of the periods with at least one available day: the days themselves, or Mondays."""
    found = available_days(offer, first, last)
    return sorted({day if offer.period == Offer.Period.DAY else monday(day) for day in found})


def free_periods(offer: Offer, booked: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    """Period → units that are still free, in order; full ones are left out. `booked`: period → units."""
    free = {start: offer.capacity - booked.get(start, 0) for start in periods(offer, first, last)}
    return {start: units for start, units in free.items() if units > 0}


def earliest_on(offer: Offer, today: date) -> date:
    """The first day that keeps the lead time."""
    return today + offer.lead_days * DAY


def split(free: Mapping[date, int], quantity: int) -> dict[date, int]:
    """The quantity on the earliest free periods; empty when they do not hold it."""
    parts: dict[date, int] = {}
    for start, units in sorted(free.items()):
        if quantity:
            parts[start] = min(units, quantity)
            quantity -= parts[start]
    return {} if quantity else parts
