"""What a task's state is on a day: derived, never stored."""

from datetime import date, datetime

REMIND_DAYS = 3


def state_of(done_at: datetime | None, due_on: date | None, today: date) -> str:
    """ "done", "overdue" (the day is over) or "open"."""
    if done_at is not None:
        return "done"
    return "overdue" if due_on is not None and due_on < today else "open"
