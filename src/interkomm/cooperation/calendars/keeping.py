"""How long traces of people in meetings are kept, and what a person's export and erasure do with them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.accounts.models import User
from interkomm.accounts.own_data import registry
from interkomm.cooperation.groups.models import GroupMember
from interkomm.cooperation.meetings.models import Answer, Attendance, CalendarKey, MinutesVersion, Task
from interkomm.foundation.retention.rules import RetentionRule, older_than, register

ANSWER_DAYS, NAME_DAYS = 90, 2 * 365


def register_own() -> None:
    """Called once when the program starts."""
    register(
        RetentionRule(
            "cooperation.meeting_answers",
            gettext_lazy("Antworten auf Einladungen zu Sitzungen"),
            gettext_lazy("90 Tage nach der Sitzung"),
            gettext_lazy("Vorbereitung der Sitzung (Art. 6 Abs. 1 Buchst. e DSGVO)"),
            lambda now: old_answers(now).count(),
            lambda now: int(old_answers(now).delete()[0]),
        )
    )
    register(
        RetentionRule(
            "cooperation.attendance_names",
            gettext_lazy("Namen der Personen in Anwesenheitslisten von Sitzungen"),
            gettext_lazy("zwei Jahre nach der Sitzung; welche Partnerin da war, bleibt"),
            gettext_lazy("Nachweis, wer an Beschlüssen mitgewirkt hat (Art. 6 Abs. 1 Buchst. e DSGVO)"),
            lambda now: old_names(now).count(),
            lambda now: old_names(now).update(names=""),
        )
    )
    registry.register(
        registry.Section(
            "meetings",
            title=lambda: _("Sitzungen, Arbeitsgruppen und Aufgaben"),
            export=export,
            erase=erase,
            consequence=lambda: _(
                "Ihre Antworten und Kalenderadressen werden gelöscht, Ihr Name bei Aufgaben und Gruppen auch."
            ),
        )
    )


def old_answers(now: datetime) -> QuerySet[Answer]:
    return Answer.objects.filter(meeting__ends_at__lt=older_than(now, days=ANSWER_DAYS))


def old_names(now: datetime) -> QuerySet[Attendance]:
    return Attendance.objects.filter(meeting__ends_at__lt=older_than(now, days=NAME_DAYS)).exclude(names="")


def export(user: User) -> Iterable[dict[str, Any]]:
    for answer in Answer.objects.filter(user=user).select_related("meeting"):
        yield {
            "meeting": answer.meeting.title,
            "answer": answer.choice,
            "representative": answer.representative,
            "at": answer.answered_at,
        }
    for seat in GroupMember.objects.filter(user=user).select_related("group"):
        yield {"group": seat.group.name, "function": seat.function, "is_chair": seat.is_chair}
    for task in Task.objects.filter(person=user):
        yield {"task": task.title, "due_on": task.due_on, "done_at": task.done_at}
    for version in MinutesVersion.objects.filter(saved_by=user).select_related("meeting").defer("text"):
        yield {"minutes": version.meeting.title, "version": version.number, "saved_at": version.saved_at}
    for key in CalendarKey.objects.filter(user=user).select_related("cooperation"):
        yield {"calendar": str(key), "created_at": key.created_at}


def erase(user: User, choices: registry.Choices) -> None:
    """The rest goes with the account or loses its name with it."""
    GroupMember.objects.filter(user=user).update(person_name="")
