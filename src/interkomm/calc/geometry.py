"""Plane and ellipsoid geometry that maps of municipalities need: UTM to degrees, true areas, boxes, points.

Pure. Coordinates are (longitude, latitude) in degrees on WGS 84 unless said otherwise; lengths are metres.
Source of the series: L. Krüger (1912), in the form of C. F. F. Karney, "Transverse Mercator with an accuracy of a few
nanometers", J. Geodesy 85 (2011), order n^4; it differs from PROJ by less than a millimetre inside a zone.
"""

import itertools
from collections.abc import Iterable, Sequence
from math import asin, atan2, atanh, cos, cosh, degrees, radians, sin, sinh, sqrt

Point = tuple[float, float]
Box = tuple[float, float, float, float]

SEMI_MAJOR_AXIS = 6_378_137.0
FLATTENING = 1 / 298.257222101  # GRS 80, the ellipsoid of ETRS89
_N = FLATTENING / (2 - FLATTENING)
_RECTIFYING_RADIUS = SEMI_MAJOR_AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_DELTA = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3 + 116 * _N**4 / 45,
    7 * _N**2 / 3 - 8 * _N**3 / 5 - 227 * _N**4 / 45,
    56 * _N**3 / 15 - 136 * _N**4 / 35,
    4279 * _N**4 / 630,
)
_SCALE = 0.9996
_FALSE_EASTING = 500_000.0
_ECCENTRICITY = sqrt(FLATTENING * (2 - FLATTENING))


def utm_to_degrees(easting: float, northing: float, zone: int = 32) -> Point:
    """(longitude, latitude) of a UTM position on the northern half of the earth; ETRS89 is taken as WGS 84."""
    if not 1 <= zone <= 60:
        raise ValueError(f"UTM zone {zone}")
    xi = northing / (_SCALE * _RECTIFYING_RADIUS)
    eta = (easting - _FALSE_EASTING) / (_SCALE * _RECTIFYING_RADIUS)
    xi_, eta_ = xi, eta
    for order, beta in enumerate(_BETA, start=1):
        xi_ -= beta * sin(2 * order * xi) * cosh(2 * order * eta)
        eta_ -= beta * cos(2 * order * xi) * sinh(2 * order * eta)
    chi = asin(sin(xi_) / cosh(eta_))
    latitude = chi + sum(delta * sin(2 * order * chi) for order, delta in enumerate(_DELTA, start=1))
    longitude = radians(zone * 6 - 183) + atan2(sinh(eta_), cos(xi_))
    return degrees(longitude), degrees(latitude)


def geodesic_ring_area_m2(ring: Iterable[Sequence[float]]) -> float:
    """Signed area of a closed ring (first corner repeated) on the authalic sphere: positive anticlockwise.

    Edges are taken straight in longitude and sine of authalic latitude; for municipal boundaries the error is
    below 0.01 %.
    """
    corners = [(radians(corner[0]), _authalic_sine(radians(corner[1]))) for corner in ring]
    total = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(corners):
        total += x0 * y1 - x1 * y0
    return total / 2 * _AUTHALIC_RADIUS_SQUARED


def bounding_box(points: Iterable[Sequence[float]]) -> Box:
    """(west, south, east, north). Raises ValueError without points."""
    xs, ys = zip(*((point[0], point[1]) for point in points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def metres_between(first: Point, second: Point) -> float:
    """Great-circle distance on a sphere of 6,371 km; right to half a percent."""
    (lon0, lat0), (lon1, lat1) = first, second
    half_lat, half_lon = radians(lat1 - lat0) / 2, radians(lon1 - lon0) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat0)) * cos(radians(lat1)) * sin(half_lon) ** 2
    return 2 * 6_371_000.0 * asin(min(1.0, sqrt(chord)))


def _q(latitude: float) -> float:
    """Snyder, Map Projections (1987), eq. 3-12."""
    s = sin(latitude)
    e = _ECCENTRICITY
    return (1 - e * e) * (s / (1 - e * e * s * s) + atanh(e * s) / e)


def _authalic_sine(latitude: float) -> float:
    return _q(latitude) / _Q_POLE


_Q_POLE = _q(radians(90.0))
_AUTHALIC_RADIUS_SQUARED = SEMI_MAJOR_AXIS**2 * _Q_POLE / 2
