"""Needs that come at the same time: when it snows, every neighbour needs the plough at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from interkomm.calc.matching.entries import Need, Offer

SEVERAL = 2  # owners


@dataclass(frozen=True)
class Peak:
    """Several owners need the same service in the same weeks (both count).

    `needed`: the most units that can be asked for in one of the weeks when everybody comes at once; `available`: the fewest
    free units in one of these weeks, of all offers together.
    """

    service: str
    unit: str
    first_week: int
    last_week: int
    owners: tuple[str, ...]
    needed: int
    available: int

    @property
    def is_short(self) -> bool:
        """Whether not everybody can be served when all come in the same week."""
        return self.needed > self.available


def peaks(offers: Sequence[Offer], needs: Sequence[Need], weeks: int, several: int = SEVERAL) -> tuple[Peak, ...]:
    """Unbroken runs of weeks in which the same `several` or more owners need the same service in the same unit.

    `weeks`: length of the horizon. Sorted by week, service and unit.
    """
    groups: dict[tuple[str, str], list[Need]] = {}
    for need in needs:
        if need.service:
            groups.setdefault((need.service, need.unit), []).append(need)
    found = []
    for (service, unit), alike in groups.items():
        free = [sum(_at(offer, week) for offer in offers if (offer.service, offer.unit) == (service, unit))
                for week in range(weeks)]  # fmt: skip
        found += _runs(service, unit, alike, free, several)
    return tuple(sorted(found, key=lambda peak: (peak.first_week, peak.service, peak.unit)))


def _at(offer: Offer, week: int) -> int:
    return offer.capacity[week] if week < len(offer.capacity) else 0


def _runs(service: str, unit: str, needs: Sequence[Need], free: Sequence[int], several: int) -> list[Peak]:
    found: list[Peak] = []
    for week, available in enumerate(free):
        now = [need for need in needs if need.first_week <= week <= need.last_week]
        owners = tuple(sorted({need.owner for need in now}))
        if len(owners) < several:
            continue
        needed = sum(need.quantity for need in now)
        last = found[-1] if found else None
        if last and last.last_week == week - 1 and last.owners == owners:
            most, fewest = max(last.needed, needed), min(last.available, available)
            found[-1] = Peak(service, unit, last.first_week, week, owners, most, fewest)
        else:
            found.append(Peak(service, unit, week, week, owners, needed, available))
    return found
