"""Read the compact layer that ships with the program: boundaries of 2016 and the official register.

Both files are JSON under Brotli, made by `scripts/build_municipality_layer.py`. Boundaries are arcs that neighbours
share; a ring is a list of arc numbers, `~n` meaning arc n backwards. Nothing is read before it is asked for.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import brotli

from .gv100ad import KIND_NAMES, Record, RecordType, Register, short_name
from .succession import Ground, Proposal

FOLDER = Path(__file__).resolve().parent.parent / "layer"
BOUNDARY_SOURCE = "© GeoBasis-DE / BKG 2016 (Daten verändert)"

Ring = list[tuple[float, float]]
Polygon = list[Ring]


@dataclass(frozen=True, slots=True)
class LayerArea:
    """One area of the boundary layer; `shape` (polygons of rings of arc numbers) only for municipalities."""

    official_key: str
    regional_key: str
    name: str
    kind: str
    nuts: str
    area_ha: int = 0
    shape: tuple[tuple[tuple[int, ...], ...], ...] = ()


@dataclass(frozen=True)
class BoundaryLayer:
    """All areas of the layer and their shared arcs (delta-encoded integers on a grid of 1/scale degree)."""

    as_of: date
    scale: int
    arcs: list[list[int]]
    municipalities: dict[str, LayerArea]
    associations: dict[str, LayerArea]
    districts: dict[str, LayerArea]
    states: dict[str, LayerArea]

    def polygons(self, official_key: str) -> list[Polygon]:
        """The polygons of a municipality, each as [outer ring, holes…] of (longitude, latitude)."""
        shape = self.municipalities[official_key].shape
        return [[self._ring(numbers) for numbers in polygon] for polygon in shape]

    def _ring(self, numbers: Iterable[int]) -> Ring:
        corners: Ring = []
        for number in numbers:
            arc = self._arc(~number)[::-1] if number < 0 else self._arc(number)
            corners.extend(arc[1:] if corners else arc)
        return corners

    def _arc(self, number: int) -> Ring:
        flat = self.arcs[number]
        scale = self.scale
        return [(x / scale, y / scale) for x, y in zip(accumulate(flat[0::2]), accumulate(flat[1::2]), strict=True)]


@dataclass(frozen=True)
class ShippedRegister:
    """The official register and who succeeded the municipalities of the older boundary layer."""

    register: Register
    succession: tuple[Proposal, ...]


def read_boundaries(folder: Path = FOLDER) -> BoundaryLayer:
    """Parse the boundary file (a few tenths of a second; not kept in memory)."""
    content = _read(folder / "boundaries.json.br")
    rows = [
        LayerArea(row[0], row[1], row[2], row[3], row[4], row[5], tuple(tuple(map(tuple, p)) for p in row[6]))
        for row in content["municipalities"]
    ]
    levels = {
        level: {row[0]: LayerArea(row[0], *row) for row in content[level]}
        for level in ("associations", "districts", "states")
    }
    return BoundaryLayer(
        as_of=date.fromisoformat(content["as_of"]),
        scale=content["scale"],
        arcs=content["arcs"],
        municipalities={area.official_key: area for area in rows},
        **levels,
    )


def read_register(folder: Path = FOLDER) -> ShippedRegister:
    """Parse the register file."""
    content = _read(folder / "register.json.br")
    records = tuple(_record(row) for row in content["records"])
    succession = tuple(Proposal(old, new, Ground(ground), share) for old, new, ground, share in content["succession"])
    return ShippedRegister(Register(date.fromisoformat(content["as_of"]), records), succession)


def digest(folder: Path = FOLDER) -> str:
    """SHA-256 over both files: the version of the layer."""
    both = hashlib.sha256()
    for name in ("boundaries.json.br", "register.json.br"):
        both.update((folder / name).read_bytes())
    return both.hexdigest()


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(brotli.decompress(path.read_bytes()))
    return content


def _record(row: list[Any]) -> Record:
    record_type, regional_key, official_name, kind_code = RecordType(row[0]), row[1], row[2], row[3]
    is_municipality = record_type == RecordType.MUNICIPALITY
    area_ha, population, postcode = row[4:7] if is_municipality else (None, None, "")
    shortened = is_municipality or record_type == RecordType.DISTRICT
    return Record(
        type=record_type,
        official_key=regional_key[:5] + regional_key[9:] if is_municipality else regional_key,
        regional_key=regional_key,
        name=short_name(official_name) if shortened else official_name,
        official_name=official_name,
        kind_code=kind_code,
        kind=KIND_NAMES.get(kind_code or 0, "Land" if record_type == RecordType.STATE else ""),
        seat="",
        area_ha=area_ha,
        population=population,
        postcode=postcode,
    )
