"""Every morning: which deadlines, ends and last days for a notice are near. Mails are sent by who listens."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from interkomm.calc.effectivity.spans import latest_notice
from interkomm.cooperation.instruments.events import DeadlineNear, InstrumentExpires
from interkomm.cooperation.instruments.models import Assignment, Instrument
from interkomm.foundation.events import bus

DEADLINES = (14, 3, 0)
EXPIRIES = (90, 30, 7)
LATE = 3  # days after which a missed reminder helps nobody


def remind(today: date) -> int:
    """Emit what is near; returns how many. Day by day the same event comes again: the listener tells it once."""
    events = [*_deadlines(today), *_expiries(today)]
    with transaction.atomic():
        for event in events:
            bus.emit(event)
    return len(events)


def threshold(days: int, steps: tuple[int, ...]) -> int | None:
    """The step that has been reached: 14 for 14 to 4 days left, 3 for 3 to 1, 0 on the day; None for earlier and too late."""
    return min((step for step in steps if -LATE <= days <= step), default=None)


def _deadlines(today: date) -> Iterator[DeadlineNear]:
    for each in Assignment.objects.filter(is_done=False, due_on__isnull=False):
        assert each.due_on is not None
        step = threshold((each.due_on - today).days, DEADLINES)
        if step is not None:
            yield DeadlineNear(each.pk, step, each.due_on)


def _expiries(today: date) -> Iterator[InstrumentExpires]:
    for row in Instrument.objects.filter(ends_on__gte=today):
        assert row.ends_on is not None
        days = {"ends": row.ends_on}
        if row.notice_months:
            days["notice"] = latest_notice(row.ends_on, row.notice_months)
        for kind, day in days.items():
            step = threshold((day - today).days, EXPIRIES)
            if step is not None:
                yield InstrumentExpires(row.pk, kind, day, step)
