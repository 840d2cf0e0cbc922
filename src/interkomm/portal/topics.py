"""Topics of lists over several owners, kept by the portal: one version for "any process", so that a new one shows.

`places`, `concepts` and `site` are bumped by their own contexts; `processes` is bumped here, in the transaction of the
act, whenever a process appears, changes, ends or vanishes.
"""

from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.topics.services import bump
from interkomm.participation.processes import events

PROCESSES, NEWS, CONCEPTS, PLACES = "processes", "news", "concepts", "places"
LISTS = (PROCESSES, NEWS, CONCEPTS, PLACES)


def _processes_changed(event: object) -> None:
    bump(PROCESSES)


def connect() -> None:
    """Listen to what happens with processes; called once when the program starts."""
    for kind in (
        events.ProcessPublished,
        events.ProcessClosed,
        events.ProcessReopened,
        events.ProcessDeleted,
        events.ProcessChanged,
    ):
        subscribe(kind, _processes_changed, durable=True)
