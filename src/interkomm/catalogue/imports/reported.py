"""A reading as JSON for other programs: what `interkomm catalogue import --json` prints."""

from typing import Any

from interkomm.calc.casereading.result import ReadCase, Reading
from interkomm.calc.cases import CaseRecord, Evidence, Item, as_json
from interkomm.calc.cases.items import Event, LegalPhase, Link, Partner, Term, Text
from interkomm.calc.cases.writing import plain
from interkomm.catalogue.imports.sentences import finding_sentence, problem_sentence
from interkomm.catalogue.imports.wording import annotated

_ELSEWHERE = frozenset({"partners", "position", "events"})


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """{"kind", "cases": […], "problems": […]}; each case also as a record of format 1 under "record"."""
    return {
        "kind": reading.kind,
        "cases": [case_as_json(case) for case in reading.cases],
        "problems": [{"code": each.code, "message": problem_sentence(each)} for each in reading.problems],
    }


def case_as_json(case: ReadCase) -> dict[str, Any]:
    """Name, partners, position [lat, lon], events, facts, unknown, findings and the whole record of one case."""
    record = annotated(case)
    position = next(iter(record.items("position")), None)
    return {
        "name": record.title(),
        "partners": [_partner(item) for item in record.items("partners")],
        "position": [position.lat, position.lon] if position else None,
        "events": [_event(item) for item in record.items("events")],
        "facts": _facts(record) | {key: _listed(value) for key, value in case.details.items()},
        "unknown": record.unknown(),
        "findings": [
            {
                "kind": each.kind.value,
                "message": finding_sentence(each),
                "fields": list(each.fields),
                "evidence": [_quote(proof) for proof in each.evidence],
            }
            for each in case.findings
        ],
        "record": as_json(record),
    }


def _partner(item: Partner) -> dict[str, Any]:
    return {
        "name": item.name,
        "written_as": item.written_as,
        "official_key": item.official_key,
        "country": item.country,
        "role": item.role,
        "joined": str(item.joined or ""),
        "note": item.note,
    }


def _event(item: Event) -> dict[str, Any]:
    proofs = [_quote(each) for each in item.evidence]
    return {
        "kind": item.kind,
        "date": str(item.date) if item.date else None,
        "precision": item.date.precision if item.date else None,
        "title": item.title.get("de", ""),
        "partners": list(item.partners),
        "evidence": proofs[0] if proofs else None,
    }


def _quote(evidence: Evidence) -> dict[str, Any]:
    return {"quote": evidence.quote, "start": evidence.start, "end": evidence.end}


def _facts(record: CaseRecord) -> dict[str, Any]:
    """The other known fields, as short as possible: terms as their code, or the word where there is none."""
    return {code: [_short(item) for item in record.items(code)] for code in record.entries if code not in _ELSEWHERE}


def _short(item: Item) -> Any:
    match item:
        case Term() | LegalPhase():
            return item.code or item.written
        case Text():
            return dict(item.words)
        case Link():
            return item.url
    return {name: value for name, value in plain(item).items() if name not in ("evidence", "note")}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
