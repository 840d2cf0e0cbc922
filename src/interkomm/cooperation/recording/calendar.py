"""Deadlines and days of instruments as entries of a calendar."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.instruments.queries import instruments_of
from interkomm.cooperation.instruments.state import Derived, derived, is_living, notice_day
from interkomm.cooperation.instruments.wording_of_acts import ACT_TITLES
from interkomm.foundation.documents.calendar import CalendarEvent


def public_events(cooperation_id: int, today: date) -> list[CalendarEvent]:
    """Days of entry into force, ends and last days for a notice of the public instruments."""
    read = instruments_of(cooperation_id)
    rows = read.instruments if read else ()
    shown = derived([row for row in rows if row.is_public], today, rows)
    return [event for found in shown for event in _days(found, today, is_public=True)]


def staff_events(instruments: Iterable[Instrument], today: date) -> list[CalendarEvent]:
    """The same for all of them, with the deadlines of missing acts."""
    return [
        event
        for found in derived(instruments, today)
        for event in (*_days(found, today, is_public=False), *_deadlines(found))
    ]


def _days(found: Derived, today: date, *, is_public: bool) -> Iterator[CalendarEvent]:
    row = found.instrument
    if found.status.effective_on:
        yield _event(row, "wirksam", found.status.effective_on, _("wirksam: %(title)s"), is_public)
    if not is_living(found):
        return  # what was never agreed does not end
    if found.facts.ends_on:
        yield _event(row, "ende", found.facts.ends_on, _("letzter Tag: %(title)s"), is_public)
    notice_on = notice_day(found, today)
    if notice_on:
        yield _event(row, "kuendigung", notice_on, _("letzter Tag für eine Kündigung: %(title)s"), is_public)


def _deadlines(found: Derived) -> Iterator[CalendarEvent]:
    for each in found.instrument.assignments.all():
        if each.due_on and not each.is_done:
            act = ACT_TITLES.get(each.act, each.act)
            summary = f"{act}: %(title)s ({each.owner.replace('%', '%%')})"
            yield _event(found.instrument, f"frist-{each.pk}", each.due_on, summary, False)


def _event(row: Instrument, kind: str, day: date, summary: str, is_public: bool) -> CalendarEvent:
    if is_public:
        path = reverse("cooperation:public_instrument", args=[row.cooperation.slug, row.slug])
    else:
        path = reverse("cooperation:instrument", args=[row.cooperation_id, row.pk])
    host = urlsplit(settings.PUBLIC_URL).hostname or "interkomm"
    changed_at: datetime = row.created_at.replace(microsecond=0)
    return CalendarEvent(
        uid=f"vereinbarung-{row.pk}-{kind}@{host}",
        starts=day,
        summary=summary % {"title": row.title},
        changed_at=changed_at,
        url=f"{settings.PUBLIC_URL}{path}",
    )
