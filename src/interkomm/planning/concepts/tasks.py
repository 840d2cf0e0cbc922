"""Background work of imports: reading long documents."""

from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.files.content import path_of
from interkomm.foundation.tasks.jobs import job
from interkomm.planning.concepts.events import ImportQueued
from interkomm.planning.concepts.models import ConceptImport
from interkomm.planning.concepts.readers import UnreadableDocument
from interkomm.planning.concepts.reading import Source, read_source
from interkomm.planning.concepts.services import finish_import


@job
def read_queued_import(import_id: int) -> None:
    """Read one queued document. Reading happens outside the transaction, so nobody else waits for it."""
    proposal = ConceptImport.objects.select_related("file").filter(pk=import_id).first()
    if proposal is None or proposal.file is None:
        return  # discarded meanwhile
    outcome: Source | UnreadableDocument
    try:
        outcome = read_source(proposal.source_name, path_of(proposal.file.sha256).read_bytes())
    except UnreadableDocument as error:
        outcome = error
    finish_import(actor=None, proposal=proposal, outcome=outcome)


def _queue(event: ImportQueued) -> None:
    read_queued_import.enqueue(event.import_id)


def connect() -> None:
    """Called once when the program starts."""
    subscribe(ImportQueued, _queue, durable=True)
