"""Reading council information systems, and deciding on each item that was found. Nothing counts before a person says so."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.councilresults import ReadResult, read_result
from interkomm.cooperation.models import Cooperation, Party, Resolution
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.recording.entries import ResolutionEntry
from interkomm.cooperation.recording.services import record_resolution
from interkomm.exchange.oparl.events import CouncilServerNamed
from interkomm.exchange.oparl.matching import Candidate, match
from interkomm.exchange.oparl.models import CouncilImport, ImportedItem
from interkomm.exchange.oparl.reading import Item
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

MOST_ITEMS = 500
LONGEST_CONDITION = 300
LONGEST_READING = timedelta(hours=1)  # what takes longer has been lost, and does not stand in the way


@use_case()
def start_import(*, actor: User, cooperation: Cooperation, source: str, url: str = "") -> CouncilImport:
    """Begin a reading: of a server (`url`, in the background), or of a file that is handed to `finish_import` at once."""
    if not partnerships.may_edit(actor, cooperation):
        raise NotAllowed
    waiting = CouncilImport.objects.filter(cooperation=cooperation, state=CouncilImport.State.WAITING)
    if url and waiting.filter(asked_at__gte=timezone.now() - LONGEST_READING).exists():
        raise RuleBroken(_("Es wird schon ein Ratsinformationssystem gelesen. Bitte warten Sie, bis es fertig ist."))
    made = CouncilImport.objects.create(cooperation=cooperation, source=source[:500], url=url, asked_by=actor)
    audit.record(
        actor=actor,
        action="exchange.oparl.read",
        subject=cooperation,
        for_organisation=cooperation.lead_id,
        after={"source": made.source},
    )
    if url:
        emit(CouncilServerNamed(made.pk))
    return made


@use_case()
def finish_import(
    *, actor: Actor, council_import: CouncilImport, items: Sequence[Item] = (), problem: str = ""
) -> CouncilImport:
    """Keep the items that look like resolutions on an instrument of the cooperation; the others are only counted."""
    if council_import.state != CouncilImport.State.WAITING:
        return council_import
    candidates = _candidates(council_import.cooperation)
    rows = []
    for item in items:
        found = match(item, candidates)
        if found is not None:
            rows.append(_row(council_import, item, found.key, found.likeness))
    rows.sort(key=lambda row: -row.likeness)
    ImportedItem.objects.bulk_create(rows[:MOST_ITEMS])
    council_import.state = CouncilImport.State.FAILED if problem else CouncilImport.State.READY
    council_import.problem, council_import.skipped = problem[:40], len(items) - len(rows[:MOST_ITEMS])
    council_import.save()
    audit.record(
        actor=actor,
        action="exchange.oparl.finish",
        subject=council_import.cooperation,
        for_organisation=council_import.cooperation.lead_id,
        after={"source": council_import.source, "problem": problem, "items": len(rows)},
    )
    return council_import


@use_case()
def take_item(
    *, actor: User, item: ImportedItem, party: Party, entry: ResolutionEntry, seen: Collection[int] | None = None
) -> Resolution:
    """Record what a person has confirmed as a resolution of the party. Raises NotAllowed, RuleBroken, AlreadyRecorded."""
    current = _open(item)
    if party.instrument.cooperation_id != current.council_import.cooperation_id:
        raise NotAllowed
    stored = record_resolution(actor=actor, party=party, entry=entry, key=f"oparl-{current.pk}", seen=seen)
    current.party, current.resolution = party, stored
    _decide(actor, current, ImportedItem.Decision.TAKEN)
    return stored


@use_case()
def dismiss_item(*, actor: User, item: ImportedItem) -> None:
    """It is about something else."""
    current = _open(item)
    if not partnerships.may_edit(actor, current.council_import.cooperation):
        raise NotAllowed
    _decide(actor, current, ImportedItem.Decision.DISMISSED)


def _open(item: ImportedItem) -> ImportedItem:
    current = ImportedItem.objects.select_for_update(of=("self",)).select_related("council_import__cooperation")
    found = current.get(pk=item.pk)
    if found.decision:
        raise RuleBroken(_("Darüber ist schon entschieden."))
    return found


def _decide(actor: User, item: ImportedItem, decision: str) -> None:
    item.decision, item.decided_by = decision, actor
    item.save(update_fields=["decision", "decided_by", "party", "resolution"])
    cooperation = item.council_import.cooperation
    audit.record(
        actor=actor,
        action="exchange.oparl.decide",
        subject=cooperation,
        for_organisation=cooperation.lead_id,
        after={"title": item.title, "decision": decision, "address": item.address},
    )


def _candidates(cooperation: Cooperation) -> list[Candidate]:
    parties = Party.objects.filter(instrument__cooperation=cooperation)
    return [
        Candidate(
            party.pk,
            tuple(filter(None, (party.name, party.organisation.name, party.organisation.short_name)))
            if party.organisation
            else (party.name,),
            party.organisation.area.official_key if party.organisation and party.organisation.area else "",
            party.instrument.title,
        )
        for party in parties.select_related("instrument", "organisation__area").order_by("pk")
    ]


def _row(council_import: CouncilImport, item: Item, party: int, likeness: int) -> ImportedItem:
    read: ReadResult = read_result([item.result, item.resolution_text])
    votes = read.votes
    return ImportedItem(
        council_import=council_import,
        address=item.address[:500],
        title=(item.titles[0] if item.titles else "")[:500],
        town=item.town[:200],
        body=item.body[:200],
        on=item.on,
        number=item.number[:120],
        is_public_session=item.is_public,
        result_text=item.result,
        resolution_text=item.resolution_text,
        outcome=read.outcome.value,
        phrase=read.phrase,
        conditions=[each[:LONGEST_CONDITION] for each in read.conditions],
        votes_yes=votes.yes if votes else None,
        votes_no=votes.no if votes else None,
        votes_abstained=votes.abstained if votes else None,
        party_id=party,
        likeness=likeness,
    )
