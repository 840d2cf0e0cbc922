"""Writing a case before the editors see it: begin, save part by part, propose, take back, put on the newest state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.calc.cases import CaseRecord, InvalidRecord, as_json, from_json
from interkomm.calc.cases.merging import Merged, merge
from interkomm.catalogue.cases.models import Case, Revision
from interkomm.catalogue.drafting.parts import PartChange, fingerprint, value_of, with_part
from interkomm.catalogue.editing import rules
from interkomm.catalogue.editing.events import ProposalsReceived
from interkomm.catalogue.editing.storing import OPEN, PROPOSALS, Proposal, next_number, person, store
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.models import Organisation

State = Revision.State
ACT = "catalogue.case."


class Overtaken(RuleBroken):
    """Somebody else has changed the same part meanwhile; `content` is the draft as it is now."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        super().__init__(_("Jemand hat diesen Teil gleichzeitig geändert. Es wurde noch nichts gespeichert."))
        self.content = content


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What a draft begins with: a new record, or the public revision of `case`, or a copy of an earlier revision."""

    record: CaseRecord | None = None
    case: Case | None = None
    copy_of: Revision | None = None
    organisation: Organisation | None = None


@use_case()
def start_draft(*, actor: Actor, beginning: Beginning) -> Revision:
    """The person's draft of a case; an open one of theirs is taken up again. Raises NotAllowed, RuleBroken."""
    rules.require_proposer(actor)
    case, copied = beginning.case, beginning.copy_of
    if copied is not None:
        if not rules.may_read(person(actor), copied):
            raise NotAllowed
        case = copied.case
    if case is not None and (case.is_withdrawn or (case.released is None and copied is None)):
        raise RuleBroken(_("Dieser Fall ist nicht öffentlich und kann nicht bearbeitet werden."))
    own = open_draft(actor, case) if case is not None else _just_begun(actor, beginning)
    if own is not None:
        return own
    proposal = Proposal(
        record=_first_record(beginning, case),
        case=case,
        based_on=copied.based_on if copied else case.released if case else None,
        organisation=beginning.organisation,
    )
    return store(actor, [proposal], State.DRAFT, f"{ACT}draft")[0]


def open_draft(actor: Actor, case: Case) -> Revision | None:
    """The person's own draft or returned proposal of this case."""
    own = Revision.objects.filter(case=case, author=person(actor), state__in=rules.WRITABLE)
    return own.select_related("case").first()


def _just_begun(actor: Actor, beginning: Beginning) -> Revision | None:
    """The draft that the same form has begun already: sent twice, it begins one case, not two."""
    if beginning.record is None:
        return None
    own = Revision.objects.filter(author=person(actor), state=State.DRAFT, organisation=beginning.organisation)
    begun = own.filter(case__released=None, case__name=beginning.record.title()[:300]).select_related("case").first()
    return begun if begun is not None and begun.content == as_json(beginning.record) else None


def _first_record(beginning: Beginning, case: Case | None) -> CaseRecord:
    if beginning.record is not None:
        return beginning.record
    source = beginning.copy_of or (case.released if case else None)
    assert source is not None, "a draft begins with a record, a case or a revision"
    return from_json(source.content)


@use_case()
def save_part(*, actor: Actor, revision: Revision, change: PartChange) -> Revision:
    """Store one part of a draft. Raises NotAllowed, RuleBroken, Overtaken, InvalidRecord (with the place)."""
    locked = _writable(actor, revision)
    if fingerprint(locked.content, change.part) != change.seen:
        if value_of(locked.content, change.part) == change.value:
            return locked  # the same once more
        raise Overtaken(locked.content)
    record = from_json(with_part(locked.content, change))
    _write(actor, locked, record)
    audit.record(
        actor=actor,
        action=f"{ACT}write",
        subject=locked.case,
        for_organisation=locked.organisation_id,
        after={"revision": locked.number, "part": change.part},
    )
    bump(PROPOSALS)
    return locked


def _write(actor: Actor, revision: Revision, record: CaseRecord) -> None:
    revision.content, revision.changed_at = as_json(record), timezone.now()
    writer = person(actor)
    if writer is not None and writer.pk not in revision.writers:
        revision.writers = [*revision.writers, writer.pk]
    revision.save(update_fields=["content", "changed_at", "writers"])
    if revision.case.released_id is None and revision.number == 1:
        Case.objects.filter(pk=revision.case_id).update(name=record.title()[:300])


@use_case()
def propose_draft(*, actor: Actor, revision: Revision, comment: str) -> Revision:
    """Hand the draft to the editors. Raises NotAllowed, RuleBroken (nothing changed, no words about it)."""
    locked = _writable(actor, revision)
    if not comment.strip():
        raise RuleBroken(_("Bitte schreiben Sie kurz, was Sie geändert haben und warum."))
    current = locked.case.released
    if current is not None and current.content == locked.content:
        raise RuleBroken(_("Der Entwurf unterscheidet sich nicht von der öffentlichen Fassung."))
    locked.state, locked.comment = State.PROPOSED, comment[:500]
    locked.proposed_at = locked.changed_at = timezone.now()
    locked.save(update_fields=["state", "comment", "proposed_at", "changed_at"])
    _note(actor, locked, "propose")
    emit(ProposalsReceived((locked.pk,)))
    return locked


