"""Giving tasks, finishing them, and reminding of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.meetings.models import Meeting, Task
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.tasks import rules
from interkomm.cooperation.tasks.events import TaskReminded
from interkomm.cooperation.tasks.state import REMIND_DAYS
from interkomm.foundation.audit import services as audit
from interkomm.foundation.events import bus
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.roles.models import Membership

FACTS = ("title", "text", "organisation", "person", "function", "due_on")


@use_case()
def add_task(
    *, actor: User, cooperation: Cooperation, facts: Mapping[str, Any], meeting: Meeting | None = None
) -> Task:
    """A task for a partner (`facts`: of `FACTS`, at least title and organisation), from a meeting or without one."""
    task = Task(cooperation=cooperation, meeting=meeting, **{name: facts[name] for name in FACTS if name in facts})
    if meeting is not None and meeting.cooperation_id != cooperation.pk:
        raise NotAllowed
    if not rules.may_write(actor, task):
        raise NotAllowed
    _check(task)
    task.save()
    _remember(actor, "add", task)
    return task


@use_case()
def change_task(*, actor: User, task: Task, facts: Mapping[str, Any]) -> Task:
    """Change some of `FACTS`; with a new day reminders begin anew."""
    current = _locked(task)
    if not rules.may_write(actor, current):
        raise NotAllowed
    if unknown := set(facts) - set(FACTS):
        raise KeyError(f"not a fact of a task: {', '.join(sorted(unknown))}")
    if "due_on" in facts and facts["due_on"] != current.due_on:
        current.soon_told_on = current.overdue_told_on = None
    for name, value in facts.items():
        setattr(current, name, value)
    _check(current)
    current.save()
    _remember(actor, "change", current)
    return current


@use_case()
def finish_task(*, actor: User, task: Task, is_done: bool = True) -> Task:
    """Done, or open again."""
    current = _locked(task)
    if not rules.may_finish(actor, current):
        raise NotAllowed
    if (current.done_at is not None) != is_done:
        current.done_at = timezone.now() if is_done else None
        current.save(update_fields=["done_at"])
        _remember(actor, "finish" if is_done else "reopen", current)
    return current


@use_case()
def remind(*, actor: User | None = None, today: date) -> int:
    """Remind once three days before the day, and once when it is over; returns how many tasks."""
    open_tasks = Task.objects.select_for_update(of=("self",)).select_related("cooperation")
    waiting = open_tasks.filter(done_at__isnull=True, due_on__lte=today + timedelta(days=REMIND_DAYS))
    count = 0
    for task in waiting:
        is_overdue = task.due_on is not None and task.due_on < today
        field = "overdue_told_on" if is_overdue else "soon_told_on"
        if getattr(task, field) is not None:
            continue
        setattr(task, field, today)
        task.save(update_fields=[field])
        _remember(actor, "remind", task)
        bus.emit(TaskReminded(task.pk, "overdue" if is_overdue else "soon"))
        count += 1
    return count


def _locked(task: Task) -> Task:
    rows = Task.objects.select_for_update(of=("self",)).select_related(
        "cooperation", "meeting__group", "meeting__cooperation"
    )
    return rows.get(pk=task.pk)


def _check(task: Task) -> None:
    if task.organisation_id not in partnerships.partner_ids(task.cooperation):
        raise RuleBroken(_("%(name)s ist keine Partnerin dieser Kooperation.") % {"name": task.organisation.name})
    if task.person_id is not None:
        staff = Membership.objects.filter(organisation=task.organisation_id, user=task.person_id)
        if not staff.exists():
            raise RuleBroken(_("Diese Person gehört nicht zu %(name)s.") % {"name": task.organisation.name})


def _remember(actor: User | None, act: str, task: Task) -> None:
    audit.record(
        actor=actor,
        action=f"cooperation.tasks.{act}",
        subject=task,
        for_organisation=task.organisation_id,
        after={"due_on": task.due_on.isoformat() if task.due_on else None},
    )
    topics.bump(task.cooperation.topic)
