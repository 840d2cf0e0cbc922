"""The life of a meeting: call, change, invite, answer, move, cancel, and take both back."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.groups import rules as groups
from interkomm.cooperation.groups.models import WorkingGroup
from interkomm.cooperation.meetings import rules
from interkomm.cooperation.meetings.events import MeetingAnnounced, News
from interkomm.cooperation.meetings.hours import Span
from interkomm.cooperation.meetings.models import AgendaItem, Answer, Meeting
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.foundation.audit import services as audit
from interkomm.foundation.events import bus
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

FACTS = ("title", "place", "online_url", "note", "is_public")


@use_case()
def call_meeting(
    *, actor: User, cooperation: Cooperation, span: Span, facts: Mapping[str, Any], group: WorkingGroup | None = None
) -> Meeting:
    """A new meeting of the cooperation or of one of its groups; `facts`: of `FACTS`, at least the title."""
    if group is not None and (group.cooperation_id != cooperation.pk or group.deleted_at):
        raise NotAllowed
    if not (partnerships.may_edit(actor, cooperation) or (group is not None and groups.leads(actor, group))):
        raise NotAllowed
    meeting = Meeting.objects.create(
        cooperation=cooperation, group=group, starts_at=span.starts_at, ends_at=span.ends_at, created_by=actor,
        **{name: facts[name] for name in FACTS if name in facts},
    )  # fmt: skip
    remember(actor, "call", meeting, {"starts_at": span.starts_at.isoformat()})
    return meeting


@use_case()
def change_meeting(*, actor: User, meeting: Meeting, facts: Mapping[str, Any]) -> Meeting:
    """Change some of `FACTS`; the time is changed by `move_meeting`."""
    current = writable(actor, meeting)
    if unknown := set(facts) - set(FACTS):
        raise KeyError(f"not a fact of a meeting: {', '.join(sorted(unknown))}")
    changed = [name for name in facts if getattr(current, name) != facts[name]]
    if not changed:
        return current
    for name in changed:
        setattr(current, name, facts[name])
    _save(current, *changed, is_new_time="place" in changed or "online_url" in changed)
    remember(actor, "change", current, {"changed": sorted(changed)})
    return current


@use_case()
def invite(*, actor: User, meeting: Meeting, known: str = "") -> int:
    """Mail the invitation to everybody invited; returns how many. May be repeated after changes of the agenda.

    `known`: `Meeting.invited_mark` of the page with the button; RuleBroken when the mails have gone out since.
    """
    current = writable(actor, meeting)
    if known and known != current.invited_mark:
        raise RuleBroken(_("Die Einladung ist inzwischen schon verschickt."))
    if current.cancelled_at is not None:
        raise RuleBroken(_("Diese Sitzung ist abgesagt."))
    if current.ends_at <= timezone.now():
        raise RuleBroken(_("Diese Sitzung ist vorbei."))
    count = rules.invited(current).count()
    if not count:
        raise RuleBroken(_("Niemand ist eingeladen: Die Gruppe hat noch keine Mitglieder mit Konto."))
    current.invited_at = timezone.now()
    _save(current, "invited_at")
    remember(actor, "invite", current, {"invited": count})
    bus.emit(MeetingAnnounced(current.pk, "invited"))
    return count


@use_case()
def answer(*, actor: User, meeting: Meeting, choice: str, representative: str = "") -> Answer:
    """Say whether one comes; later answers replace earlier ones. For those who are invited, until the meeting begins."""
    current = _locked(meeting)
    if not rules.is_invited(actor, current):
        raise NotAllowed
    if current.cancelled_at is not None or current.starts_at <= timezone.now():
        raise RuleBroken(_("Auf diese Einladung kann nicht mehr geantwortet werden."))
    if choice not in Answer.Choice.values:
        raise RuleBroken(_("Bitte wählen Sie eine Antwort."))
    if choice == Answer.Choice.REPRESENTED and not representative.strip():
        raise RuleBroken(_("Bitte nennen Sie, wer Sie vertritt."))
    given, _created = Answer.objects.update_or_create(
        meeting=current, user=actor, for_start=current.starts_at,
        defaults={
            "choice": choice, "answered_at": timezone.now(),
            "representative": representative.strip() if choice == Answer.Choice.REPRESENTED else "",
        },
    )  # fmt: skip
    remember(actor, "answer", current, {"answer": choice})
    return given


@use_case()
def move_meeting(*, actor: User, meeting: Meeting, span: Span) -> Meeting:
    """Another time; those who were invited hear of it; answers to the old time count no longer."""
    current = writable(actor, meeting)
    if current.cancelled_at is not None:
        raise RuleBroken(_("Diese Sitzung ist abgesagt."))
    if (current.starts_at, current.ends_at) == (span.starts_at, span.ends_at):
        return current
    current.earlier_starts_at, current.earlier_ends_at = current.starts_at, current.ends_at
    _set_time(actor, current, span, "move")
    return current


@use_case()
def undo_move(*, actor: User, meeting: Meeting) -> Meeting:
    """Back to the time before the last move."""
    current = writable(actor, meeting)
    if current.earlier_starts_at is None or current.earlier_ends_at is None or current.cancelled_at is not None:
        raise RuleBroken(_("Diese Sitzung wurde nicht verschoben."))
    earlier = Span(current.earlier_starts_at, current.earlier_ends_at)
    current.earlier_starts_at = current.earlier_ends_at = None
    _set_time(actor, current, earlier, "undo_move")
    return current


@use_case()
def cancel_meeting(*, actor: User, meeting: Meeting, reason: str = "") -> Meeting:
    """The meeting does not take place; it stays visible with the reason."""
    current = writable(actor, meeting)
    if current.cancelled_at is not None:
        raise RuleBroken(_("Diese Sitzung ist abgesagt."))
    current.cancelled_at, current.cancel_reason = timezone.now(), reason
    _save(current, "cancelled_at", "cancel_reason", is_new_time=True)
    remember(actor, "cancel", current)
    _tell(current, "cancelled")
    return current


@use_case()
def restore_meeting(*, actor: User, meeting: Meeting) -> Meeting:
    """It takes place after all."""
    current = writable(actor, meeting)
    if current.cancelled_at is None:
        raise RuleBroken(_("Diese Sitzung ist nicht abgesagt."))
    current.cancelled_at, current.cancel_reason = None, ""
    _save(current, "cancelled_at", "cancel_reason", is_new_time=True)
    remember(actor, "restore", current)
    _tell(current, "restored")
    return current


@use_case()
def copy_agenda(*, actor: User, meeting: Meeting, source: Meeting) -> int:
    """Begin with the items of an earlier meeting of the same cooperation, without their papers; returns how many.

    RuleBroken when the agenda has been begun already: pressed twice, it would stand there twice.
    """
    current = writable(actor, meeting)
    if source.cooperation_id != current.cooperation_id:
        raise NotAllowed
    if current.agenda.exists():
        raise RuleBroken(_("Diese Tagesordnung ist schon begonnen."))
    last = current.agenda.aggregate(last=Max("position"))["last"] or 0
    copies = [
        AgendaItem(
            meeting=current, position=last + number, title=item.title, text=item.text, proposer_id=item.proposer_id
        )
        for number, item in enumerate(source.agenda.all(), start=1)
    ]
    AgendaItem.objects.bulk_create(copies)
    remember(actor, "copy_agenda", current, {"items": len(copies)})
    return len(copies)


def writable(actor: User, meeting: Meeting) -> Meeting:
    """The row, locked, for somebody who may keep the meeting; else NotAllowed."""
    current = _locked(meeting)
    if not rules.may_write(actor, current):
        raise NotAllowed
    return current


def remember(actor: User | None, act: str, meeting: Meeting, after: dict[str, Any] | None = None) -> None:
    """Audit entry and topic of an act on a meeting."""
    audit.record(
        actor=actor,
        action=f"cooperation.meetings.{act}",
        subject=meeting,
        for_organisation=meeting.cooperation.lead_id,
        after=after,
    )
    topics.bump(meeting.cooperation.topic)


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("cooperation", "group__cooperation")
    return rows.get(pk=meeting.pk)


def _set_time(actor: User, meeting: Meeting, span: Span, act: str) -> None:
    meeting.starts_at, meeting.ends_at = span.starts_at, span.ends_at
    _save(meeting, "starts_at", "ends_at", "earlier_starts_at", "earlier_ends_at", is_new_time=True)
    remember(actor, act, meeting, {"starts_at": span.starts_at.isoformat()})
    _tell(meeting, "moved")


def _save(meeting: Meeting, *fields: str, is_new_time: bool = False) -> None:
    meeting.changed_at = timezone.now()
    meeting.sequence += is_new_time
    meeting.save(update_fields=[*fields, "changed_at", "sequence"])


def _tell(meeting: Meeting, news: News) -> None:
    if meeting.invited_at is not None and meeting.ends_at > timezone.now():
        bus.emit(MeetingAnnounced(meeting.pk, news))
