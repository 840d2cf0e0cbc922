"""What a record says that cannot all be true. Nothing is resolved here: both sides are named with their evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from interkomm.calc.cases.beginnings import MAY_BEGIN, marked_beginnings
from interkomm.calc.cases.dates import PartialDate
from interkomm.calc.cases.items import Event, Evidence, Item
from interkomm.calc.cases.record import CaseRecord, in_language

CONTRACTS = ("contract_signed", "effective")
ENDS = ("failed", "dissolved", "end")
YEARS_FROM_CONTRACT_TO_START = 1


class Kind(StrEnum):
    """What contradicts."""

    START_AFTER_CONTRACT = "start_after_contract"
    JOINED_BEFORE_BEGINNING = "joined_before_beginning"
    JOINED_DIFFERS = "joined_differs"
    LEFT_BEFORE_JOINED = "left_before_joined"
    EFFECTIVE_BEFORE_SIGNED = "effective_before_signed"
    PHASE_ENDS_BEFORE_IT_BEGINS = "phase_ends_before_it_begins"
    ACTIVE_AFTER_END = "active_after_end"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two statements. `code`: the field; `aspect`: an event's kind, or joined, left, signed, effective, since,
    until, or a status; `name`: of the partner, document or event it is about."""

    code: str
    aspect: str
    date: PartialDate | None = None
    name: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both be true as they stand."""

    kind: Kind
    first: Side
    second: Side


def contradictions(record: CaseRecord) -> tuple[Contradiction, ...]:
    """All contradictions within the record, in a stable order. Dates of less precision get the benefit of the doubt:
    "2003" and "June 2003" may be the same day."""
    return (
        *_of_start(record),
        *_of_partners(record),
        *_of_agreements(record),
        *_of_legal_form(record),
        *_of_status(record),
    )


def _is_before(one: PartialDate, other: PartialDate) -> bool:
    """Certainly before, whatever day of them is meant."""
    return one.last_day < other.first_day


def _dated(record: CaseRecord, kinds: tuple[str, ...]) -> list[tuple[PartialDate, Event]]:
    found = [(event.date, event) for event in record.items("events") if event.kind in kinds and event.date]
    return sorted(found, key=lambda each: each[0])


def _of_event(event: Event) -> Side:
    return Side("events", event.kind, event.date, in_language(event.title, "de"), event.evidence)


def _of_start(record: CaseRecord) -> Iterator[Contradiction]:
    """A beginning that is named well after a contract: a contract of December may start the next year, not in four.

    Where somebody has marked which event is the beginning, this is decided: the dates are of different things.
    """
    if marked_beginnings(record):
        return
    contracts = _dated(record, CONTRACTS)
    for start, event in _dated(record, ("start",)):
        if contracts and start.year - contracts[0][0].year > YEARS_FROM_CONTRACT_TO_START:
            yield Contradiction(Kind.START_AFTER_CONTRACT, _of_event(event), _of_event(contracts[0][1]))


def _of_partners(record: CaseRecord) -> Iterator[Contradiction]:
    beginnings = _dated(record, MAY_BEGIN)
    accessions: dict[str, Event] = {}
    for _date, event in _dated(record, ("accession",)):
        for name in event.partners:
            accessions.setdefault(name, event)
    for partner in record.items("partners"):
        if partner.joined is None:
            continue
        joined = Side("partners", "joined", partner.joined, partner.name, partner.evidence)
        if partner.left and _is_before(partner.left, partner.joined):
            left = Side("partners", "left", partner.left, partner.name, partner.evidence)
            yield Contradiction(Kind.LEFT_BEFORE_JOINED, joined, left)
        if beginnings and _is_before(partner.joined, beginnings[0][0]):
            yield Contradiction(Kind.JOINED_BEFORE_BEGINNING, joined, _of_event(beginnings[0][1]))
        told = accessions.get(partner.name)
        if told is not None and told.date is not None and _differ(partner.joined, told.date):
            yield Contradiction(Kind.JOINED_DIFFERS, joined, _of_event(told))


def _differ(one: PartialDate, other: PartialDate) -> bool:
    return _is_before(one, other) or _is_before(other, one)


def _of_agreements(record: CaseRecord) -> Iterator[Contradiction]:
    for each in record.items("agreements"):
        if each.signed and each.effective and _is_before(each.effective, each.signed):
            yield _within("agreements", each, "effective", "signed", in_language(each.title, "de"))
    signed, effective = _dated(record, ("contract_signed",)), _dated(record, ("effective",))
    if len(signed) == len(effective) == 1 and _is_before(effective[0][0], signed[0][0]):
        yield Contradiction(Kind.EFFECTIVE_BEFORE_SIGNED, _of_event(effective[0][1]), _of_event(signed[0][1]))


def _of_legal_form(record: CaseRecord) -> Iterator[Contradiction]:
    for phase in record.items("legal_form"):
        if phase.since and phase.until and _is_before(phase.until, phase.since):
            yield _within("legal_form", phase, "since", "until", phase.written, Kind.PHASE_ENDS_BEFORE_IT_BEGINS)


def _within(
    code: str, item: Item, one: str, other: str, name: str, kind: Kind = Kind.EFFECTIVE_BEFORE_SIGNED
) -> Contradiction:
    """Two dates of the same item."""
    first, second = (Side(code, aspect, getattr(item, aspect), name, item.evidence) for aspect in (one, other))
    return Contradiction(kind, first, second)


def _of_status(record: CaseRecord) -> Iterator[Contradiction]:
    """Said to exist although its end is dated; an end that lies before the last beginning was overcome."""
    ends, beginnings = _dated(record, ENDS), _dated(record, MAY_BEGIN)
    for status in record.items("status"):
        if status.code == "active" and ends and not (beginnings and ends[-1][0] < beginnings[-1][0]):
            said = Side("status", status.code, evidence=status.evidence)
            yield Contradiction(Kind.ACTIVE_AFTER_END, said, _of_event(ends[-1][1]))
