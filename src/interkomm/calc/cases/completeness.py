"""How complete a case is: per field and as a whole."""

from dataclasses import dataclass

from interkomm.calc.cases.codes import FIELDS
from interkomm.calc.cases.record import CaseRecord, State


@dataclass(frozen=True, slots=True)
class FieldCompleteness:
    """`share` between 0 and 1: 0 unknown, 1 known to be none or known with evidence for each item, 0.7 without evidence."""

    code: str
    state: State
    share: float
    items: int
    with_evidence: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """`percent`: weighted mean of the shares, 0 to 100."""

    percent: int
    fields: tuple[FieldCompleteness, ...]


WITHOUT_EVIDENCE = 0.7


def completeness(record: CaseRecord) -> Completeness:
    """Completeness of every field (in the order of the fields) and of the whole, weighted by the fields' weights."""
    found = tuple(_of_field(record, code) for code in FIELDS)
    total = sum(field.weight for field in FIELDS.values())
    reached = sum(FIELDS[each.code].weight * each.share for each in found)
    return Completeness(round(100 * reached / total), found)


def _of_field(record: CaseRecord, code: str) -> FieldCompleteness:
    entry = record.entry(code)
    evidenced = sum(1 for item in entry.items if item.evidence)
    if entry.state == State.KNOWN:
        share = WITHOUT_EVIDENCE + (1 - WITHOUT_EVIDENCE) * evidenced / len(entry.items)
    else:
        share = 1.0 if entry.state == State.NONE else 0.0
    return FieldCompleteness(code, entry.state, share, len(entry.items), evidenced)
