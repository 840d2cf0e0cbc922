"""What the page of an instrument says: state with reasons, missing acts, parties, succession. Rows in, words out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from interkomm.calc.effectivity import MissingAct, Reason, RuleSet, State, Status
from interkomm.calc.effectivity.spans import earliest_exit, effective_span, handover
from interkomm.cooperation.instruments.circle import Turn, bound, turns
from interkomm.cooperation.instruments.models import (
    Annex,
    Assignment,
    Instrument,
    Party,
    Resolution,
    Signature,
    Wording,
)
from interkomm.cooperation.instruments.queries import InstrumentRead
from interkomm.cooperation.instruments.state import Derived, derived, last_day
from interkomm.cooperation.instruments.timeline import moments, phases, told_day
from interkomm.cooperation.instruments.wording_of_acts import (
    ACT_TITLES,
    CLAUSE_NAMES,
    STATE_KINDS,
    STATE_NAMES,
    sentence,
)
from interkomm.ui.layouts import Phase
from interkomm.ui.text import localdate

AGAIN = frozenset({"other_wording", "changed_by_council"})
FEWEST_PARTIES = 2
STEPS = {"resolved": {"resolution", "condition"}, "signed": {"signature"}}


@dataclass(frozen=True)
class MissingRow:
    """A missing act in words. `party` None: the whole; `due_on` None: no deadline."""

    act: str
    title: str
    sentence: str
    party: Party | None
    owner: str
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class ResolutionRow:
    """`fulfilled`: the day of each condition, "" while it is open."""

    resolution: Resolution
    day: str
    wording: Wording | None
    is_newest_wording: bool
    votes: str
    fulfilled: tuple[str, ...]


@dataclass(frozen=True)
class SignatureRow:
    signature: Signature
    day: str


@dataclass(frozen=True)
class PartyRow:
    """`open`: what is missing from this party; `must_again`: it has resolved on another wording; `needs`: who must sign."""

    party: Party
    resolutions: tuple[ResolutionRow, ...]
    signatures: tuple[SignatureRow, ...]
    open: tuple[MissingRow, ...]
    must_again: bool
    needs: str


@dataclass(frozen=True)
class ClauseRow:
    """`place` "": not in the text; None: nobody has looked. `is_needed`: the rule set asks for it."""

    code: str
    name: str
    place: str | None
    is_needed: bool


@dataclass(frozen=True)
class StateWords:
    """A state in words. `kind`: for the badge."""

    code: str
    name: str
    kind: str
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class InstrumentPage:
    """Everything that staff page and public page show, for one day."""

    instrument: Instrument
    rule: RuleSet | None
    status: Status
    state: StateWords
    on: date
    today: date
    missing: tuple[MissingRow, ...]
    parties: tuple[PartyRow, ...]
    wordings: tuple[Wording, ...]
    annexes: tuple[Annex, ...]
    clauses: tuple[ClauseRow, ...]
    acts: tuple[tuple[str, object], ...]
    publications: tuple[tuple[str, object], ...]
    timeline: tuple[Phase, ...]
    followers: tuple[tuple[Derived, StateWords], ...]
    turns: tuple[Turn, ...]
    share: str
    progress: str
    succession: str
    exit: str

    @property
    def latest(self) -> Wording | None:
        """The wording that counts."""
        return self.wordings[-1] if self.wordings else None

    @property
    def asks_supervision(self) -> bool:
        """Whether supervision and publication matter: not for political declarations about which nothing is recorded."""
        return bool(self.acts or self.publications) or self.rule is None or self.rule.effect != "political"

    @property
    def rule_days(self) -> dict[str, str]:
        """Days of the rule set in words: version, law, checked; "" where nobody has noted it."""
        rule = self.rule
        days = {"version": rule.version_on, "law": rule.law_as_of, "checked": rule.last_checked_on} if rule else {}
        return {name: localdate(date.fromisoformat(day)) if day else "" for name, day in days.items()}

    @property
    def is_open_circle(self) -> bool:
        """Whether parties may still be added and removed: nobody has resolved or signed."""
        return not any(row.resolutions or row.signatures for row in self.parties)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is recorded and nothing refers to it; what was taken back counts, too, when it is discarded."""
        return self.is_open_circle and not (self.acts or self.publications or self.followers)

    @property
    def again(self) -> tuple[PartyRow, ...]:
        """Parties that must resolve on the newest wording once more."""
        return tuple(row for row in self.parties if row.must_again)


