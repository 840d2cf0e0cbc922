"""When the rows of the search are written: with the act itself; what was missed, within minutes."""

from interkomm.catalogue.editing.events import CasesHidden, CasesReleased
from interkomm.catalogue.finding import index
from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.tasks.schedule import every


@every(minutes=10)
def keep_up() -> None:
    """Write rows that are missing or of an older format (after an update of the program)."""
    index.rebuild(only_missing=True)


def _changed(event: CasesReleased | CasesHidden) -> None:
    index.write(event.case_ids)


def connect() -> None:
    """Subscribe; called once when the program starts."""
    subscribe(CasesReleased, _changed, durable=True)
    subscribe(CasesHidden, _changed, durable=True)
