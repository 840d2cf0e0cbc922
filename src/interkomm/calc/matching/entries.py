"""Offers and needs as numbers: weeks are counted from the first week of the horizon, money is whole cents."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Point = tuple[float, float]  # latitude, longitude in degrees


@dataclass(frozen=True)
class Offer:
    """What an office can give.

    `capacity`: units that are still free, one number for each week of the horizon; `earliest_week`: the first week that
    keeps the lead time; `radius_km`: 0 = anywhere; `price_cents`: for a unit, None = not stated; `visible_to`: owners that
    may see it, None = everybody; `legal_basis`: what the use stands on, "" = nothing is needed.
    """

    key: str
    owner: str
    service: str
    unit: str
    capacity: tuple[int, ...]
    kind: str = ""
    leika: str = ""
    earliest_week: int = 0
    place: Point | None = None
    radius_km: float = 0
    price_cents: int | None = None
    features: frozenset[str] = frozenset()
    visible_to: frozenset[str] | None = None
    legal_basis: str = ""


@dataclass(frozen=True)
class Need:
    """What an office lacks.

    `quantity`: whole units, to be covered from `first_week` to `last_week` (both count); `urgency`: weight ≥ 1;
    `kind`: "" = any; `budget_cents`: for everything, None = no limit; `legal_bases`: those that the owner has.
    """

    key: str
    owner: str
    service: str
    unit: str
    quantity: int
    first_week: int
    last_week: int
    kind: str = ""
    leika: str = ""
    urgency: int = 1
    place: Point | None = None
    must_haves: frozenset[str] = frozenset()
    budget_cents: int | None = None
    legal_bases: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    """Why a pair does not fit: a code and the figures for the sentence."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
