"""Match boundaries of a file with the stored municipalities, and store them."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from . import shapes
from .boundary_file import Boundary, read_boundary_file
from .models import Area, Level
from .storing import store_boundaries

TOLERANCE = 0.001
BOX_FIELDS = ["bbox_west", "bbox_south", "bbox_east", "bbox_north", "lat", "lon"]


@dataclass
class BoundaryChange:
    """What a boundary file changes. `unknown`: in the file, not in our list; `missing`: the reverse."""

    boundary_on: date
    source: str
    matched: list[tuple[Area, BaseGeometry]] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    missing: list[Area] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Numbers for the audit entry and the report."""
        return {"matched": len(self.matched), "unknown": len(self.unknown), "missing": len(self.missing)}


def plan_boundaries(content: bytes) -> BoundaryChange:
    """What importing this file would change; nothing is written. Raises `RuleBroken` for files we cannot take."""
    boundaries = {boundary.official_key: boundary for boundary in read_boundary_file(content)}
    change = BoundaryChange(timezone.localdate(), _("Eingelesene Grenzen (Quelle: Betrieb dieser Website)"))
    municipalities = Area.objects.filter(level=Level.MUNICIPALITY, valid_to=None)
    known = {area.official_key: area for area in municipalities}
    coarse = _coarse(boundaries)
    for key, geometry in coarse.items():
        if key in known:
            change.matched.append((known[key], geometry))
        else:
            change.unknown.append((key, boundaries[key].name))
    states = {key[:2] for key in boundaries}
    change.missing = [area for key, area in known.items() if key not in boundaries and key[:2] in states]
    return change


def store_boundary_change(change: BoundaryChange) -> None:
    """Write the matched boundaries with their boxes."""
    for area, geometry in change.matched:
        shapes.set_box(area, geometry)
    Area.objects.bulk_update([area for area, _geometry in change.matched], BOX_FIELDS, batch_size=500)
    store_boundaries(dict(change.matched), boundary_on=change.boundary_on, source=change.source)


def _coarse(boundaries: dict[str, Boundary]) -> dict[str, BaseGeometry]:
    geometries = {key: boundary.geometry for key, boundary in boundaries.items()}
    coarse = shapes.simplified(geometries, TOLERANCE)
    # A tiny area may vanish in simplification: then it keeps its full boundary.
    return {key: coarse[key] if not coarse[key].is_empty else geometries[key] for key in geometries}
