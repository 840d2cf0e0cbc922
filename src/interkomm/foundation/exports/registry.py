"""Which tables `interkomm export` writes. Contexts register theirs; the composition root adds those of the core."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class OpenTable:
    """One table of the export; `name` becomes the file name.

    `public()` gives what everybody may read anyway, without personal data. `own(organisation_id)` gives what an
    organisation may take along besides. Values: JSON values, dates and times.
    """

    name: str
    public: Callable[[], Iterable[Row]] | None = None
    own: Callable[[int], Iterable[Row]] | None = None


registry: dict[str, OpenTable] = {}


def register(table: OpenTable) -> None:
    registry[table.name] = table
