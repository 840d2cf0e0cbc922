"""From the rows of instruments to facts, and on to the state. Rows in, plain values out; a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Prefetch
from django.db.models.functions import Length

from interkomm.calc.effectivity import (
    Condition,
    Facts,
    PartyFacts,
    PublicationFact,
    ResolutionFact,
    RuleSet,
    SignatureFact,
    State,
    Status,
    SupervisionFact,
    When,
    WordingFact,
    derive,
)
from interkomm.calc.effectivity.spans import earliest_exit, latest_notice, next_notice, takes_effect_on
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
    Prefetch("wordings", Wording.objects.order_by("number").defer("text").annotate(letters=Length("text"))),
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


def derived(instruments: Iterable[Instrument], on: date, others: Iterable[Instrument] = ()) -> list[Derived]:
    """The states of instruments that were read with `prefetch_related(*WITH_FACTS)`.

    A dissolution among them, or among the `others`, ends what it dissolves.
    """
    rows = list(instruments)
    ended = _dissolved([*rows, *others], on)
    found = []
    for instrument in rows:
        facts, rule = facts_of(instrument), rule_set(instrument.rule_set)
        if instrument.pk in ended:
            facts = replace(facts, ends_on=min(filter(None, (facts.ends_on, ended[instrument.pk]))))
        found.append(Derived(instrument, facts, rule, derive(facts, rule, on)))
    return found


def is_living(found: Derived) -> bool:
    """Whether it binds on that day, will bind, or has bound: drafts and what failed do not."""
    return found.status.effective_on is not None or found.status.state in {State.POLITICAL, State.ENDED}


def notice_day(found: Derived, today: date) -> date | None:
    """The last day on which notice can be given: for the end of the term, or the next one when there is no end.

    None where nothing is agreed; where notice is possible to each end of a month no day stands out.
    """
    row, last = found.instrument, found.facts.ends_on
    if not row.notice_months or row.amends_id is not None:
        return None
    if last is not None:
        return latest_notice(last, row.notice_months)
    if row.notice_to not in {"year", "half_year"}:
        return None
    return next_notice(today, row.notice_months, row.notice_to, row.earliest_exit_on)[0]


def last_day(instrument: Instrument, others: Iterable[Instrument], on: date) -> date | None:
    """The last day of an instrument: the one it names, or the one before a dissolution among the `others`."""
    days = (instrument.ends_on, _dissolved(others, on).get(instrument.pk))
    return min(filter(None, days), default=None)


def _dissolved(rows: Iterable[Instrument], on: date) -> Mapping[int, date]:
    """Key of an instrument → its last day, as far as a dissolution is complete by what is known on this day."""
    found: dict[int, date] = {}
    for row in rows:
        if row.change == Instrument.Change.DISSOLUTION and row.amends_id is not None:
            first_without = takes_effect_on(facts_of(row), rule_set(row.rule_set), on)
            if first_without is not None:
                last = first_without - timedelta(days=1)
                found[row.amends_id] = min(last, found.get(row.amends_id, last))
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
            PublicationFact(
                _when(each),
                each.by_authority,
                str(each.party_id or ""),
                each.includes_approval,
                digests.get(each.wording_id or 0, ""),
            )
            for each in instrument.publications.all()
        ),
        agreed_on=instrument.agreed_on,
        ends_on=instrument.ends_on,
        clauses=_clauses(wordings),
        clauses_are_old=bool(wordings) and wordings[-1].clauses_digest not in {"", wordings[-1].digest},
        consent=instrument.accession_consent,
        not_before=_not_before(instrument),
        has_gazette=not instrument.has_no_gazette,
        due=tuple(
            (f"{each.act}:{each.party_id or ''}", each.due_on) for each in instrument.assignments.all() if each.due_on
        ),
    )


def _not_before(instrument: Instrument) -> date | None:
    """First day without who leaves: by the notice that the changed instrument asks for, from the day of the declaration."""
    amended = instrument.amends
    if instrument.change != Instrument.Change.WITHDRAWAL or amended is None or not amended.notice_months:
        return None
    leaving = [party for party in instrument.parties.all() if party.is_leaving]
    signed = [each.on for party in leaving for each in party.signatures.all() if each.on]
    if not signed:
        return None
    last = earliest_exit(
        max(signed), amended.notice_months, amended.notice_to or "month", amended.earliest_exit_on
    )  # the last day of membership
    return last + timedelta(days=1)


def _clauses(wordings: Sequence[Wording]) -> frozenset[str] | None:
    if not wordings or not wordings[-1].clauses:
        return None
    return frozenset(code for code, place in wordings[-1].clauses.items() if place)


def _party(party: Party, digests: dict[int, str], change: str) -> PartyFacts:
    stays = "existing" if change == Instrument.Change.WITHDRAWAL else "party"  # who stays need not resolve on leaving
    role = "joining" if party.is_joining else "leaving" if party.is_leaving else stays
    role = "assembly" if party.is_assembly else role
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
        body=party.body,
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
        row.body,
    )


def _when(fact: Fact) -> When | None:
    return When.of(fact.on, fact.precision) if fact.on else None
