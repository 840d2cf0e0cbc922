"""When a cooperation began: what editors have marked, else the earliest of the events that may be a beginning."""

from interkomm.calc.cases.dates import PartialDate
from interkomm.calc.cases.items import Event
from interkomm.calc.cases.record import CaseRecord

BEGINNING = "beginning"  # role of an event (`items.Event.role`)
MAY_BEGIN = ("start", "founded", "contract_signed", "effective", "resolution", "project_start")


def marked_beginnings(record: CaseRecord) -> list[Event]:
    """The dated events that somebody has decided to be the beginning; usually none or one."""
    return [event for event in record.items("events") if event.role == BEGINNING and event.date]


def beginning(record: CaseRecord) -> PartialDate | None:
    """The date of the marked beginning, else of the earliest event that may be one; None when no date of one is known."""
    events = marked_beginnings(record) or [event for event in record.items("events") if event.kind in MAY_BEGIN]
    return min((event.date for event in events if event.date), default=None)
