"""What editors do with public cases: undo a release, withdraw, restore, merge duplicates."""

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.catalogue.cases.models import TOPIC, Case, Revision
from interkomm.catalogue.editing import rules
from interkomm.catalogue.editing.events import CasesHidden, CasesReleased
from interkomm.catalogue.editing.storing import next_number, person, release
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import RuleBroken, use_case

State = Revision.State


def previous_of(case: Case) -> Revision | None:
    """What was public before the present revision."""
    before = Revision.objects.filter(case=case, state=State.SUPERSEDED)
    return before.order_by("-released_at", "-number").first()


@use_case()
def undo_release(*, actor: Actor, case: Case, seen: int, reason: str) -> Revision:
    """Make the previous content public again, as a new revision, so that this can be undone as well.

    `seen`: number of the revision that is to be undone. Raises NotAllowed, RuleBroken (nothing before it, another one
    released meanwhile, no reason).
    """
    locked = _locked(actor, case, reason)
    current, previous = locked.released, previous_of(locked)
    if current is None or locked.is_withdrawn:
        raise RuleBroken(_("Der Fall ist nicht öffentlich."))
    if current.number != seen:
        raise RuleBroken(_("Inzwischen ist eine andere Fassung öffentlich. Es wurde nichts geändert."))
    if previous is None:
        raise RuleBroken(_("Vor dieser Fassung gab es keine. Sie können den Fall zurückziehen."))
    now = timezone.now()
    made = Revision.objects.create(
        case=locked,
        number=next_number(locked),
        content=previous.content,
        state=State.PROPOSED,
        origin=Revision.Origin.UNDO,
        based_on=current,
        author=person(actor),
        comment=reason[:500],
        proposed_at=now,
        reviewed_at=now,
        reviewer=person(actor),
    )
    release(actor, [made], "catalogue.case.undo")
    return made


@use_case()
def withdraw_case(*, actor: Actor, case: Case, reason: str) -> Case:
    """Take a case out of the catalogue; its revisions stay. Raises NotAllowed, RuleBroken."""
    locked = _locked(actor, case, reason)
    if not locked.is_public:
        raise RuleBroken(_("Der Fall ist nicht öffentlich."))
    _hide(actor, locked, reason, None)
    return locked


@use_case()
def restore_case(*, actor: Actor, case: Case, reason: str) -> Case:
    """Make a withdrawn or merged case public again. Raises NotAllowed, RuleBroken."""
    locked = _locked(actor, case, reason)
    if not locked.is_withdrawn or locked.released_id is None:
        raise RuleBroken(_("Der Fall ist nicht zurückgezogen."))
    locked.is_withdrawn, locked.withdrawn_at, locked.withdrawn_reason, locked.merged_into = False, None, "", None
    locked.changed_at = timezone.now()
    _save(actor, locked, "catalogue.case.restore", reason)
    emit(CasesReleased((locked.pk,)))
    return locked


@use_case()
def merge_into(*, actor: Actor, case: Case, target: Case, reason: str) -> Case:
    """Say that a case is the same as another: it is withdrawn, and its address leads to the other.

    Raises NotAllowed, RuleBroken (the same case, one of them not public).
    """
    locked = _locked(actor, case, reason)
    if target.pk == locked.pk:
        raise RuleBroken(_("Ein Fall kann nicht mit sich selbst zusammengeführt werden."))
    if not locked.is_public or not target.is_public:
        raise RuleBroken(_("Beide Fälle müssen öffentlich sein."))
    Case.objects.filter(merged_into=locked).update(merged_into=target)
    _hide(actor, locked, reason, target)
    return locked


def _locked(actor: Actor, case: Case, reason: str) -> Case:
    rules.require_editor(actor)
    if not reason.strip():
        raise RuleBroken(_("Bitte schreiben Sie den Grund."))
    return Case.objects.select_for_update(of=("self",)).select_related("released").get(pk=case.pk)


def _hide(actor: Actor, case: Case, reason: str, target: Case | None) -> None:
    case.is_withdrawn, case.withdrawn_at, case.withdrawn_reason = True, timezone.now(), reason
    case.merged_into, case.changed_at = target, timezone.now()
    _save(actor, case, "catalogue.case.merge" if target else "catalogue.case.withdraw", reason)
    emit(CasesHidden((case.pk,)))


def _save(actor: Actor, case: Case, action: str, reason: str) -> None:
    case.save(update_fields=["is_withdrawn", "withdrawn_at", "withdrawn_reason", "merged_into", "changed_at"])
    after = {"reason": reason, **({"target": case.merged_into.slug} if case.merged_into else {})}
    audit.record(actor=actor, action=action, subject=case, after=after)
    bump(TOPIC, case.topic)
