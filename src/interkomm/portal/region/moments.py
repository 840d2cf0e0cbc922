"""Until when a page with words about days stays true."""

from datetime import UTC, datetime, time, timedelta

from interkomm.ui.text import BERLIN


def next_midnight(now: datetime) -> datetime:
    """The next midnight in Berlin, in UTC: contacts expire and partners join with the day."""
    tomorrow = now.astimezone(BERLIN).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), BERLIN).astimezone(UTC)


def true_until(now: datetime, phases_until: datetime | None = None) -> datetime:
    """The next midnight, or earlier when a phase begins or ends."""
    midnight = next_midnight(now)
    return min(midnight, phases_until) if phases_until else midnight
