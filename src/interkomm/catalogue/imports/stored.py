"""Findings as JSON, in the rows of imported cases."""

from collections.abc import Mapping, Sequence
from typing import Any

from interkomm.calc.casereading.result import Fact, Finding, FindingKind, Option, Problem
from interkomm.calc.cases import Evidence
from interkomm.calc.cases.writing import plain

DUPLICATE_CODE = "duplicate.found"
CHANGE, OTHER = "change", "other"  # options of a finding that names a duplicate


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Empty values are left out."""
    found: dict[str, Any] = {
        "kind": finding.kind.value,
        "code": finding.message_code,
        "facts": dict(finding.facts),
        "fields": list(finding.fields),
        "options": [
            {"code": each.code, "label": each.label, **({"sets": dict(each.sets)} if each.sets else {})}
            for each in finding.options
        ],
        "evidence": [plain(each) for each in finding.evidence],
    }
    if finding.item is not None:
        found["item"] = finding.item
    return {name: value for name, value in found.items() if value not in ([], {})}


def finding_from_json(value: Mapping[str, Any]) -> Finding:
    """Back from `finding_as_json`; lists of facts are tuples again."""
    return Finding(
        kind=FindingKind(value["kind"]),
        message_code=value["code"],
        facts=_facts(value.get("facts", {})),
        fields=tuple(value.get("fields", ())),
        options=tuple(Option(each["code"], each["label"], each.get("sets", {})) for each in value.get("options", ())),
        item=value.get("item"),
        evidence=tuple(Evidence(**each) for each in value.get("evidence", ())),
    )


def needs_decision(value: Mapping[str, Any]) -> bool:
    """Whether a stored finding asks people to choose."""
    return bool(value.get("options"))


def open_decisions(findings: Sequence[Mapping[str, Any]], decisions: Mapping[str, Any]) -> int:
    """How many findings still need a decision."""
    return sum(1 for at, each in enumerate(findings) if needs_decision(each) and str(at) not in decisions)


def problem_as_json(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "facts": dict(problem.facts), "place": problem.place}


def problem_from_json(value: Mapping[str, Any]) -> Problem:
    return Problem(value["code"], _facts(value.get("facts", {})), value.get("place", ""))


def _facts(value: Mapping[str, Any]) -> dict[str, Fact]:
    return {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in value.items()}
