"""What people enter about an instrument, and what must be true of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.cooperation.instruments.drafts import check_day
from interkomm.cooperation.instruments.models import (
    Fact,
    Instrument,
    Party,
    Publication,
    Resolution,
    Signature,
    SupervisionAct,
    Wording,
)
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.use_cases import RuleBroken

FactT = TypeVar("FactT", bound=Fact)
MOST_CONDITIONS = 20
EVIDENCE = "cooperation.evidence"  # permission of files that prove an entry


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What all facts have. `precision`: day, month or year of `on`."""

    on: date | None = None
    precision: str = "day"
    evidence: str = ""
    evidence_url: str = ""
    evidence_file: StoredFile | None = None

    def fields(self) -> dict[str, Any]:
        """Names and values of the row's columns."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, kw_only=True)
class ResolutionEntry(Entry):
    """`conditions`: {"text", "fulfilled_on" (ISO or ""), "evidence"}."""

    result: str
    wording: Wording | None = None
    body: str = ""
    is_public_session: bool | None = None
    agenda_item: str = ""
    votes_yes: int | None = None
    votes_no: int | None = None
    votes_abstained: int | None = None
    conditions: Sequence[dict[str, str]] = field(default_factory=list)
    objected_on: date | None = None
    oparl_url: str = ""


@dataclass(frozen=True, kw_only=True)
class SignatureEntry(Entry):
    signatory: str
    wording: Wording | None = None
    function: str = ""
    is_authorised: bool | None = None
    has_seal: bool = False


@dataclass(frozen=True, kw_only=True)
class SupervisionEntry(Entry):
    kind: str
    authority: str
    state: str = ""
    reference: str = ""
    wording: Wording | None = None


@dataclass(frozen=True, kw_only=True)
class PublicationEntry(Entry):
    organ: str
    issue: str = ""
    by_authority: bool = True
    party: Party | None = None
    includes_approval: bool | None = None
    wording: Wording | None = None


def check_fact(fact: Fact, instrument: Instrument) -> None:
    """Raise RuleBroken, in words, for what cannot have happened."""
    check_day(fact.on, latest=timezone.localdate())
    wording = getattr(fact, "wording", None)
    if wording is not None and wording.instrument_id != instrument.pk:
        raise RuleBroken(_("Diese Fassung gehört zu einem anderen Dokument."))
    if isinstance(fact, Resolution):
        _check_resolution(fact)
    if isinstance(fact, Publication) and fact.party is not None and fact.party.instrument_id != instrument.pk:
        raise RuleBroken(_("Diese Partei gehört zu einem anderen Dokument."))
    try:
        unasked = ["recorded_by", "replaced_by", "corrects", "evidence_file", "conditions", "submission_key"]
        fact.full_clean(exclude=unasked)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error


def _check_resolution(fact: Resolution) -> None:
    decided = {Resolution.Result.NO_EVIDENCE, Resolution.Result.UNCLEAR}
    if fact.on is None and fact.result not in decided:
        raise RuleBroken(_("Bitte tragen Sie den Tag der Sitzung ein, oder wählen Sie „kein Beleg“."))
    if fact.objected_on and fact.on and fact.objected_on < fact.on:
        raise RuleBroken(_("Der Widerspruch liegt vor dem Beschluss. Bitte prüfen Sie beide Tage."))
    check_day(fact.objected_on, latest=timezone.localdate())
    if fact.result == Resolution.Result.ADOPTED and _is_lost(fact):
        raise RuleBroken(
            _("Mit diesen Stimmen wäre der Beschluss nicht gefasst. Bitte prüfen Sie Ergebnis und Stimmen.")
        )
    if len(fact.conditions) > MOST_CONDITIONS:
        raise RuleBroken(_("Höchstens %(count)s Vorbehalte sind möglich.") % {"count": MOST_CONDITIONS})
    for each in fact.conditions:
        if each.get("fulfilled_on"):
            check_day(date.fromisoformat(each["fulfilled_on"]), latest=timezone.localdate())


def _is_lost(fact: Resolution) -> bool:
    return fact.votes_yes is not None and fact.votes_no is not None and fact.votes_yes <= fact.votes_no


KINDS: dict[str, type[Fact]] = {
    "beschluss": Resolution,
    "unterschrift": Signature,
    "aufsicht": SupervisionAct,
    "bekanntmachung": Publication,
}
