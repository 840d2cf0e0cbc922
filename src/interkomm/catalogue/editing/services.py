"""Proposing, and what the editors do with proposals."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.catalogue.cases.models import Case, Revision
from interkomm.catalogue.editing import rules
from interkomm.catalogue.editing.events import ProposalDecided, ProposalsReceived
from interkomm.catalogue.editing.storing import PROPOSALS, Proposal, free_slugs, person, release, store
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

__all__ = [
    "Proposal",
    "discard",
    "free_slugs",
    "propose_case",
    "propose_cases",
    "release_collection",
    "release_revision",
    "return_to_author",
]
State = Revision.State


@use_case()
def propose_case(*, actor: Actor, proposal: Proposal) -> Revision:
    """Store a proposal for the editors; nothing of it is public. Raises NotAllowed."""
    rules.require_proposer(actor)
    return _propose(actor, [proposal])[0]


@use_case()
def propose_cases(*, actor: Actor, proposals: Sequence[Proposal]) -> list[Revision]:
    """Store many proposals at once (an import). Raises NotAllowed."""
    rules.require_proposer(actor)
    return _propose(actor, proposals)


@use_case()
def release_revision(*, actor: Actor, revision: Revision, note: str = "", despite_newer: bool = False) -> Case:
    """Make a proposed revision public. `despite_newer`: even though another one was released since the author began.

    Raises NotAllowed, RuleBroken (not proposed any more, own text, withdrawn case, newer revision).
    """
    locked = _waiting(actor, revision)
    if not rules.may_release(person(actor), locked):
        raise RuleBroken(_("Freigeben muss eine andere Person als die, die den Fall geschrieben hat."))
    if locked.case.is_withdrawn:
        raise RuleBroken(_("Der Fall ist zurückgezogen. Stellen Sie ihn zuerst wieder her."))
    if is_overtaken(locked) and not despite_newer:
        raise RuleBroken(
            _("Inzwischen wurde eine andere Fassung freigegeben. Bringen Sie den Vorschlag auf den neuen Stand.")
        )
    locked.reviewer, locked.review_note, locked.reviewed_at = person(actor), note, timezone.now()
    release(actor, [locked])
    emit(ProposalDecided(locked.pk, State.RELEASED))
    return locked.case


@use_case()
def return_to_author(*, actor: Actor, revision: Revision, reason: str) -> Revision:
    """Ask the author to go on with it. Raises NotAllowed, RuleBroken (not proposed any more, no reason)."""
    return _decide(actor, revision, State.RETURNED, reason, "catalogue.case.return")


@use_case()
def discard(*, actor: Actor, revision: Revision, reason: str) -> Revision:
    """Say no to a proposal; the author reads why. Raises NotAllowed, RuleBroken (not proposed any more, no reason)."""
    return _decide(actor, revision, State.DISCARDED, reason, "catalogue.case.discard")


@use_case()
def release_collection(*, actor: Actor, proposals: Sequence[Proposal], offered: Sequence[Proposal] = ()) -> list[Case]:
    """Store and release cases of the shipped collection at once; for the operator only. Raises NotAllowed.

    `offered`: shipped records of cases that people have changed since; these wait for the editors.
    """
    if not (isinstance(actor, User) and actor.is_staff):
        raise NotAllowed
    revisions = store(actor, proposals, State.PROPOSED)
    release(actor, revisions)
    store(actor, offered, State.PROPOSED)
    return [revision.case for revision in revisions]


def is_overtaken(revision: Revision) -> bool:
    """Whether the public revision of the case is not the one that this one began with."""
    return revision.case.released_id is not None and revision.based_on_id != revision.case.released_id


def _propose(actor: Actor, proposals: Sequence[Proposal]) -> list[Revision]:
    revisions = store(actor, proposals, State.PROPOSED)
    if revisions:
        emit(ProposalsReceived(tuple(each.pk for each in revisions)))
    return revisions


def _waiting(actor: Actor, revision: Revision) -> Revision:
    rules.require_editor(actor)
    Case.objects.select_for_update().get(pk=revision.case_id)  # two proposals of one case are decided one after another
    locked = Revision.objects.select_for_update(of=("self",)).select_related("case").get(pk=revision.pk)
    if locked.state != State.PROPOSED:
        raise RuleBroken(_("Diese Fassung wartet nicht mehr auf die Redaktion. Es wurde nichts geändert."))
    return locked


def _decide(actor: Actor, revision: Revision, state: str, reason: str, action: str) -> Revision:
    locked = _waiting(actor, revision)
    if not reason.strip():
        raise RuleBroken(_("Bitte schreiben Sie, warum. Wer den Fall vorgeschlagen hat, liest den Grund."))
    now = timezone.now()
    changes: dict[str, Any] = {"state": state, "reviewer": person(actor), "review_note": reason, "reviewed_at": now}
    for name, value in (changes | {"changed_at": now}).items():
        setattr(locked, name, value)
    locked.save(update_fields=[*changes, "changed_at"])
    after = {"revision": locked.number, "reason": reason}
    audit.record(actor=actor, action=action, subject=locked.case, for_organisation=locked.organisation_id, after=after)
    bump(PROPOSALS)
    emit(ProposalDecided(locked.pk, state))
    return locked
