"""Reads of meetings: lists, and everything about one."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from interkomm.accounts.models import User
from interkomm.cooperation.meetings import rules
from interkomm.cooperation.meetings.models import AgendaItem, Answer, Meeting
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records.models import Document

SORTS = {"title": "title", "start": "starts_at", "place": "place"}
UPCOMING, PAST, ALL = "kommende", "vergangene", "alle"


@dataclass(frozen=True)
class Invited:
    """What one invited person said: `choice` "" while nothing."""

    person: User
    choice: str
    label: str
    representative: str


def meetings(
    cooperation: Cooperation,
    now: datetime,
    *,
    time: str = UPCOMING,
    words: str = "",
    group: str = "",
    ordering: str = "",
) -> QuerySet[Meeting]:
    """The list; without `ordering` the next ones first, or the latest of the past first."""
    found = cooperation.meetings.select_related("group")
    if time == UPCOMING:
        found = found.filter(ends_at__gt=now)
    elif time == PAST:
        found = found.filter(ends_at__lte=now)
    for word in words.split():
        on_agenda = Q(agenda__title__icontains=word, agenda__removed_at__isnull=True)
        found = found.filter(Q(title__icontains=word) | Q(place__icontains=word) | on_agenda)
    if group.isdecimal():
        found = found.filter(group=int(group))
    sign = "-" if ordering.startswith("-") or (not ordering and time != UPCOMING) else ""
    return found.distinct().order_by(f"{sign}{SORTS[ordering.removeprefix('-') or 'start']}", f"{sign}pk")


def agenda_of(meeting: Meeting) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """The items with their papers that still exist, and those that were taken off."""
    papers = Document.objects.filter(deleted_at__isnull=True).exclude(access=Document.Access.OWN).order_by("title")
    rows = AgendaItem.with_removed.filter(meeting=meeting).select_related("proposer")
    items = list(rows.prefetch_related(Prefetch("papers", papers)))
    return [item for item in items if not item.removed_at], [item for item in items if item.removed_at]


def invited_of(meeting: Meeting) -> list[Invited]:
    """Everybody invited, with the answer to the present time."""
    answer = Answer.objects.filter(meeting=meeting, for_start=meeting.starts_at, user=OuterRef("pk"))
    people = rules.invited(meeting).annotate(
        said=Subquery(answer.values("choice")[:1]), stand_in=Subquery(answer.values("representative")[:1])
    )
    labels = dict(Answer.Choice.choices)
    return [Invited(each, each.said or "", str(labels.get(each.said, "")), each.stand_in or "") for each in people]


def last_with_agenda(meeting: Meeting) -> Meeting | None:
    """The latest meeting before this one, of the same group, that had an agenda."""
    earlier = Meeting.objects.filter(
        cooperation=meeting.cooperation_id,
        group=meeting.group_id,
        starts_at__lt=meeting.starts_at,
        agenda__isnull=False,
        agenda__removed_at__isnull=True,
    )
    return earlier.order_by("-starts_at").first()
