"""Use cases of moderation. Every decision is an act with a reason; nothing is ever deleted by it."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.foundation.audit.services import Actor, record
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.participation.contributions import tallies
from interkomm.participation.contributions.models import Contribution, Reason
from interkomm.participation.moderation import rules
from interkomm.participation.moderation.events import (
    AppealDecided,
    ContributionHidden,
    ContributionReleased,
    ContributionRestored,
)
from interkomm.participation.moderation.models import Appeal, ModerationAct, Report
from interkomm.participation.processes.rules import may_moderate

Kind = ModerationAct.Kind
State = Contribution.State


@use_case()
def report(
    *, actor: Actor, contribution: Contribution, reason: str, text: str, submission_key: str, now: datetime
) -> Report:
    """Store what a reader reports; the same form twice makes one report. The reporting person is not stored."""
    if earlier := Report.objects.filter(submission_key=submission_key).first():
        return earlier
    current = _locked(contribution)
    if not rules.may_report(current) or reason not in Reason.values:
        raise NotAllowed
    made = Report(contribution=current, reason=reason, text=text, submission_key=submission_key, created_at=now)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # another copy of the form was faster
        return Report.objects.get(submission_key=submission_key)
    Contribution.objects.filter(pk=current.pk).update(report_count=F("report_count") + 1)
    record(actor=AnonymousUser(), action="participation.moderation.report", subject=current, after={"reason": reason})
    bump(current.process.talk_topic)
    return made


@use_case()
def hide(*, actor: Actor, contribution: Contribution, reason: str, note: str, now: datetime) -> ModerationAct:
    """Hide a published or held contribution with a published reason; once more is the same act, not a second one."""
    current = _moderated(actor, contribution)
    if reason not in Reason.values:
        raise RuleBroken(_("Bitte wählen Sie einen Grund aus den veröffentlichten Regeln."))
    if current.state == State.HIDDEN:
        return _act_in_force(current)
    if current.state == State.WITHDRAWN:
        raise RuleBroken(_("Dieser Beitrag wurde schon zurückgezogen."))
    act = _act(actor, current, Kind.HIDE, now, reason=reason, note=note)
    _change_state(current, State.HIDDEN, now, reason=reason, note=note)
    _decide_reports(actor, act, Report.Outcome.UPHELD, now)
    _told(actor, act)
    emit(ContributionHidden(act.pk))
    return act


@use_case()
def restore(*, actor: Actor, contribution: Contribution, note: str, now: datetime) -> ModerationAct:
    """Show a hidden contribution again; an open objection is thereby granted."""
    current = _moderated(actor, contribution)
    if current.state != State.HIDDEN:
        raise RuleBroken(_("Dieser Beitrag ist nicht ausgeblendet."))
    act = _restore(actor, current, note, now)
    _grant_open_appeal(actor, current, note, now)
    return act


@use_case()
def release(*, actor: Actor, contribution: Contribution, now: datetime) -> ModerationAct | None:
    """Publish a contribution that waited for the check before publication; None: it is published already."""
    current = _moderated(actor, contribution)
    if current.state == State.PUBLISHED:
        return None
    if current.state != State.HELD:
        raise RuleBroken(_("Dieser Beitrag wartet nicht auf eine Prüfung."))
    act = _act(actor, current, Kind.RELEASE, now)
    _change_state(current, State.PUBLISHED, now)
    _told(actor, act)
    emit(ContributionReleased(act.pk))
    return act


@use_case()
def dismiss_reports(*, actor: Actor, contribution: Contribution, note: str, now: datetime) -> ModerationAct | None:
    """Decide that the reports of a contribution show no breach of the rules; None: none is open."""
    current = _moderated(actor, contribution)
    if not current.reports.filter(outcome=Report.Outcome.OPEN).exists():
        return None
    act = _act(actor, current, Kind.DISMISS, now, note=note)
    _decide_reports(actor, act, Report.Outcome.DISMISSED, now)
    _told(actor, act)
    return act


@use_case()
def undo(*, actor: Actor, act: ModerationAct, now: datetime) -> ModerationAct:
    """Take back the newest act on a contribution: its state and its reports are as before; the act stays on record."""
    current = _moderated(actor, act.contribution)
    latest = ModerationAct.objects.filter(contribution=current, undone_at__isnull=True).first()
    if latest is None or latest.pk != act.pk:
        raise RuleBroken(_("Inzwischen wurde neu entschieden. Bitte sehen Sie sich den Beitrag noch einmal an."))
    if latest.kind == Kind.RESTORE:
        raise RuleBroken(_("Ein wieder eingeblendeter Beitrag kann nur mit Begründung erneut ausgeblendet werden."))
    changes_state = latest.kind != Kind.DISMISS and current.state != State.WITHDRAWN
    if changes_state:
        if Appeal.objects.filter(act=latest).exists():
            raise RuleBroken(_("Gegen diese Entscheidung liegt ein Widerspruch vor. Bitte entscheiden Sie über ihn."))
        _change_state(current, State(latest.state_before), now)
    latest.undone_at = now
    latest.save(update_fields=["undone_at"])
    _reopen_reports(latest)
    _told(actor, latest, action="undo")
    if changes_state and latest.kind == Kind.HIDE:
        emit(ContributionRestored(latest.pk))
    return latest


@use_case()
def appeal(*, actor: Actor, act: ModerationAct, text: str, holds_token: bool, now: datetime) -> Appeal:
    """Object to a hiding, as author by account or private link; the same objection twice is one."""
    if existing := Appeal.objects.filter(act=act).first():
        return existing
    _locked(act.contribution)  # always the contribution first, so that no two acts wait for each other
    current = ModerationAct.objects.select_related("contribution__process").get(pk=act.pk)
    if not rules.may_appeal(actor, current, holds_token=holds_token):
        raise NotAllowed
    try:
        with transaction.atomic():
            made = Appeal.objects.create(act=current, text=text, created_at=now)
    except IntegrityError:  # a double click on another worker
        return Appeal.objects.get(act=act)
    record(actor=actor, action="participation.moderation.appeal", subject=current.contribution)
    bump(current.contribution.process.talk_topic)
    return made


@use_case()
def decide_appeal(*, actor: Actor, appeal: Appeal, is_granted: bool, answer: str, now: datetime) -> Appeal:
    """Decide an objection: by another person than the one who hid. Granted: the contribution is shown again."""
    contribution = _locked(appeal.act.contribution)
    current = Appeal.objects.select_related("act__contribution__process").get(pk=appeal.pk)
    if not rules.may_decide(actor, current):
        raise NotAllowed
    if current.outcome != Appeal.Outcome.OPEN:
        return current
    if is_granted and contribution.state == State.HIDDEN:
        _restore(actor, contribution, answer, now)
    _close_appeal(actor, current, Appeal.Outcome.GRANTED if is_granted else Appeal.Outcome.REFUSED, answer, now)
    return current


def _locked(contribution: Contribution) -> Contribution:
    locked = Contribution.objects.select_for_update(of=("self",)).select_related("process")
    return locked.get(pk=contribution.pk)


def _moderated(actor: Actor, contribution: Contribution) -> Contribution:
    """The contribution as it is now, locked; NotAllowed for people who do not moderate its process."""
    current = _locked(contribution)
    if not may_moderate(actor, current.process):
        raise NotAllowed
    return current


def _act(
    actor: Actor, contribution: Contribution, kind: str, now: datetime, *, reason: str = "", note: str = ""
) -> ModerationAct:
    return ModerationAct.objects.create(
        contribution=contribution,
        kind=kind,
        reason=reason,
        note=note,
        organisation_id=rules.acting_organisation(actor, contribution.process),
        by=actor if isinstance(actor, User) else None,
        at=now,
        state_before=contribution.state,
    )


def _act_in_force(contribution: Contribution) -> ModerationAct:
    acts = ModerationAct.objects.filter(contribution=contribution, kind=Kind.HIDE, undone_at__isnull=True)
    return acts.latest("id")


def _change_state(contribution: Contribution, state: str, now: datetime, *, reason: str = "", note: str = "") -> None:
    """Move to a state with tallies and the count at the parent; replies of a hidden contribution stay readable."""
    change = (state == State.PUBLISHED) - (contribution.state == State.PUBLISHED)
    tallies.uncount(contribution)
    contribution.state, contribution.state_reason, contribution.state_note = state, reason, note
    contribution.updated_at = now
    contribution.save(update_fields=["state", "state_reason", "state_note", "updated_at"])
    tallies.count(contribution)
    if contribution.parent_id and change:
        Contribution.objects.filter(pk=contribution.parent_id).update(reply_count=F("reply_count") + change)


def _decide_reports(actor: Actor, act: ModerationAct, outcome: str, now: datetime) -> None:
    reports = act.contribution.reports.filter(outcome=Report.Outcome.OPEN)
    reports.update(outcome=outcome, decided_at=now, decided_by=actor, act=act)
    Contribution.objects.filter(pk=act.contribution_id).update(report_count=0)


def _reopen_reports(act: ModerationAct) -> None:
    count = act.decided_reports.update(outcome=Report.Outcome.OPEN, decided_at=None, decided_by=None, act=None)
    Contribution.objects.filter(pk=act.contribution_id).update(report_count=F("report_count") + count)


def _restore(actor: Actor, contribution: Contribution, note: str, now: datetime) -> ModerationAct:
    act = _act(actor, contribution, Kind.RESTORE, now, note=note)
    _change_state(contribution, State.PUBLISHED, now)
    _told(actor, act)
    emit(ContributionRestored(act.pk))
    return act


def _grant_open_appeal(actor: Actor, contribution: Contribution, note: str, now: datetime) -> None:
    for waiting in Appeal.objects.filter(act__contribution=contribution, outcome=Appeal.Outcome.OPEN):
        _close_appeal(actor, waiting, Appeal.Outcome.GRANTED, note, now)


def _close_appeal(actor: Actor, appeal: Appeal, outcome: str, answer: str, now: datetime) -> None:
    appeal.outcome, appeal.answer, appeal.decided_at = outcome, answer, now
    appeal.decided_by = actor if isinstance(actor, User) else None
    appeal.save(update_fields=["outcome", "answer", "decided_at", "decided_by"])
    contribution = appeal.act.contribution
    record(
        actor=actor,
        action="participation.moderation.decide_appeal",
        subject=contribution,
        for_organisation=rules.acting_organisation(actor, contribution.process),
        after={"outcome": outcome},
    )
    bump(contribution.process.talk_topic)
    emit(AppealDecided(appeal.pk))


def _told(actor: Actor, act: ModerationAct, *, action: str = "") -> None:
    """Audit entry and topic of an act."""
    contribution = act.contribution
    record(
        actor=actor,
        action=f"participation.moderation.{action or act.kind}",
        subject=contribution,
        for_organisation=act.organisation_id,
        before={"state": act.state_before},
        after={"kind": act.kind, "reason": act.reason},
    )
    bump(contribution.process.talk_topic)
