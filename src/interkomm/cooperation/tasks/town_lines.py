"""On a town's one page: its open tasks."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.meetings.models import Task
from interkomm.cooperation.town_page.registry import Section, TownLine, deadline, register
from interkomm.organisations.models import Organisation

SHOWN = 20  # the most urgent


def register_own() -> None:
    """Called once when the program starts."""
    register(Section("decide", _open, 40))


def _open(organisation: Organisation, today: date) -> Iterator[TownLine]:
    tasks = Task.objects.filter(organisation=organisation, done_at__isnull=True)
    for task in tasks.order_by("due_on", "pk")[:SHOWN]:
        url = reverse("cooperation:task", args=[task.cooperation_id, task.pk])
        due = task.due_on.isoformat() if task.due_on else ""
        note = deadline(task.due_on, today)
        yield TownLine(_("Aufgabe: %(title)s") % {"title": task.title}, note=note, url=url, due=due)
