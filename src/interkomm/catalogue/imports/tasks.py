"""Background work of imports: reading long files, before and after the step of columns."""

from interkomm.calc.casereading.result import Reading
from interkomm.catalogue.imports.events import CaseImportQueued
from interkomm.catalogue.imports.models import CaseImport
from interkomm.catalogue.imports.reading import TakenApart, UnreadableCase, read_source, read_with_columns
from interkomm.catalogue.imports.services import finish_reading, source_of
from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.files.content import path_of
from interkomm.foundation.tasks.jobs import job


@job
def read_queued_cases(import_id: int) -> None:
    """Read one queued file. Reading happens outside the transaction, so nobody else waits for it."""
    proposal = CaseImport.objects.select_related("file").filter(pk=import_id, state=CaseImport.State.READING).first()
    if proposal is None or proposal.file is None:
        return  # discarded meanwhile, or read already
    source = source_of(proposal, path_of(proposal.file.sha256).read_bytes())
    outcome: TakenApart | Reading | UnreadableCase
    try:
        outcome = read_with_columns(source, proposal.targets) if proposal.sheets else read_source(source)
    except UnreadableCase as error:
        outcome = error
    finish_reading(actor=None, proposal=proposal, outcome=outcome)


def _queue(event: CaseImportQueued) -> None:
    read_queued_cases.enqueue(event.import_id)


def connect() -> None:
    """Called once when the program starts."""
    subscribe(CaseImportQueued, _queue, durable=True)
