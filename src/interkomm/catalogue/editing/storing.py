"""How revisions come into the tables and become public; called inside use cases only."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify

from interkomm.accounts.models import User
from interkomm.calc.cases import CaseRecord, as_json
from interkomm.catalogue.cases.models import TOPIC, Case, Revision
from interkomm.catalogue.cases.releasing import make_public
from interkomm.catalogue.editing.events import CasesReleased
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Act, Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.organisations.models import Organisation

PROPOSALS = "catalogue:proposals"  # what is not public yet; no public page depends on it
OPEN = (Revision.State.DRAFT, Revision.State.PROPOSED, Revision.State.RETURNED)
MOST_STEMS = 10
RESERVED = frozenset(  # first words of addresses below /katalog/
    (
        "karte", "vergleich", "analyse", "suchen", "gespeichert", "daten", "feed", "neu", "hilfe", "aehnlich", "begriffe",
        "einbetten", "import",
    )
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What somebody proposes. `case`: the case to change, None for a new one; `based_on`: the revision they saw,
    the public one of now if not said.

    `slug`: wished address of a new case; made from its name when empty.
    """

    record: CaseRecord
    case: Case | None = None
    based_on: Revision | None = None
    origin: str = Revision.Origin.EDIT
    organisation: Organisation | None = None
    comment: str = ""
    slug: str = ""


def person(actor: Actor) -> User | None:
    """The person who acts, None for the system."""
    return actor if isinstance(actor, User) else None


def release(actor: Actor, revisions: Sequence[Revision], action: str = "catalogue.case.release") -> None:
    """Make these revisions public, with audit entry, topics and event."""
    make_public(revisions)
    for revision in revisions:
        audit.record(
            actor=actor,
            action=action,
            subject=revision.case,
            for_organisation=revision.organisation_id,
            after={"revision": revision.number, "note": revision.review_note},
        )
    bump(TOPIC, *(revision.case.topic for revision in revisions))
    emit(CasesReleased(tuple(revision.case_id for revision in revisions)))


def store(
    actor: Actor, proposals: Sequence[Proposal], state: Revision.State, action: str = "catalogue.case.propose"
) -> list[Revision]:
    """New revisions in this state, each with its case if that is new. Drafts and proposals change no public page."""
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
                number=next_number(case) if each.case else 1,
                content=as_json(each.record),
                state=state,
                origin=each.origin,
                based_on_id=each.based_on.pk if each.based_on else each.case.released_id if each.case else None,
                author=person(actor),
                writers=[each.pk for each in (person(actor),) if each],
                organisation=each.organisation,
                comment=each.comment[:500],
                proposed_at=now if state == Revision.State.PROPOSED else None,
            )
        )
    Revision.objects.bulk_create(revisions, 500)
    acts = [
        Act(each.case, each.organisation_id, {"revision": each.number, "origin": each.origin}) for each in revisions
    ]
    audit.record_many(actor=actor, action=action, acts=acts)
    bump(PROPOSALS)
    return revisions


def next_number(case: Case) -> int:
    """The number of the next revision of a case; the case stays locked until the act ends."""
    Case.objects.select_for_update().get(pk=case.pk)  # two proposals for one case get two numbers
    newest = Revision.objects.filter(case=case).order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def free_slugs(titles: Sequence[str]) -> list[str]:
    """An address of its own for each title, stable from then on; one query per beginning of a title, one for many."""
    wanted = [_slug(title) for title in titles]
    taken: set[str] = set(RESERVED)
    known = Case.objects.values_list("slug", flat=True)
    stems = {slug[:20] for slug in wanted}
    if len(stems) > MOST_STEMS:
        taken.update(known)
    else:
        for stem in stems:
            taken.update(known.filter(slug__startswith=stem))
    found = []
    for slug in wanted:
        free, number = slug, 2
        while free in taken:
            free, number = f"{slug}-{number}", number + 1
        taken.add(free)
        found.append(free)
    return found


_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "–": "-", "—": "-", "/": "-"}
)


def _slug(title: str) -> str:
    return slugify(title.translate(_LETTERS))[:80].strip("-") or "fall"
