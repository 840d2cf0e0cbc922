"""From decided cases to proposals for the editors, many at once; called inside use cases only."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from interkomm.calc.cases import InvalidRecord
from interkomm.catalogue.cases.models import Case, Revision
from interkomm.catalogue.editing.services import Proposal, propose_cases
from interkomm.catalogue.imports.deciding import changed_record, decided_content, record_of
from interkomm.catalogue.imports.models import CaseImport, ImportedCase
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.use_cases import RuleBroken

PORTION = 500


def propose_waiting(actor: Actor, proposal: CaseImport, cases: QuerySet[ImportedCase]) -> int:
    """Propose these cases; returns how many. Raises RuleBroken when a record cannot be stored."""
    rows = list(cases.select_related("target").order_by("position"))
    for start in range(0, len(rows), PORTION):
        _propose(actor, proposal, rows[start : start + PORTION])
    return len(rows)


def _propose(actor: Actor, proposal: CaseImport, rows: Sequence[ImportedCase]) -> None:
    base = _base_revisions(row.target for row in rows if row.target is not None)
    proposals = [_proposal(proposal, row, base) for row in rows]
    propose_cases(actor=actor, proposals=proposals)
    ImportedCase.objects.filter(pk__in=[row.pk for row in rows]).update(state=ImportedCase.State.PROPOSED)


def _proposal(proposal: CaseImport, row: ImportedCase, base: dict[int, Revision]) -> Proposal:
    try:
        record = record_of(decided_content(row.content, row.findings, row.decisions, row.left_out))
    except InvalidRecord as error:
        raise RuleBroken(f"„{row.name}“: {error}") from error
    known = base.get(row.target_id) if row.target_id else None
    if known is not None:
        record = changed_record(record_of(known.content), record)
    return Proposal(
        record=record,
        case=row.target,
        based_on=known,
        origin=Revision.Origin.IMPORT,
        organisation=proposal.organisation,
        comment=proposal.source_name,
    )


def _base_revisions(cases: Iterable[Case]) -> dict[int, Revision]:
    """What the import changes: the public revision of each case, else its newest proposal."""
    found: dict[int, Revision] = {}
    wanted = list(cases)
    states = (Revision.State.RELEASED, Revision.State.PROPOSED)
    for revision in Revision.objects.filter(case__in=wanted, state__in=states).order_by("state", "number"):
        if revision.case_id not in found or revision.state == Revision.State.RELEASED:
            found[revision.case_id] = revision
    return found
