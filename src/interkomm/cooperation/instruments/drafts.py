"""What is handed to the use cases of instruments, and what must be true of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interkomm.cooperation.instruments.models import Instrument, Party
from interkomm.cooperation.instruments.rule_sets import rule_set
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.models import Organisation

MOST_PARTIES = 60
FIRST_YEAR, LAST_YEARS = 1900, 200
MOST_MONTHS = 600
PARTICULARS = (
    "kind", "title", "subject", "task_kind", "rule_set", "accession_consent", "agreed_on", "ends_on", "notice_months",
    "notice_to", "earliest_exit_on", "exit_terms", "has_no_gazette",
)  # fmt: skip
PARTY_FACTS = ("body", "owner", "signatures_needed", "needs_seal", "state")


@dataclass(frozen=True)
class PartyDraft:
    """A party: an organisation of this platform, or only a name. `state`: ISO 3166-2."""

    name: str
    organisation: Organisation | None = None
    state: str = ""
    body: str = ""
    owner: str = ""
    signatures_needed: int = 1
    needs_seal: bool = False
    is_joining: bool = False
    is_leaving: bool = False
    is_assembly: bool = False


@dataclass(frozen=True)
class Draft:
    """A new instrument. `rule_set`: key, "" while nobody has chosen."""

    kind: str
    title: str
    parties: Sequence[PartyDraft]
    subject: str = ""
    task_kind: str = Instrument.TaskKind.UNKNOWN
    rule_set: str = ""
    change: str = Instrument.Change.NEW
    amends: Instrument | None = None
    replaces: Instrument | None = None
    accession_consent: str = "all"
    agreed_on: date | None = None
    ends_on: date | None = None
    notice_months: int | None = None
    notice_to: str = ""
    earliest_exit_on: date | None = None
    exit_terms: str = ""
    has_no_gazette: bool = False


def check(instrument: Instrument) -> None:
    """Raise RuleBroken, in words, for what cannot be."""
    try:
        instrument.full_clean(exclude=["cooperation", "created_by"])
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error
    if instrument.rule_set and rule_set(instrument.rule_set) is None:
        raise RuleBroken(_("Diesen Regelsatz gibt es nicht."))
    for day in (instrument.agreed_on, instrument.ends_on, instrument.earliest_exit_on):
        check_day(day)
    if (instrument.notice_months or 0) > MOST_MONTHS:
        raise RuleBroken(_("Die Kündigungsfrist ist zu lang: höchstens %(count)s Monate.") % {"count": MOST_MONTHS})
    if instrument.agreed_on and instrument.ends_on and instrument.ends_on < instrument.agreed_on:
        raise RuleBroken(_("Der letzte Tag liegt vor dem Tag des Inkrafttretens. Bitte prüfen Sie beide."))


def check_day(day: date | None, *, latest: date | None = None) -> None:
    """A day that a person can have meant; `latest`: what has happened cannot lie later."""
    if day is None:
        return
    if not FIRST_YEAR <= day.year <= FIRST_YEAR + LAST_YEARS:
        raise RuleBroken(_("Bitte prüfen Sie das Jahr: %(year)s.") % {"year": day.year})
    if latest is not None and day > latest:
        raise RuleBroken(_("Der Tag liegt in der Zukunft. Eingetragen wird, was geschehen ist."))


def check_parties(parties: Sequence[PartyDraft], change: str) -> None:
    """Names are said, no organisation twice; who joins or leaves fits the occasion."""
    if len(parties) > MOST_PARTIES:
        raise RuleBroken(_("Höchstens %(count)s Parteien sind möglich.") % {"count": MOST_PARTIES})
    if any(not party.name.strip() for party in parties):
        raise RuleBroken(_("Jede Partei braucht einen Namen."))
    known = [party.organisation.pk for party in parties if party.organisation]
    if len(known) != len(set(known)):
        raise RuleBroken(_("Eine Partei ist doppelt eingetragen. Bitte entfernen Sie eine."))
    if change == Instrument.Change.ACCESSION and not any(party.is_joining for party in parties):
        raise RuleBroken(_("Bitte wählen Sie, wer beitritt."))
    if change == Instrument.Change.WITHDRAWAL and not any(party.is_leaving for party in parties):
        raise RuleBroken(_("Bitte wählen Sie, wer austritt."))


def party_rows(instrument: Instrument, parties: Sequence[PartyDraft]) -> list[Party]:
    """The rows, in the given order."""
    return [
        Party(
            instrument=instrument,
            organisation=each.organisation,
            name=each.name.strip()[:200],
            state=each.state,
            body=each.body,
            owner=each.owner,
            signatures_needed=each.signatures_needed,
            needs_seal=each.needs_seal,
            is_joining=each.is_joining,
            is_leaving=each.is_leaving,
            is_assembly=each.is_assembly,
            position=place,
        )
        for place, each in enumerate(parties)
    ]