def instrument_page(read: InstrumentRead, on: date, today: date) -> InstrumentPage:
    """The page for the day `on`. No queries."""
    (found,) = derived([read.instrument], on, read.followers)
    instrument, language = read.instrument, _language()
    (now,) = (found,) if on == today else derived([instrument], today, read.followers)
    missing = tuple(missing_rows(found, on))
    followers = tuple(derived(read.followers, on))
    later = followers if on == today else derived(read.followers, today)
    done = turns(instrument, followers, language)
    wordings = tuple(instrument.wordings.all())
    return InstrumentPage(
        instrument=instrument,
        rule=found.rule,
        status=found.status,
        state=state_words(found.status),
        on=on,
        today=today,
        missing=missing,
        parties=tuple(_party_rows(found, missing, wordings, language)),
        wordings=wordings,
        annexes=tuple(each for each in read.annexes if wordings and each.wording_id == wordings[-1].pk),
        clauses=tuple(clause_rows(found.rule, wordings[-1] if wordings else None, instrument.change)),
        acts=tuple((told_day(act.on, act.precision, language), act) for act in instrument.supervision_acts.all()),
        publications=tuple(
            (told_day(each.on, each.precision, language), each) for each in instrument.publications.all()
        ),
        timeline=tuple(phases(moments(now, language, today, later), today)),
        followers=tuple((each, state_words(each.status)) for each in followers),
        turns=tuple(done),
        progress=_progress(found),
        share=_share(len(bound(instrument, done)), read.partners),
        succession=_succession(now, read, today),
        exit=exit_sentence(instrument, today),
    )


def state_words(status: Status) -> StateWords:
    """State, reasons and warnings in the language of the reader."""
    kind = STATE_KINDS.get(status.state, "info")
    facts = dict(status.reasons[0].facts) if status.reasons else {}
    partly = status.state == State.IN_RESOLUTION and status.reasons[0].code == "not_signed_by_all" and facts["have"]
    return StateWords(
        status.state,
        _("teilweise unterzeichnet") if partly else str(STATE_NAMES[status.state]),
        kind,
        tuple(dict.fromkeys(sentence(reason) for reason in status.reasons)),
        tuple(dict.fromkeys(sentence(reason) for reason in status.warnings)),
    )


def missing_rows(found: Derived, on: date) -> list[MissingRow]:
    """The missing acts in order, each with owner and deadline as far as they are known; `on`: the day of the page."""
    instrument = found.instrument
    parties = {str(party.pk): party for party in instrument.parties.all()}
    assigned = {(each.act, str(each.party_id or "")): each for each in instrument.assignments.all()}
    rows = []
    for act in found.status.missing:
        each = assigned.get((act.act, act.party))
        rows.append(
            MissingRow(
                act.act,
                str(ACT_TITLES.get(act.act, act.act)),
                sentence(act.reason),
                parties.get(act.party),
                _owner(act, each, parties, instrument),
                act.due_on,
                act.due_on is not None and act.due_on < on,
            )
        )
    return rows


def _owner(act: MissingAct, each: Assignment | None, parties: Mapping[str, Party], instrument: Instrument) -> str:
    if each is not None:
        return each.owner
    if act.owner == "authority":
        return _("Aufsichtsbehörde")
    party = parties.get(act.party)
    if party is not None:
        return f"{party.name}, {party.owner}" if party.owner else party.name
    return act.owner or instrument.cooperation.lead.label


def _party_rows(
    found: Derived, missing: Sequence[MissingRow], wordings: Sequence[Wording], language: str
) -> Iterable[PartyRow]:
    by_key = {wording.pk: wording for wording in wordings}
    latest = wordings[-1].pk if wordings else None
    again = {act.party for act in found.status.missing if act.reason.code in AGAIN}
    for party in found.instrument.parties.all():
        resolutions = tuple(
            ResolutionRow(
                row, told_day(row.on, row.precision, language), by_key.get(row.wording_id or 0),
                row.wording_id == latest, votes(row), _fulfilled(row),
            )
            for row in sorted(party.resolutions.all(), key=lambda each: (each.on or date.min, each.pk), reverse=True)
        )  # fmt: skip
        signatures = tuple(
            SignatureRow(row, told_day(row.on, row.precision, language)) for row in party.signatures.all()
        )
        own = tuple(row for row in missing if row.party is not None and row.party.pk == party.pk)
        yield PartyRow(party, resolutions, signatures, own, str(party.pk) in again, representation(party))


def representation(party: Party) -> str:
    """The rule of representation in words; "" where one signature is enough."""
    count = _("%(count)s Unterschriften") % {"count": party.signatures_needed} if party.signatures_needed > 1 else ""
    return ", ".join(filter(None, (count, _("Dienstsiegel") if party.needs_seal else "")))


