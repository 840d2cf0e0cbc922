"""What happens with readings of council information systems."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CouncilServerNamed:
    """A server is to be read in the background."""

    import_id: int
