"""From meetings and tasks to the entries of a calendar."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.meetings.models import Meeting, Task
from interkomm.foundation.documents.calendar import CalendarEvent


def meeting_events(meetings: Iterable[Meeting], *, is_public: bool) -> list[CalendarEvent]:
    """`is_public`: without notes, address of the video conference and staff address."""
    return [_meeting(meeting, is_public) for meeting in meetings]


def task_events(tasks: Iterable[Task]) -> list[CalendarEvent]:
    """Tasks with a day, as entries of that whole day."""
    return [
        CalendarEvent(
            uid=_uid("task", task.pk),
            starts=task.due_on,
            summary=_("Fällig: %(title)s") % {"title": task.title},
            changed_at=task.created_at,
            description=task.text,
            url=_full(reverse("cooperation:task", args=[task.cooperation_id, task.pk])),
        )
        for task in tasks
        if task.due_on is not None
    ]


def _meeting(meeting: Meeting, is_public: bool) -> CalendarEvent:
    name = meeting.group.name if meeting.group else meeting.cooperation.name
    places = [meeting.place, "" if is_public else meeting.online_url]
    staff_url = reverse("cooperation:meeting", args=[meeting.cooperation_id, meeting.pk])
    public_url = reverse("portal:region", args=[meeting.cooperation.slug])
    return CalendarEvent(
        uid=_uid("meeting", meeting.pk),
        starts=_seconds(meeting.starts_at),
        ends=_seconds(meeting.ends_at),
        summary=f"{meeting.title} ({name})",
        changed_at=_seconds(meeting.changed_at),
        description="" if is_public else (meeting.cancel_reason or meeting.note),
        location=", ".join(place for place in places if place),
        url=_full(public_url if is_public else staff_url),
        status="CANCELLED" if meeting.cancelled_at else "CONFIRMED",
        sequence=meeting.sequence,
    )


def _seconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _uid(kind: str, pk: int) -> str:
    return f"{kind}-{pk}@{urlsplit(settings.PUBLIC_URL).hostname or 'interkomm'}"


def _full(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
