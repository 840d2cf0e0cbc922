"""From a reading to the rows of an import, many at once; called inside use cases only."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from interkomm.calc.casereading.duplicates import Match
from interkomm.calc.casereading.result import ReadCase, Reading
from interkomm.calc.cases import as_json
from interkomm.catalogue.imports.models import CaseImport, ImportedCase
from interkomm.catalogue.imports.stored import finding_as_json, open_decisions, problem_as_json
from interkomm.catalogue.imports.wording import annotated

PORTION = 500


def fill(proposal: CaseImport, reading: Reading, cases: Sequence[tuple[ReadCase, Match | None]]) -> None:
    """Store the cases of a reading; what the import had before goes."""
    texts: dict[str, int] = {}
    for case, _ in cases:
        if case.text:
            texts.setdefault(case.text, len(texts))
    ImportedCase.objects.filter(proposal=proposal).delete()
    rows = [_row(proposal, at, case, match, texts) for at, (case, match) in enumerate(cases)]
    ImportedCase.objects.bulk_create(rows, PORTION)
    proposal.kind = reading.kind
    proposal.texts = list(texts)
    proposal.problems = [problem_as_json(each) for each in reading.problems]
    proposal.state = CaseImport.State.CHECKING
    proposal.save(update_fields=["kind", "texts", "problems", "state", "targets"])


def _row(proposal: CaseImport, at: int, case: ReadCase, match: Match | None, texts: dict[str, int]) -> ImportedCase:
    listed = sorted(case.findings, key=lambda finding: not finding.options)  # first what needs a decision
    findings = [finding_as_json(each) for each in listed]
    return ImportedCase(
        proposal=proposal,
        position=at,
        name=case.record.title()[:300],
        content=_content(proposal, case),
        findings=findings,
        text_number=texts.get(case.text) if case.text else None,
        finding_count=len(findings),
        open_decisions=open_decisions(findings, {}),
        duplicate_id=match.key if match else None,
    )


def _content(proposal: CaseImport, case: ReadCase) -> dict[str, Any]:
    """With the day and address of the source where the file itself does not say them."""
    day, record = proposal.retrieved_on.isoformat(), annotated(case)
    sources = tuple(
        replace(source, retrieved_on=source.retrieved_on or day, url=source.url or proposal.source_url)
        for source in record.sources
    )
    return as_json(replace(record, sources=sources))
