"""Stored OParl pages become stale whenever an instrument or a cooperation changes."""

from interkomm.cooperation.instruments.events import InstrumentChanged
from interkomm.exchange.oparl.views import TOPIC
from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.topics.services import bump


def _changed(event: object) -> None:
    bump(TOPIC)


def connect() -> None:
    """Called once when the program starts."""
    subscribe(InstrumentChanged, _changed, durable=True)
