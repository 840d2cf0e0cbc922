"""Which facts of a case should be looked at again: how long ago each field was last checked."""

from dataclasses import dataclass
from datetime import date, timedelta

from interkomm.calc.cases.codes import FIELDS
from interkomm.calc.cases.record import CaseRecord, Entry, State

DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class StaleField:
    """`checked_on`: the newest day on which the field, or a source of it, was looked at; None: never said."""

    code: str
    checked_on: date | None
    years: float
    limit_years: int


def last_checked(record: CaseRecord, entry: Entry) -> date | None:
    """The newest of: the day the field was checked, and the days its sources were retrieved."""
    keys = {each.source for each in entry.evidence}
    keys |= {each.source for item in entry.items for each in item.evidence}
    days = [source.retrieved_on for source in record.sources if source.key in keys]
    found = [date.fromisoformat(day) for day in (*days, entry.checked_on) if day]
    return max(found, default=None)


def due_on(record: CaseRecord, written_on: date) -> date | None:
    """The first day on which a field of the record is stale; None when none of them ever gets old."""
    days = []
    for code, entry in record.entries.items():
        limit = FIELDS[code].stale_after
        if limit:
            since = last_checked(record, entry) or written_on
            days.append(since + timedelta(days=int(limit * DAYS_A_YEAR) + 1))
    return min(days, default=None)


def stale_fields(record: CaseRecord, today: date, written_on: date) -> list[StaleField]:
    """Fields that are older than their limit, oldest first; only fields that say something can be stale.

    `written_on`: day of the released revision; it counts for fields without any date of their own.
    """
    found = []
    for code, field in FIELDS.items():
        entry = record.entry(code)
        if not field.stale_after or entry.state == State.UNKNOWN:
            continue
        checked = last_checked(record, entry)
        years = (today - (checked or written_on)).days / DAYS_A_YEAR
        if years > field.stale_after:
            found.append(StaleField(code, checked, years, field.stale_after))
    return sorted(found, key=lambda each: -each.years)
