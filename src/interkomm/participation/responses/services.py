"""Use cases of answering: official answers with a status, one by one or for many, drafts, and undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.foundation.audit.services import Actor, record
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.participation.contributions import tallies
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.responses import rules
from interkomm.participation.responses.events import AnswerTakenBack, ContributionAnswered
from interkomm.participation.responses.models import Response, ResponseDraft

Status = Contribution.Status


@dataclass(frozen=True)
class Answer:
    """What an officer says. `organisation_id`: in whose name; `forwarded_to_id`: only when forwarded."""

    status: str
    text: str
    organisation_id: int
    forwarded_to_id: int | None = None


@use_case()
def answer(
    *,
    actor: Actor,
    contribution: Contribution,
    answer: Answer,
    submission_key: str,
    now: datetime,
    seen_response_id: int | None = None,
) -> Response:
    """Publish an answer; it replaces the one shown, all versions are kept. The same form twice answers once.

    `seen_response_id`: the newest answer when the form was opened (None: none). Raises RuleBroken when a colleague has
    answered meanwhile, or when the answer is incomplete.
    """
    if earlier := Response.objects.filter(submission_key=submission_key).first():
        return earlier
    current = _locked(contribution.pk)
    if not rules.may_answer(actor, current):
        raise NotAllowed
    newest = current.responses.first()
    if newest is not None and newest.pk != seen_response_id:
        raise RuleBroken(_("Inzwischen hat schon jemand geantwortet. Bitte lesen Sie zuerst diese Antwort."))
    return _publish(actor, current, answer, submission_key, now)


@use_case()
def answer_many(
    *, actor: Actor, contribution_ids: Sequence[int], answer: Answer, submission_key: str, now: datetime
) -> int:
    """Give the same answer to several contributions, all or none; returns to how many (0: the same form again)."""
    count = 0
    for key in sorted(set(contribution_ids)):  # in one order, so that two such transactions never wait for each other
        own_key = f"{submission_key}:{key}"
        if Response.objects.filter(submission_key=own_key).exists():
            continue
        _publish(actor, _locked(key), answer, own_key, now)
        count += 1
    return count


@use_case()
def undo(*, actor: Actor, response: Response, now: datetime) -> Response:
    """Take the newest answer back: the state before it becomes the newest version. Nothing is deleted."""
    current = _locked(response.contribution_id)
    own_key = f"undo:{response.pk}"
    if earlier := Response.objects.filter(submission_key=own_key).first():
        return earlier
    if not rules.may_answer(actor, current):
        raise NotAllowed
    newest, before = [*current.responses.all()[:2], None, None][:2]
    if newest is None or newest.pk != response.pk or newest.submission_key.startswith("undo:"):
        raise RuleBroken(_("Diese Antwort ist nicht mehr die neueste und kann nicht zurückgenommen werden."))
    restored = Response.objects.create(
        contribution=current,
        status=before.status if before else Status.RECEIVED,
        text=before.text if before else "",
        organisation_id=before.organisation_id if before else newest.organisation_id,
        forwarded_to_id=before.forwarded_to_id if before else None,
        by=actor if isinstance(actor, User) else None,
        published_at=before.published_at if before else now,
        submission_key=own_key,
    )
    answered_at = before.published_at if before and _is_answer(before.status, before.text) else None
    _set_status(current, restored.status, restored.forwarded_to_id, answered_at, now)
    _note(actor, current, restored, action="participation.response.undo", before={"status": newest.status})
    emit(AnswerTakenBack(newest.pk))
    return restored


@use_case(unaudited="a draft is nobody's act yet; publishing it is")
def save_draft(*, actor: Actor, contribution: Contribution, draft: Answer, now: datetime) -> ResponseDraft:
    """Keep what somebody has prepared; the last state of each person counts."""
    if not isinstance(actor, User) or not rules.may_answer(actor, contribution):
        raise NotAllowed
    values = {
        "status": draft.status,
        "text": draft.text,
        "organisation_id": draft.organisation_id,
        "forwarded_to_id": draft.forwarded_to_id,
        "updated_at": now,
    }
    return ResponseDraft.objects.update_or_create(contribution=contribution, by=actor, defaults=values)[0]


def _locked(contribution_id: int) -> Contribution:
    locked = Contribution.objects.select_for_update(of=("self",)).select_related("process")
    return locked.get(pk=contribution_id)


def _publish(actor: Actor, contribution: Contribution, answer: Answer, submission_key: str, now: datetime) -> Response:
    _check(actor, contribution, answer)
    try:
        with transaction.atomic():
            response = Response.objects.create(
                contribution=contribution,
                status=answer.status,
                text=answer.text,
                organisation_id=answer.organisation_id,
                forwarded_to_id=answer.forwarded_to_id,
                by=actor if isinstance(actor, User) else None,
                published_at=now,
                submission_key=submission_key,
            )
    except IntegrityError:  # another copy of the form was faster
        return Response.objects.get(submission_key=submission_key)
    before = {"status": contribution.status, "forwarded_to": contribution.forwarded_to_id}
    answered_at = now if _is_answer(answer.status, answer.text) else contribution.answered_at
    _set_status(contribution, answer.status, _holder(contribution, answer), answered_at, now)
    ResponseDraft.objects.filter(contribution=contribution, by_id=response.by_id).delete()
    _note(actor, contribution, response, action="participation.response.answer", before=before)
    emit(ContributionAnswered(response.pk))
    return response


def _check(actor: Actor, contribution: Contribution, answer: Answer) -> None:
    if not rules.may_answer(actor, contribution):
        raise NotAllowed
    if answer.organisation_id not in rules.answering_organisations(actor, contribution):
        raise NotAllowed
    if answer.status not in Status.values:
        raise RuleBroken(_("Bitte wählen Sie einen Stand."))
    if answer.status in rules.NEEDS_TEXT and not answer.text.strip():
        raise RuleBroken(_("Zu diesem Stand gehört eine Antwort in Worten."))
    is_forwarded = answer.status == Status.FORWARDED
    if is_forwarded and answer.forwarded_to_id is None:
        raise RuleBroken(_("Bitte wählen Sie, an wen Sie den Beitrag weiterleiten."))
    if is_forwarded and answer.forwarded_to_id == answer.organisation_id:
        raise RuleBroken(_("Ein Beitrag kann nicht an die eigene Stelle weitergeleitet werden."))


def _holder(contribution: Contribution, answer: Answer) -> int | None:
    """Who has the contribution after this answer: the one it is forwarded to, also when that one answers it."""
    if answer.status == Status.FORWARDED:
        return answer.forwarded_to_id
    return contribution.forwarded_to_id if answer.organisation_id == contribution.forwarded_to_id else None


def _is_answer(status: str, text: str) -> bool:
    return bool(text.strip()) or status in rules.NEEDS_TEXT


def _set_status(
    contribution: Contribution, status: str, holder: int | None, answered_at: datetime | None, now: datetime
) -> None:
    tallies.uncount(contribution)
    contribution.status, contribution.forwarded_to_id = status, holder
    contribution.answered_at, contribution.updated_at = answered_at, now
    contribution.save(update_fields=["status", "forwarded_to", "answered_at", "updated_at"])
    tallies.count(contribution)


def _note(
    actor: Actor, contribution: Contribution, response: Response, *, action: str, before: Mapping[str, object]
) -> None:
    """Audit entry and topic of a new version."""
    record(
        actor=actor,
        action=action,
        subject=contribution,
        for_organisation=response.organisation_id,
        before=dict(before),
        after={"status": response.status, "response": response.pk, "forwarded_to": response.forwarded_to_id},
    )
    bump(contribution.process.talk_topic)
