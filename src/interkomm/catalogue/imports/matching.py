"""Finding for each read case the cases of the catalogue that it may be the same as."""

from collections.abc import Sequence
from dataclasses import replace

from interkomm.calc.casereading.duplicates import CERTAIN, Match, marks_of
from interkomm.calc.casereading.result import Finding, FindingKind, Option, ReadCase
from interkomm.catalogue.imports.known import known_cases
from interkomm.catalogue.imports.stored import CHANGE, DUPLICATE_CODE, OTHER
from interkomm.organisations.models import Organisation


def find_duplicates(
    cases: Sequence[ReadCase], organisation: Organisation | None
) -> list[tuple[ReadCase, Match | None]]:
    """Each case with a finding for the likeliest known one, if any. One query."""
    known = known_cases(organisation)
    found = []
    for at, case in enumerate(cases):
        matches = known.matches(marks_of(-1 - at, case.record))
        best = matches[0] if matches else None
        found.append((_with_finding(case, matches) if best else case, best))
    return found


def _with_finding(case: ReadCase, matches: Sequence[Match]) -> ReadCase:
    facts: dict[str, str | int] = {
        "name": matches[0].name,
        "score": matches[0].score,
        "certainty": "certain" if matches[0].score >= CERTAIN else "likely",
    }
    facts |= {f"reason_{code}": text for code, text in matches[0].reasons.items()}
    options = (*(Option(CHANGE, match.name, {"case": str(match.key)}) for match in matches), Option(OTHER))
    finding = Finding(FindingKind.DUPLICATE, DUPLICATE_CODE, facts, (), options)
    return replace(case, findings=(finding, *case.findings))
