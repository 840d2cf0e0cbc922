"""What is written down of a meeting: who was there, the minutes, the decisions."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.meetings import rules
from interkomm.cooperation.meetings.models import AgendaItem, Attendance, Decision, Meeting, MinutesVersion, Vote
from interkomm.cooperation.meetings.services import remember, writable
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

LONGEST = 2_000_000  # characters; 300 pages have about 900,000
Presences = Mapping[int, tuple[str, str]]


class Overtaken(RuleBroken):
    """Somebody else saved in the meantime; `newest` is what they wrote."""

    def __init__(self, newest: MinutesVersion) -> None:
        self.newest = newest
        super().__init__(_("Inzwischen hat jemand anderes das Protokoll gespeichert."))


@use_case()
def record_attendance(*, actor: User, meeting: Meeting, presences: Presences) -> None:
    """Who was there. `presences`: key of a partner → (presence, names); an empty presence takes the entry away."""
    current = writable(actor, meeting)
    if set(presences) - partnerships.partner_ids(current.cooperation):
        raise NotAllowed
    for key, (presence, names) in presences.items():
        if presence and presence not in Attendance.Presence.values:
            raise RuleBroken(_("Bitte wählen Sie eine Antwort."))
        rows = Attendance.objects.filter(meeting=current, organisation_id=key)
        if not presence:
            rows.delete()
        else:
            Attendance.objects.update_or_create(
                meeting=current, organisation_id=key, defaults={"presence": presence, "names": names[:300]}
            )
    remember(actor, "attendance", current, {"recorded": sum(bool(each[0]) for each in presences.values())})


@use_case()
def save_minutes(*, actor: User, meeting: Meeting, text: str, based_on: int) -> MinutesVersion:
    """A new version of the minutes, written on version `based_on` (0: none yet).

    Raises Overtaken when somebody else saved in the meantime, RuleBroken when they are confirmed and the person may not correct.
    """
    current = writable(actor, meeting)
    if len(text) > LONGEST:
        raise RuleBroken(_("Dieses Protokoll ist zu lang. Bitte legen Sie Teile als Unterlage bei."))
    newest = current.minutes.first()
    if newest is not None:
        if newest.number != based_on:
            raise Overtaken(newest)
        if newest.text == text:
            return newest
        if newest.confirmed_at is not None and not rules.may_confirm(actor, current):
            raise RuleBroken(_("Dieses Protokoll ist bestätigt. Eine Berichtigung beginnt, wer es bestätigen darf."))
    number = newest.number + 1 if newest else 1
    version = MinutesVersion.objects.create(meeting=current, number=number, text=text, saved_by=actor)
    remember(actor, "save_minutes", current, {"version": number})
    return version


@use_case()
def confirm_minutes(*, actor: User, meeting: Meeting, number: int) -> MinutesVersion:
    """The chair or the lead says that version `number` is right. Raises Overtaken when there is a newer one."""
    current = Meeting.objects.select_for_update(of=("self",)).select_related("cooperation", "group__cooperation")
    row = current.get(pk=meeting.pk)
    if not rules.may_confirm(actor, row):
        raise NotAllowed
    newest = row.minutes.first()
    if newest is None:
        raise RuleBroken(_("Es gibt noch kein Protokoll."))
    if newest.number != number:
        raise Overtaken(newest)
    if newest.confirmed_at is None:
        newest.confirmed_at, newest.confirmed_by = timezone.now(), actor
        newest.save(update_fields=["confirmed_at", "confirmed_by"])
        remember(actor, "confirm_minutes", row, {"version": number})
    return newest


@use_case()
def record_decision(
    *, actor: User, meeting: Meeting, text: str, votes: Mapping[int, str], item: AgendaItem | None = None
) -> Decision:
    """A decision with a vote for each partner of today; partners without one in `votes` have not said anything."""
    current = writable(actor, meeting)
    _check_item(current, item)
    cooperation = current.cooperation
    partners = partnerships.partner_ids(cooperation) | {cooperation.lead_id}
    decision = Decision.objects.create(
        meeting=current, item=item, text=text, rule=cooperation.consent_rule, lead_id=cooperation.lead_id
    )
    Vote.objects.bulk_create(
        Vote(decision=decision, organisation_id=key, choice=_choice(votes.get(key))) for key in sorted(partners)
    )
    remember(actor, "decide", current, {"decision": decision.pk})
    return decision


@use_case()
def change_decision(
    *, actor: User, decision: Decision, text: str, votes: Mapping[int, str], item: AgendaItem | None = None
) -> Decision:
    """Change wording, item and votes; rule and partners stay as they were when it was recorded."""
    current = writable(actor, decision.meeting)
    _check_item(current, item)
    row = Decision.objects.select_for_update().get(pk=decision.pk)
    row.text, row.item = text, item
    row.save(update_fields=["text", "item"])
    for vote in row.votes.all():
        vote.choice = _choice(votes.get(vote.organisation_id))
        vote.save(update_fields=["choice"])
    remember(actor, "change_decision", current, {"decision": row.pk})
    return row


def _check_item(meeting: Meeting, item: AgendaItem | None) -> None:
    if item is not None and item.meeting_id != meeting.pk:
        raise NotAllowed


def _choice(value: str | None) -> str:
    return value if value in Vote.Choice.values else Vote.Choice.NONE.value
