"""From the rows of instruments to facts, and on to the state. Rows in, plain values out; a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from interkomm.calc.effectivity import (
    Condition,
    Facts,
    PartyFacts,
    PublicationFact,
    ResolutionFact,
    RuleSet,
    SignatureFact,
    Status,
    SupervisionFact,
    When,
    WordingFact,
    derive,
)
from interkomm.cooperation.instruments.models import (
    Assignment,
    Fact,
    Instrument,
    Party,
    Publication,
    Resolution,
    Signature,
    SupervisionAct,
    Wording,
)
from interkomm.cooperation.instruments.rule_sets import rule_set

WITH_FACTS = (
    Prefetch("wordings", Wording.objects.order_by("number").defer("text")),
    Prefetch("parties", Party.objects.select_related("organisation").order_by("position", "name")),
    Prefetch("parties__resolutions", Resolution.objects.current().select_related("evidence_file", "recorded_by")),
    Prefetch("parties__signatures", Signature.objects.current().select_related("evidence_file")),
    Prefetch("supervision_acts", SupervisionAct.objects.current().select_related("evidence_file")),
    Prefetch("publications", Publication.objects.current().select_related("evidence_file")),
    Prefetch("assignments", Assignment.objects.all()),
)


@dataclass(frozen=True)
class Derived:
    """An instrument with its facts, its rule set and its state on one day."""

    instrument: Instrument
    facts: Facts
    rule: RuleSet | None
    status: Status


def derived(instruments: Iterable[Instrument], on: date) -> list[Derived]:
    """The states of instruments that were read with `prefetch_related(*WITH_FACTS)`."""
    found = []
    for instrument in instruments:
        facts, rule = facts_of(instrument), rule_set(instrument.rule_set)
        found.append(Derived(instrument, facts, rule, derive(facts, rule, on)))
    return found


def facts_of(instrument: Instrument) -> Facts:
    """The facts of one instrument that was read with `WITH_FACTS`."""
    wordings = list(instrument.wordings.all())
    digests = {wording.pk: wording.digest for wording in wordings}
    return Facts(
        kind=instrument.kind,
        change=instrument.change,
        task_kind=instrument.task_kind,
        parties=tuple(_party(party, digests, instrument.change) for party in instrument.parties.all()),
        wordings=tuple(WordingFact(wording.digest, wording.number, wording.made_on) for wording in wordings),
        supervision=tuple(
            SupervisionFact(act.kind, _when(act), act.authority, act.state, digests.get(act.wording_id or 0, ""))
            for act in instrument.supervision_acts.all()
        ),
        publications=tuple(
            PublicationFact(_when(each), each.by_authority, str(each.party_id or ""), each.includes_approval)
            for each in instrument.publications.all()
        ),
        agreed_on=instrument.agreed_on,
        ends_on=instrument.ends_on,
        clauses=_clauses(wordings),
        consent=instrument.accession_consent,
    )


def _clauses(wordings: Sequence[Wording]) -> frozenset[str] | None:
    if not wordings or not wordings[-1].clauses:
        return None
    return frozenset(code for code, place in wordings[-1].clauses.items() if place)


def _party(party: Party, digests: dict[int, str], change: str) -> PartyFacts:
    stays = "existing" if change == Instrument.Change.WITHDRAWAL else "party"  # who stays need not resolve on leaving
    role = "joining" if party.is_joining else "leaving" if party.is_leaving else stays
    return PartyFacts(
        key=str(party.pk),
        name=party.name,
        state=party.state,
        role=role,
        owner=party.owner,
        resolutions=tuple(_resolution(each, digests) for each in party.resolutions.all()),
        signatures=tuple(
            SignatureFact(_when(each), digests.get(each.wording_id or 0, ""), each.is_authorised, each.has_seal)
            for each in party.signatures.all()
        ),
        signatures_needed=party.signatures_needed,
        needs_seal=party.needs_seal,
    )


def _resolution(row: Resolution, digests: dict[int, str]) -> ResolutionFact:
    conditions = []
    for each in row.conditions:
        day = each.get("fulfilled_on") or ""
        conditions.append(Condition(str(each.get("text", "")), When.day(date.fromisoformat(day)) if day else None))
    return ResolutionFact(
        row.result,
        _when(row),
        digests.get(row.wording_id or 0, ""),
        tuple(conditions),
        When.day(row.objected_on) if row.objected_on else None,
    )


def _when(fact: Fact) -> When | None:
    return When.of(fact.on, fact.precision) if fact.on else None
