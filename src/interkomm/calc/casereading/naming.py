"""How readers ask which place a written name means. The answer comes from outside (`catalogue.imports.names`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

MUNICIPALITY, DISTRICT, STATE = "municipality", "district", "state"


@dataclass(frozen=True, slots=True)
class Named:
    """A place of the official list. `official_key`: AGS with 8 digits (municipality), 5 (district), 2 (state).

    `label`: the name with what tells it from others: "Naundorf (Landkreis Nordsachsen)".
    """

    name: str
    official_key: str
    level: str = MUNICIPALITY
    label: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """`place` is None when nothing fits, or when several fit equally: then `alternatives` names them.

    `certainty` between 0 and 1; 1: written exactly so.
    """

    place: Named | None = None
    certainty: float = 0.0
    alternatives: tuple[Named, ...] = ()


class Resolve(Protocol):
    """Which place is meant by `name`; only places whose official key begins with `within`, of one of these levels."""

    def __call__(self, name: str, *, levels: Sequence[str] = (MUNICIPALITY,), within: str = "") -> Resolved: ...


def knows_nothing(name: str, *, levels: Sequence[str] = (MUNICIPALITY,), within: str = "") -> Resolved:
    """A `Resolve` without any list of places: every name stays as it is written."""
    del name, levels, within
    return Resolved()
