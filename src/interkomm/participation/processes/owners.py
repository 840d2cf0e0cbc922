"""Who owns a process: read once, kept on the object."""

from typing import Protocol

from interkomm.participation.processes.models import Process


class Owned(Protocol):
    """What the rules need to know: a process itself, or the plain row of its public page."""

    @property
    def published_at(self) -> object: ...
    @property
    def deleted_at(self) -> object: ...


def owner_ids(process: Owned) -> frozenset[int]:
    """Keys of the equal owners. Costs one query the first time, none when `ownerships` are prefetched or known."""
    known: frozenset[int] | None = getattr(process, "known_owner_ids", None)
    if known is not None:
        return known
    if not isinstance(process, Process):
        raise TypeError(f"{type(process).__name__} does not know its owners")
    keys = frozenset(owner.organisation_id for owner in process.ownerships.all())
    process.known_owner_ids = keys  # type: ignore[attr-defined]
    return keys


def forget_owners(process: Process) -> None:
    """After a change of the owners within a request."""
    process.__dict__.pop("known_owner_ids", None)
