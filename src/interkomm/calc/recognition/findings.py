"""What a person should look at: gaps and doubles in the numbering, missing parts, a suggested project number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .concept import CentralProject, Finding, FindingCode, RecognisedConcept

_LARGEST_GAP = 20  # a jump further than this is another numbering, not missing measures


def findings_of(concept: RecognisedConcept, has_headings: bool) -> tuple[Finding, ...]:
    """Findings about the structure as a whole, in a fixed order."""
    found: list[Finding] = []
    if not concept.title:
        found.append(Finding(FindingCode.NO_TITLE))
    if not has_headings:
        found.append(Finding(FindingCode.NO_HEADINGS))
    elif not any(True for _ in concept.measures()):
        found.append(Finding(FindingCode.NO_MEASURES))
    found.extend(_doubles(concept))
    for project in concept.central_projects:
        found.extend(_gaps(project))
        found.extend(_suggested_number(project))
    return tuple(found)


def _doubles(concept: RecognisedConcept) -> Iterable[Finding]:
    counts = Counter(measure.number for measure in concept.measures() if measure.number)
    seen: set[str] = set()
    for measure in concept.measures():
        if measure.number and counts[measure.number] > 1:
            if measure.number in seen:
                yield Finding(FindingCode.DUPLICATE_NUMBER, measure.anchor, (("number", measure.number),))
            seen.add(measure.number)


def _gaps(project: CentralProject) -> Iterable[Finding]:
    """Numbers missing between two that are there, or before the first of a row with two parts."""
    groups: dict[str, set[int]] = {}
    for measure in project.measures:
        prefix, _, last = (measure.number or "").rpartition(".")
        if last.isdigit():
            groups.setdefault(prefix, set()).add(int(last))
    for prefix, numbers in groups.items():
        start = 1 if prefix else min(numbers)
        expected = [number for number in range(start, max(numbers)) if number not in numbers]
        if len(expected) > _LARGEST_GAP:
            continue
        for number in expected:
            printed = f"{prefix}.{number}" if prefix else str(number)
            yield Finding(FindingCode.MISSING_NUMBER, project.anchor, (("number", printed),))


def _suggested_number(project: CentralProject) -> Iterable[Finding]:
    """The numbers of the measures suggest one for their project; it is proposed, not entered."""
    prefixes = {(measure.number or "").rpartition(".")[0] for measure in project.measures}
    if project.number is None and len(prefixes) == 1 and (prefix := prefixes.pop()):
        yield Finding(FindingCode.PROJECT_NUMBER_SUGGESTED, project.anchor, (("number", prefix),))
