"""Every morning: which deadlines, ends and last days for a notice are near. Mails are sent by who listens."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q

from interkomm.cooperation.instruments.events import DeadlineNear, InstrumentExpires
from interkomm.cooperation.instruments.models import Assignment, Instrument
from interkomm.cooperation.instruments.state import WITH_FACTS, derived, is_living, notice_day
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
    dissolved = Q(amendments__change=Instrument.Change.DISSOLUTION)
    asked = Instrument.objects.filter(Q(ends_on__gte=today) | Q(notice_months__isnull=False) | dissolved).distinct()
    ending = Instrument.objects.filter(change=Instrument.Change.DISSOLUTION).prefetch_related(*WITH_FACTS)
    rows = asked.select_related("amends").prefetch_related(*WITH_FACTS)
    for found in derived(rows, today, ending):
        if not is_living(found):  # what was never agreed does not end
            continue
        for kind, day in (("ends", found.facts.ends_on), ("notice", notice_day(found, today))):
            step = threshold((day - today).days, EXPIRIES) if day and day >= today else None
            if day is not None and step is not None:
                yield InstrumentExpires(found.instrument.pk, kind, day, step)
