"""Events of the installation as a whole."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteRestored:
    """All rows came from a backup: what is derived from them outside the tables of models must be made again."""
