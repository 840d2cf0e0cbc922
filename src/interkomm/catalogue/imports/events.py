"""What happens with imports."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseImportQueued:
    """A file waits to be read in the background."""

    import_id: int
