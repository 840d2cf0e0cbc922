"""Reads of tasks."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from interkomm.accounts.models import User
from interkomm.cooperation.meetings.models import Answer, Meeting, Task
from interkomm.cooperation.meetings.rules import INVITED_ROLES
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.queries import cooperations_of
from interkomm.cooperation.tasks.rules import tasks_of
from interkomm.cooperation.tasks.state import state_of
from interkomm.organisations.roles.rules import organisations_where

SORTS = {"title": "title", "who": "organisation__name", "due": "due_on"}
STATES = ("open", "overdue", "done")
MOST = 100


@dataclass(frozen=True)
class TaskRow:
    task: Task
    state: str
    who: str


def tasks(
    cooperation: Cooperation,
    today: date,
    *,
    words: str = "",
    state: str = "",
    organisation: str = "",
    ordering: str = "due",
) -> QuerySet[Task]:
    """The list; without a state all. `ordering`: a key of `SORTS`, with "-" downwards."""
    found = cooperation.tasks.select_related("organisation", "person", "meeting", "cooperation")
    if state == "done":
        found = found.filter(done_at__isnull=False)
    elif state == "overdue":
        found = found.filter(done_at__isnull=True, due_on__lt=today)
    elif state == "open":
        found = found.filter(Q(due_on__isnull=True) | Q(due_on__gte=today), done_at__isnull=True)
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(function__icontains=word))
    if organisation.isdecimal():
        found = found.filter(organisation=int(organisation))
    field = F(SORTS[ordering.removeprefix("-")])
    order = field.desc(nulls_last=True) if ordering.startswith("-") else field.asc(nulls_last=True)
    return found.order_by(order, "pk")


def row_of(task: Task, today: date) -> TaskRow:
    """State and who, without a query."""
    person = task.function or (task.person.display_name if task.person else "")
    who = f"{task.organisation.label}: {person}" if person else task.organisation.label
    return TaskRow(task, state_of(task.done_at, task.due_on, today), who)


def own_tasks(user: User, today: date) -> list[TaskRow]:
    """Open tasks that the person does, most urgent first."""
    found = tasks_of(user).select_related("organisation", "person", "meeting", "cooperation")
    return [row_of(task, today) for task in found.order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST]]


def unanswered(user: User, now: datetime) -> QuerySet[Meeting]:
    """Meetings to come to which the person is invited and has not answered."""
    ours = cooperations_of(user).order_by()
    managed = ours.filter(partners__organisation__in=organisations_where(user, *INVITED_ROLES))
    staffed = ours.filter(partners__organisation__in=organisations_where(user))
    invited = Q(group__isnull=True, cooperation__in=managed.values("pk")) | Q(
        group__members__user=user.pk, cooperation__in=staffed.values("pk")
    )
    answered = Answer.objects.filter(user=user.pk, for_start=F("meeting__starts_at"))
    return (
        Meeting.objects.filter(invited, invited_at__isnull=False, cancelled_at__isnull=True, starts_at__gt=now)
        .exclude(pk__in=answered.values("meeting"))
        .distinct()
    )
