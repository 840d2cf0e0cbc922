"""Keeping the links of released cases, recording how they answer, and confirming facts that got old."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.cases import Entry, State, as_json, from_json
from interkomm.catalogue.care.links import Answer, addresses, judged
from interkomm.catalogue.care.models import CaseLink
from interkomm.catalogue.cases.models import TOPIC, Case, Revision, topic_of
from interkomm.catalogue.cases.releasing import make_public
from interkomm.catalogue.editing.events import CasesReleased
from interkomm.catalogue.editing.rules import require_editor
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import RuleBroken, use_case

LONGEST = 2000  # characters of an address
PORTION = 500  # cases
_BOOKKEEPING = "book-keeping of web addresses; the release that names them has its own entry"


@use_case(unaudited=_BOOKKEEPING)
def note_links(*, actor: Actor, case_ids: Sequence[int]) -> None:
    """Bring the list of links in line with the released records; what is known of an address is kept."""
    for start in range(0, len(case_ids), PORTION):
        _note_portion(case_ids[start : start + PORTION])
    bump(TOPIC)


def _note_portion(case_ids: Sequence[int]) -> None:
    known: dict[int, dict[tuple[str, str], CaseLink]] = {}
    for link in CaseLink.objects.filter(case__in=case_ids):
        known.setdefault(link.case_id, {})[link.place, link.url] = link
    new, gone = [], []
    for case in Case.objects.filter(pk__in=case_ids, released__isnull=False).select_related("released"):
        assert case.released is not None
        wanted = {each for each in addresses(from_json(case.released.content)) if len(each[1]) <= LONGEST}
        held = known.get(case.pk, {})
        new += [CaseLink(case=case, place=place, url=url) for place, url in sorted(wanted - set(held))]
        gone += [held[each].pk for each in set(held) - wanted]
    CaseLink.objects.bulk_create(new, 1000)
    CaseLink.objects.filter(pk__in=gone).delete()


@use_case(unaudited=_BOOKKEEPING)
def record_answers(*, actor: Actor, answers: Sequence[tuple[CaseLink, Answer]]) -> int:
    """Store how links answered; returns how many states changed. When none of several answers, our own line is down."""
    if len(answers) > 1 and not any(answer.works for _link, answer in answers):
        return 0
    now = timezone.now()
    before = {link.pk: link.state for link, _answer in answers}
    links = [judged(link, answer, now) for link, answer in answers]
    CaseLink.objects.bulk_update(
        links, ["state", "final_url", "problem", "failures", "failing_since", "checked_at"], 500
    )
    changed = {link.case_id for link in links if before[link.pk] != link.state}
    bump(*(topic_of(key) for key in changed), *([TOPIC] if changed else []))
    return len(changed)


@use_case()
def confirm_fields(*, actor: User, case: Case, codes: Collection[str]) -> Revision:
    """An editor has looked at these fields again and found them right: a new revision that says so.

    Raises NotAllowed, RuleBroken (the case is not public, or a field says nothing).
    """
    require_editor(actor)
    locked = Case.objects.select_for_update(of=("self",)).select_related("released").get(pk=case.pk)
    if locked.released is None or locked.is_withdrawn:
        raise RuleBroken(_("Dieser Fall ist nicht öffentlich. Es wurde nichts geändert."))
    record = from_json(locked.released.content)
    today = timezone.localdate().isoformat()
    entries = dict(record.entries)
    for code in codes:
        entry: Entry = record.entry(code)
        if entry.state == State.UNKNOWN:
            raise RuleBroken(_("Zu einem dieser Felder ist nichts bekannt. Es wurde nichts geändert."))
        entries[code] = replace(entry, checked_on=today)
    newest = locked.revisions.order_by("-number").values_list("number", flat=True)[0]
    revision = Revision.objects.create(
        case=locked,
        number=newest + 1,
        content=as_json(replace(record, entries=entries)),
        state=Revision.State.PROPOSED,
        based_on=locked.released,
        author=actor,
        comment=_("Angaben geprüft, unverändert richtig."),
        reviewed_at=timezone.now(),
        reviewer=actor,
    )
    make_public([revision])
    audit.record(actor=actor, action="catalogue.care.confirm", subject=locked, after={"fields": sorted(codes)})
    bump(TOPIC, locked.topic)
    emit(CasesReleased((locked.pk,)))
    return revision
