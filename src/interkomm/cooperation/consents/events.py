"""What happened to joint decisions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConsentRequested:
    """A request is open and waits for other owners."""

    request_id: int


@dataclass(frozen=True)
class ConsentDecided:
    """Granted (the act is done), refused or withdrawn: see `outcome` of the request."""

    request_id: int
