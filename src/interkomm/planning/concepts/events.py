"""What happens with concepts, for the contexts above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportQueued:
    """A long document waits to be read in the background."""

    import_id: int


@dataclass(frozen=True)
class ConceptVersionPublished:
    """Readers see this version from now on; `previous_version_id` is the one they saw before, None at first."""

    concept_id: int
    version_id: int
    previous_version_id: int | None