@use_case()
def withdraw_proposal(*, actor: Actor, revision: Revision) -> Revision:
    """Take a proposal back as a draft, before the editors have decided. Raises NotAllowed, RuleBroken."""
    locked = _locked(revision)
    if not rules.may_follow(person(actor), locked):
        raise NotAllowed
    if locked.state != State.PROPOSED:
        raise RuleBroken(_("Die Redaktion hat inzwischen entschieden."))
    locked.state, locked.proposed_at, locked.changed_at = State.DRAFT, None, timezone.now()
    locked.save(update_fields=["state", "proposed_at", "changed_at"])
    _note(actor, locked, "take_back")
    return locked


@use_case()
def discard_draft(*, actor: Actor, revision: Revision) -> Revision:
    """Put a draft away; it can be taken up again until its time is over. Raises NotAllowed, RuleBroken."""
    locked = _writable(actor, revision)
    locked.state, locked.changed_at = State.DISCARDED, timezone.now()
    locked.save(update_fields=["state", "changed_at"])
    _note(actor, locked, "discard_draft")
    return locked


def merged_with_newest(revision: Revision, decisions: Mapping[str, str] | None = None) -> Merged:
    """The revision with what was released since it was begun ("ours" is the revision). Two queries at most."""
    newest = revision.case.released
    ours = from_json(revision.content)
    if newest is None:
        return Merged(ours, (), ())
    base = from_json(revision.based_on.content) if revision.based_on else CaseRecord(name={})
    return merge(base, ours, from_json(newest.content), decisions)


@use_case()
def bring_up_to_date(*, actor: Actor, revision: Revision, decisions: Mapping[str, str]) -> Revision:
    """A new revision on the newest state; the old one is kept as discarded. Writers and editors may do it.

    Who decides conflicts counts as a writer: an editor who did may not release the result. Raises NotAllowed, RuleBroken.
    """
    locked = _locked(revision)
    who = person(actor)
    if not (rules.may_write(who, locked) or (rules.is_editor(who) and locked.state == State.PROPOSED)):
        raise NotAllowed
    if locked.state not in OPEN or locked.case.released_id in (None, locked.based_on_id):
        raise RuleBroken(_("Der Entwurf ist schon auf dem neuen Stand."))
    merged = merged_with_newest(locked, decisions)
    if merged.undecided:
        raise RuleBroken(_("Bitte entscheiden Sie jeden Widerspruch."))
    made = _successor(actor, locked, merged)
    _note(actor, made, "merge_newest")
    return made


def _successor(actor: Actor, old: Revision, merged: Merged) -> Revision:
    now, who = timezone.now(), person(actor)
    decides = bool(merged.conflicts) and who is not None and who.pk not in old.writers
    made = Revision.objects.create(
        case=old.case,
        number=next_number(old.case),
        content=as_json(merged.record),
        state=old.state,
        origin=old.origin,
        based_on=old.case.released,
        author=old.author,
        writers=[*old.writers, *([who.pk] if decides and who else [])],
        organisation=old.organisation,
        comment=old.comment,
        proposed_at=old.proposed_at,
        review_note=old.review_note,
        reviewed_at=old.reviewed_at,
        reviewer=old.reviewer,
    )
    old.state, old.changed_at = State.DISCARDED, now
    old.review_note = _("Ersetzt durch Fassung %(number)s auf dem neuen Stand.") % {"number": made.number}
    old.save(update_fields=["state", "changed_at", "review_note"])
    return made


def _locked(revision: Revision) -> Revision:
    rows = Revision.objects.select_for_update(of=("self",))
    return rows.select_related("case__released", "based_on", "author", "organisation").get(pk=revision.pk)


def _writable(actor: Actor, revision: Revision) -> Revision:
    locked = _locked(revision)
    if not rules.may_follow(person(actor), locked) or not rules.may_propose(person(actor)):
        raise NotAllowed
    if locked.state not in rules.WRITABLE:
        raise RuleBroken(gone_its_way())
    return locked


def gone_its_way() -> str:
    """What is said to somebody who writes in a draft that is none any more."""
    return _("Dieser Entwurf ist inzwischen vorgeschlagen oder verworfen. Es wurde nichts geändert.")


def _note(actor: Actor, revision: Revision, verb: str) -> None:
    audit.record(
        actor=actor,
        action=f"{ACT}{verb}",
        subject=revision.case,
        for_organisation=revision.organisation_id,
        after={"revision": revision.number},
    )
    bump(PROPOSALS)


__all__ = [
    "Beginning",
    "InvalidRecord",
    "Overtaken",
    "bring_up_to_date",
    "discard_draft",
    "merged_with_newest",
    "open_draft",
    "propose_draft",
    "save_part",
    "start_draft",
    "withdraw_proposal",
]
