"""Proposing and releasing cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.cases import CaseRecord, as_json
from interkomm.catalogue.cases.models import TOPIC, Case, Revision
from interkomm.catalogue.cases.releasing import make_public
from interkomm.catalogue.editing import rules
from interkomm.catalogue.editing.events import CasesReleased
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.models import Organisation

OPEN = (Revision.State.DRAFT, Revision.State.PROPOSED, Revision.State.RETURNED)
RESERVED = frozenset(  # first words of addresses below /katalog/
    (
        "karte", "vergleich", "analyse", "suchen", "gespeichert", "daten", "feed", "neu", "hilfe", "aehnlich", "begriffe",
        "einbetten", "import",
    )
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What somebody proposes. `case`: the case to change, None for a new one; `based_on`: the revision they saw.

    `slug`: wished address of a new case; made from its name when empty.
    """

    record: CaseRecord
    case: Case | None = None
    based_on: Revision | None = None
    origin: str = Revision.Origin.EDIT
    organisation: Organisation | None = None
    comment: str = ""
    slug: str = ""


@use_case()
def propose_case(*, actor: Actor, proposal: Proposal) -> Revision:
    """Store a proposal for the editors; nothing of it is public. Raises NotAllowed."""
    rules.require_proposer(actor)
    return _store(actor, [proposal], Revision.State.PROPOSED)[0]


@use_case()
def propose_cases(*, actor: Actor, proposals: Sequence[Proposal]) -> list[Revision]:
    """Store many proposals at once (an import). Raises NotAllowed."""
    rules.require_proposer(actor)
    return _store(actor, proposals, Revision.State.PROPOSED)


@use_case()
def release_revision(*, actor: Actor, revision: Revision, note: str = "") -> Case:
    """Make a proposed revision public. Raises NotAllowed, RuleBroken (not proposed any more, own proposal)."""
    rules.require_editor(actor)
    locked = Revision.objects.select_for_update().select_related("case").get(pk=revision.pk)
    if locked.state != Revision.State.PROPOSED:
        raise RuleBroken(_("Diese Fassung wartet nicht mehr auf die Redaktion. Es wurde nichts geändert."))
    if not rules.may_release(_person(actor), locked.author_id):
        raise RuleBroken(_("Freigeben muss eine andere Person als die, die den Fall geschrieben hat."))
    locked.reviewer, locked.review_note, locked.reviewed_at = _person(actor), note, timezone.now()
    _release(actor, [locked])
    return locked.case


@use_case()
def release_collection(*, actor: Actor, proposals: Sequence[Proposal], offered: Sequence[Proposal] = ()) -> list[Case]:
    """Store and release cases of the shipped collection at once; for the operator only. Raises NotAllowed.

    `offered`: shipped records of cases that people have changed since; these wait for the editors.
    """
    if not (isinstance(actor, User) and actor.is_staff):
        raise NotAllowed
    revisions = _store(actor, proposals, Revision.State.PROPOSED)
    _release(actor, revisions)
    _store(actor, offered, Revision.State.PROPOSED)
    return [revision.case for revision in revisions]


def _person(actor: Actor) -> User | None:
    return actor if isinstance(actor, User) else None


def _release(actor: Actor, revisions: Sequence[Revision]) -> None:
    make_public(revisions)
    for revision in revisions:
        audit.record(
            actor=actor,
            action="catalogue.case.release",
            subject=revision.case,
            for_organisation=revision.organisation_id,
            after={"revision": revision.number, "note": revision.review_note},
        )
    bump(TOPIC, *(revision.case.topic for revision in revisions))
    emit(CasesReleased(tuple(revision.case_id for revision in revisions)))


def _store(actor: Actor, proposals: Sequence[Proposal], state: Revision.State) -> list[Revision]:
    now = timezone.now()
    slugs = free_slugs([each.slug or each.record.title() for each in proposals if each.case is None])
    new = [Case(slug=slugs.pop(0), name=each.record.title()[:300]) for each in proposals if each.case is None]
    Case.objects.bulk_create(new, 500)
    fresh = iter(new)
    revisions = []
    for each in proposals:
        case = each.case or next(fresh)
        revisions.append(
            Revision(
                case=case,
                number=_next_number(case) if each.case else 1,
                content=as_json(each.record),
                state=state,
                origin=each.origin,
                based_on=each.based_on,
                author=_person(actor),
                organisation=each.organisation,
                comment=each.comment[:500],
                proposed_at=now if state == Revision.State.PROPOSED else None,
            )
        )
    Revision.objects.bulk_create(revisions, 500)
    for revision in revisions:
        audit.record(
            actor=actor,
            action="catalogue.case.propose",
            subject=revision.case,
            for_organisation=revision.organisation_id,
            after={"revision": revision.number, "origin": revision.origin},
        )
    bump(TOPIC)
    return revisions


def _next_number(case: Case) -> int:
    Case.objects.select_for_update().get(pk=case.pk)  # two proposals for one case get two numbers
    newest = Revision.objects.filter(case=case).order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def free_slugs(titles: Sequence[str]) -> list[str]:
    """An address of its own for each title, stable from then on; one query per beginning of a title."""
    wanted = [_slug(title) for title in titles]
    taken: set[str] = set(RESERVED)
    for stem in {slug[:20] for slug in wanted}:
        taken |= set(Case.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    found = []
    for slug in wanted:
        free, number = slug, 2
        while free in taken:
            free, number = f"{slug}-{number}", number + 1
        taken.add(free)
        found.append(free)
    return found


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def _slug(title: str) -> str:
    return slugify(title.translate(_UMLAUTS))[:80].strip("-") or "fall"
