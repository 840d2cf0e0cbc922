"""What a record says that cannot all be true, as findings that people decide; for all readers alike."""

from collections.abc import Iterator

from interkomm.calc.casereading.result import Finding, FindingKind, Option
from interkomm.calc.cases import CaseRecord
from interkomm.calc.cases.beginnings import BEGINNING
from interkomm.calc.cases.contradictions import Contradiction, Kind, Side, contradictions
from interkomm.calc.cases.items import Event


def contradiction_findings(record: CaseRecord) -> Iterator[Finding]:
    """One finding for each contradiction, with both places of the source; options only where an event is in doubt."""
    for each in contradictions(record):
        at = _event_at(record, each.first)
        yield Finding(
            FindingKind.CONTRADICTION,
            f"contradiction.{each.kind.value}",
            {
                "first": str(each.first.date or each.first.aspect),
                "second": str(each.second.date or each.second.aspect),
                "first_kind": each.first.aspect,
                "second_kind": each.second.aspect,
                "name": each.first.name or each.second.name,
            },
            tuple(dict.fromkeys((each.first.code, each.second.code))),
            _options(record, each, at),
            at,
            (*each.first.evidence, *each.second.evidence),
        )


def _options(record: CaseRecord, found: Contradiction, at: int | None) -> tuple[Option, ...]:
    """Of two beginnings either may be the one; the other date is never lost."""
    if at is None:
        return ()
    into = _event_at(record, found.second)
    begins: tuple[Option, ...] = ()
    if found.kind == Kind.START_AFTER_CONTRACT and into is not None:
        join = Option("join", str(found.second.date), {"into": str(into), "role": BEGINNING})
        begins = (join, Option("begin", str(found.first.date), {"role": BEGINNING}))
    return (*begins, Option("keep"), Option("drop"))


def _event_at(record: CaseRecord, side: Side) -> int | None:
    for at, item in enumerate(record.items("events")):
        if isinstance(item, Event) and side.code == "events" and (item.kind, item.date) == (side.aspect, side.date):
            return at
    return None
