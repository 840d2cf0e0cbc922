"""Who is bound by an instrument on a day: its parties, with those who have joined since and without those who have left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from interkomm.calc.effectivity import State
from interkomm.calc.effectivity.spans import takes_effect_on
from interkomm.cooperation.instruments.models import Instrument, Party
from interkomm.cooperation.instruments.state import Derived
from interkomm.cooperation.instruments.timeline import told_day
from interkomm.ui.text import localdate

DONE = frozenset({State.EFFECTIVE, State.POLITICAL})


@dataclass(frozen=True)
class Turn:
    """Parties that joined or left by another instrument. `since`: first day with or without them; `when`: in words."""

    instrument: Instrument
    parties: tuple[Party, ...]
    is_joining: bool
    since: date | None
    when: str


def turns(instrument: Instrument, followers: Iterable[Derived], language: str = "de") -> list[Turn]:
    """Accessions and withdrawals that are done on the day of `followers`, in the order of their days."""
    found = []
    for each in followers:
        row = each.instrument
        joins = row.change == Instrument.Change.ACCESSION
        is_turn = joins or row.change == Instrument.Change.WITHDRAWAL
        if row.amends_id == instrument.pk and is_turn and each.status.state in DONE:
            parties = tuple(party for party in row.parties.all() if (party.is_joining if joins else party.is_leaving))
            since = takes_effect_on(each.facts, each.rule, each.status.on)
            found.append(Turn(row, parties, joins, since, _when(each, parties, since, language)))
    return sorted(found, key=lambda turn: (turn.since or date.max, turn.instrument.pk))


def _when(found: Derived, parties: Sequence[Party], since: date | None, language: str) -> str:
    """The first day; for political declarations the last signature, as exactly as it is evidenced."""
    if found.status.state != State.POLITICAL or found.instrument.agreed_on:
        return localdate(since)
    signed = [each for party in parties for each in party.signatures.all() if each.on]
    last = max(signed, key=lambda each: each.on or date.min, default=None)
    return told_day(last.on, last.precision, language) if last else ""


def bound(instrument: Instrument, done: Sequence[Turn]) -> list[Party]:
    """Rows of the parties that are bound, the first ones first. An assembly is no party."""
    rows = [party for party in instrument.parties.all() if not party.is_assembly]
    for turn in done:
        names = {_key(party) for party in turn.parties}
        rows = [party for party in rows if _key(party) not in names]
        if turn.is_joining:
            rows += turn.parties
    return rows


def _key(party: Party) -> object:
    """A partner on this platform is known by its organisation, another one by its name."""
    return party.organisation_id or party.name.casefold()
