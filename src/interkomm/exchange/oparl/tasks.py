"""Background work: reading servers."""

import logging

from interkomm.exchange.oparl.events import CouncilServerNamed
from interkomm.exchange.oparl.fetching import read_server
from interkomm.exchange.oparl.models import CouncilImport
from interkomm.exchange.oparl.reading import Item, Unreadable
from interkomm.exchange.oparl.services import finish_import
from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.tasks.jobs import job

logger = logging.getLogger(__name__)


@job
def read_named_server(import_id: int) -> None:
    """Read one server. Outside of any transaction: a slow server holds nobody up."""
    found = CouncilImport.objects.select_related("cooperation").filter(pk=import_id).first()
    if found is None or found.state != CouncilImport.State.WAITING:
        return
    items: list[Item] = []
    problem = ""
    try:
        items = read_server(found.url)
    except Unreadable as error:
        problem = str(error)
    except Exception:  # whatever a server answers, the page must not wait for ever
        logger.exception("council server could not be read", extra={"import": import_id})
        problem = "broken"
    finish_import(actor=None, council_import=found, items=items, problem=problem)


def _queue(event: CouncilServerNamed) -> None:
    read_named_server.enqueue(event.import_id)


def connect() -> None:
    """Called once when the program starts."""
    subscribe(CouncilServerNamed, _queue, durable=True)
