"""Points on a map as clusters: one per cell of a grid that halves its cells with each zoom level. Pure.

Cells are squares of the Web Mercator projection (EPSG:3857), 64 px wide on a screen, so at most some dozens are seen at
once. A cell of one zoom level lies wholly in one cell of the level before: clusters only ever part when somebody zooms in.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
CELLS_OF_TILE = 4  # a map tile is 256 px wide
MAX_ZOOM = 18
LIMIT_LAT = 85.05  # where Web Mercator ends
SCALE = 100_000  # positions are summed up as whole numbers of 1/100,000 degree: the same in any order


@dataclass(frozen=True)
class Clusters:
    """Arrays of the same length, ordered by cell from north-west to south-east, row by row.

    `cell`: number of the cell within its zoom level. `count`: points. `lat`, `lon`: their mean, degrees. `west` … `north`:
    the box around them, degrees. `first`: index of the first point in the arrays given. `zoom`: the level of the cells.
    """

    cell: NDArray[np.int64]
    count: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    west: NDArray[np.float64]
    south: NDArray[np.float64]
    east: NDArray[np.float64]
    north: NDArray[np.float64]
    first: NDArray[np.int64]
    zoom: int

    def __len__(self) -> int:
        return len(self.cell)


def cluster(
    lat: NDArray[np.floating], lon: NDArray[np.floating], zoom: int, box: Box | None = None, most: int = 1000
) -> Clusters:
    """Clusters of points (degrees) at a zoom level (0 to 18), at most `most`: else those of a lower level.

    `box`: west, south, east, north in degrees; every cell that it touches counts as a whole, so a cluster is the same
    whichever box shows it.
    """
    zoom = min(max(zoom, 0), MAX_ZOOM)
    chosen = _in_box(lat, lon, zoom, box)
    found = _clusters(lat, lon, chosen, zoom)
    while len(found) > most and zoom > 0:
        zoom -= 1
        found = _clusters(lat, lon, chosen, zoom)
    return found


def cells_of(lat: NDArray[np.floating], lon: NDArray[np.floating], zoom: int) -> NDArray[np.int64]:
    """The number of the cell of each point: row times width plus column."""
    column, row = _grid(lat, lon, zoom)
    return row * _width(zoom) + column


def _width(zoom: int) -> int:
    return int(CELLS_OF_TILE << zoom)


def _grid(
    lat: NDArray[np.floating], lon: NDArray[np.floating], zoom: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    width = _width(zoom)
    angle = np.radians(np.clip(lat.astype(np.float64), -LIMIT_LAT, LIMIT_LAT))
    down = (1 - np.arcsinh(np.tan(angle)) / np.pi) / 2
    along = (lon.astype(np.float64) + 180) / 360
    column = np.clip(np.floor(along * width), 0, width - 1).astype(np.int64)
    row = np.clip(np.floor(down * width), 0, width - 1).astype(np.int64)
    return column, row


def _in_box(lat: NDArray[np.floating], lon: NDArray[np.floating], zoom: int, box: Box | None) -> NDArray[np.int64]:
    """Indices of the points in the cells that the box touches."""
    if box is None:
        return np.arange(len(lat), dtype=np.int64)
    west, south, east, north = box
    columns, rows = _grid(np.array([north, south]), np.array([west, east]), zoom)
    column, row = _grid(lat, lon, zoom)
    inside = (column >= columns[0]) & (column <= columns[1]) & (row >= rows[0]) & (row <= rows[1])
    return np.flatnonzero(inside).astype(np.int64)


def _clusters(lat: NDArray[np.floating], lon: NDArray[np.floating], chosen: NDArray[np.int64], zoom: int) -> Clusters:
    if not len(chosen):
        whole, part = np.zeros(0, np.int64), np.zeros(0, np.float64)
        return Clusters(whole, whole, part, part, part, part, part, part, whole, zoom)
    cells = cells_of(lat[chosen], lon[chosen], zoom)
    order = np.argsort(cells, kind="stable")
    cells, members = cells[order], chosen[order]
    starts = np.flatnonzero(np.r_[True, cells[1:] != cells[:-1]])
    count = np.diff(np.r_[starts, len(cells)])
    y = np.rint(lat[members].astype(np.float64) * SCALE).astype(np.int64)
    x = np.rint(lon[members].astype(np.float64) * SCALE).astype(np.int64)
    return Clusters(
        cell=cells[starts],
        count=count.astype(np.int64),
        lat=np.add.reduceat(y, starts) / count / SCALE,
        lon=np.add.reduceat(x, starts) / count / SCALE,
        west=np.minimum.reduceat(x, starts) / SCALE,
        south=np.minimum.reduceat(y, starts) / SCALE,
        east=np.maximum.reduceat(x, starts) / SCALE,
        north=np.maximum.reduceat(y, starts) / SCALE,
        first=members[starts],
        zoom=zoom,
    )
