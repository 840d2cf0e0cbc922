"""Mails about meetings and tasks."""

from django.utils import translation
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.meetings.events import MeetingAnnounced
from interkomm.cooperation.meetings.rules import invited
from interkomm.cooperation.models import Meeting, Task
from interkomm.cooperation.tasks.events import TaskReminded
from interkomm.cooperation.tasks.rules import doers
from interkomm.notifications.outbox.letter import Envelope, Letter, link, post
from interkomm.ui.text import localdate, localtime

MOST_ITEMS = 40


def on_announced(event: MeetingAnnounced) -> None:
    """Everybody invited hears of the invitation, a move, a cancellation, or that it takes place after all."""
    meeting = Meeting.objects.select_related("cooperation__lead", "group").get(pk=event.meeting_id)
    stamp = meeting.invited_mark if event.news == "invited" else str(meeting.sequence)
    for person in invited(meeting):
        with translation.override(person.language):
            key = f"meeting:{meeting.pk}:{event.news}:{stamp}:{person.pk}"
            post(_meeting_letter(meeting, event.news), Envelope(person.email, "meeting", key))


def _meeting_letter(meeting: Meeting, news: str) -> Letter:
    subject, opening = {
        "invited": (_("Einladung: %(title)s"), _("Sie sind zu dieser Sitzung eingeladen:")),
        "moved": (_("Verschoben: %(title)s"), _("Diese Sitzung hat eine neue Zeit. Bitte antworten Sie neu:")),
        "cancelled": (_("Abgesagt: %(title)s"), _("Diese Sitzung findet nicht statt:")),
        "restored": (_("Findet statt: %(title)s"), _("Die Absage ist zurückgenommen. Die Sitzung findet statt:")),
    }[news]
    where = ", ".join(each for each in (meeting.place, meeting.online_url) if each)
    time = f"{localtime(meeting.starts_at)} – {localtime(meeting.ends_at)}"
    paragraphs = [_("Guten Tag,"), opening, "\n".join(each for each in (meeting.title, time, where) if each)]
    if news == "cancelled" and meeting.cancel_reason:
        paragraphs.append(_("Grund: %(reason)s") % {"reason": meeting.cancel_reason})
    if news == "invited":
        items = meeting.agenda.values_list("title", flat=True)[:MOST_ITEMS]
        agenda = "\n".join(f"{number}. {title}" for number, title in enumerate(items, start=1))
        paragraphs += [_("Tagesordnung:"), agenda] if agenda else []
        paragraphs.append(_("Bitte sagen Sie hier, ob Sie kommen:"))
    paragraphs.append(link("cooperation:meeting", meeting.cooperation_id, meeting.pk))
    return Letter(
        subject=subject % {"title": meeting.title},
        paragraphs=tuple(paragraphs),
        reason=_("Sie bekommen diese Mail, weil Sie in der Kooperation „%(name)s“ mitarbeiten.")
        % {"name": meeting.cooperation.name},
        sender=meeting.cooperation.lead.name,
    )


def on_task_reminded(event: TaskReminded) -> None:
    """Those who do the task hear that its day is near, or over."""
    task = Task.objects.select_related("cooperation", "organisation").get(pk=event.task_id)
    for person in doers(task):
        with translation.override(person.language):
            key = f"task:{task.pk}:{event.news}:{task.due_on}:{person.pk}"
            post(_task_letter(task, event.news, person), Envelope(person.email, "task", key))


def _task_letter(task: Task, news: str, person: User) -> Letter:
    day = localdate(task.due_on)
    opening = (
        _("diese Aufgabe war am %(day)s fällig:") if news == "overdue" else _("diese Aufgabe ist am %(day)s fällig:")
    )
    subject = _("Überfällig: %(title)s") if news == "overdue" else _("Bald fällig: %(title)s")
    return Letter(
        subject=subject % {"title": task.title},
        paragraphs=(
            _("Guten Tag,"),
            opening % {"day": day},
            task.title,
            _("Wenn sie erledigt ist, sagen Sie es bitte hier:"),
            link("cooperation:task", task.cooperation_id, task.pk),
        ),
        reason=_("Sie bekommen diese Mail, weil Sie die Aufgabe übernommen haben oder %(name)s dafür zuständig ist.")
        % {"name": task.organisation.name},
    )
