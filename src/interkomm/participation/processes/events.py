"""What happened to processes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProcessPublished:
    process_id: int


@dataclass(frozen=True)
class ProcessClosed:
    """Ended before its time."""

    process_id: int


@dataclass(frozen=True)
class ProcessReopened:
    process_id: int


@dataclass(frozen=True)
class ProcessDeleted:
    process_id: int


@dataclass(frozen=True)
class ProcessChanged:
    """Phases, texts, owners, lead or rule of a published process changed."""

    process_id: int