def _fulfilled(row: Resolution) -> tuple[str, ...]:
    days = [each.get("fulfilled_on") or "" for each in row.conditions]
    return tuple(localdate(date.fromisoformat(day)) if day else "" for day in days)


def votes(row: Resolution) -> str:
    """ "18 Ja, 2 Nein, 1 Enthaltung"; "" where nobody has said."""
    abstained = row.votes_abstained
    known = [
        _("%(n)s Ja") % {"n": row.votes_yes} if row.votes_yes is not None else "",
        _("%(n)s Nein") % {"n": row.votes_no} if row.votes_no is not None else "",
        ngettext("%(n)s Enthaltung", "%(n)s Enthaltungen", abstained) % {"n": abstained}
        if abstained is not None
        else "",
    ]
    return ", ".join(each for each in known if each)


def clause_rows(rule: RuleSet | None, wording: Wording | None, change: str) -> list[ClauseRow]:
    """The checklist of the rule set, then what else somebody has noted."""
    noted = wording.clauses if wording else {}
    needed = rule.clauses_for(change) if rule else ()
    codes = dict.fromkeys([*needed, *noted])
    return [
        ClauseRow(code, str(CLAUSE_NAMES.get(code, code)), noted.get(code, "") if noted else None, code in needed)
        for code in codes
    ]


def _progress(found: Derived) -> str:
    """How many of the parties have resolved and signed; "" when all is done, and where not all have to do the same."""
    state, rule = found.status.state, found.rule
    if rule is None or rule.effect == "political" or found.facts.change in {"accession", "withdrawal"}:
        return ""
    if state in {State.EFFECTIVE, State.ENDED, State.PUBLISHED} or not found.facts.members:
        return ""
    missing = {name: {act.party for act in found.status.missing if act.act in acts} for name, acts in STEPS.items()}
    needed = len(found.facts.members)
    told = {"resolved": needed - len(missing["resolved"]), "signed": needed - len(missing["signed"]), "needed": needed}
    return _("Beschlossen: %(resolved)s von %(needed)s. Unterzeichnet: %(signed)s von %(needed)s.") % told


def _share(count: int, partners: int) -> str:
    """Whether some of the partners have agreed on something of their own; "" when all or others have."""
    if not 0 < count < partners:
        return ""
    return _("Teilkooperation: %(count)s der %(partners)s Partner.") % {"count": count, "partners": partners}


def _succession(found: Derived, read: InstrumentRead, today: date) -> str:
    """Whether one takes the place of the other without gap or overlap; "" where none replaces another."""
    instrument = found.instrument
    if instrument.replaces is not None:
        last = last_day(instrument.replaces, read.ending, today)
        ended_on = last + timedelta(days=1) if last else None
        return _handed_over(ended_on, effective_span(found.facts, found.rule, today)[0])
    successor = next((row for row in read.followers if row.replaces_id == instrument.pk), None)
    if successor is None:
        return ""
    (after,) = derived([successor], today)
    ended_on = found.facts.ends_on + timedelta(days=1) if found.facts.ends_on else None
    return _handed_over(ended_on, effective_span(after.facts, after.rule, today)[0])


def _handed_over(ended_on: date | None, effective_on: date | None) -> str:
    problem = handover(ended_on, effective_on).problem
    if problem is not None:
        return sentence(problem)
    return _("Die neue Vereinbarung gilt vom Tag nach dem Ende der alten an: keine Lücke, keine Überschneidung.")


def exit_sentence(instrument: Instrument, today: date) -> str:
    """Until when a party is bound if it gives notice today; "" where nothing is agreed, and for what changes another."""
    if not instrument.notice_months or instrument.amends_id:
        return ""
    day = earliest_exit(today, instrument.notice_months, instrument.notice_to or "month", instrument.earliest_exit_on)
    return _("Wer heute kündigt, ist bis zum %(day)s gebunden.") % {"day": localdate(day)}


def exit_consequence(bound_parties: int, leaving: int) -> str:
    """What follows when so many of the parties leave."""
    rest = bound_parties - leaving
    if rest < FEWEST_PARTIES:
        return _("Es blieben weniger als zwei Parteien. Bitte beginnen Sie stattdessen die Aufhebung.")
    return _("Es bleiben %(rest)s Parteien. Kostenschlüssel und Vermögen sind neu zu regeln.") % {"rest": rest}


def reason_words(reasons: Iterable[Reason]) -> list[str]:
    """Reasons in words."""
    return [sentence(reason) for reason in reasons]


def _language() -> str:
    return "en" if (get_language() or "de").startswith("en") else "de"
