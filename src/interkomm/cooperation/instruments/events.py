"""What happened to instruments."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class InstrumentChanged:
    """Drafted, changed, a fact recorded or taken back."""

    instrument_id: int


@dataclass(frozen=True)
class DeadlineNear:
    """A missing act is due in `days` days (0: today)."""

    assignment_id: int
    days: int
    on: date


@dataclass(frozen=True)
class InstrumentExpires:
    """`kind`: "ends" (last day) or "notice" (last day on which notice can be given for it); `days` from now on."""

    instrument_id: int
    kind: str
    day: date
    days: int
