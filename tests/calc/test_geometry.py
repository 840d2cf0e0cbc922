"""Plane and ellipsoid geometry."""

from math import cos, pi, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.geometry import bounding_box, geodesic_ring_area_m2, metres_between, utm_to_degrees


@pytest.mark.parametrize(
    ("easting", "northing", "zone", "longitude", "latitude"),
    [
        # the central meridian of the zone, at the equator: by definition
        (500_000.0, 0.0, 32, 9.0, 0.0),
        (500_000.0, 0.0, 33, 15.0, 0.0),
        # meridian arc of GRS 80 from the equator to 45°: 4,984,944.378 m (DMA TM 8358.2), times 0.9996
        (500_000.0, 4_984_944.378 * 0.9996, 32, 9.0, 45.0),
    ],
)
def test_known_positions(easting: float, northing: float, zone: int, longitude: float, latitude: float) -> None:
    assert utm_to_degrees(easting, northing, zone) == pytest.approx((longitude, latitude), abs=1e-8)


def test_the_same_place_in_two_zones() -> None:
    """12° east is 3° from both central meridians, so both zones mirror each other."""
    east = utm_to_degrees(735_000.0, 5_700_000.0, 32)
    west = utm_to_degrees(265_000.0, 5_700_000.0, 33)
    assert east[1] == pytest.approx(west[1], abs=1e-10)
    assert east[0] - 9 == pytest.approx(15 - west[0], abs=1e-10)


def test_unknown_zone() -> None:
    with pytest.raises(ValueError, match="61"):
        utm_to_degrees(500_000, 0, 61)


@given(st.floats(200_000, 800_000), st.floats(5_200_000, 6_100_000))
def test_a_metre_stays_a_metre(easting: float, northing: float) -> None:
    """Scale inside a zone is between 0.9996 and 1.0007."""
    first, second = utm_to_degrees(easting, northing), utm_to_degrees(easting + 100, northing)
    assert metres_between(first, second) == pytest.approx(100, rel=0.006)


def test_area_of_the_whole_earth_and_of_a_degree() -> None:
    half = geodesic_ring_area_m2([(-90, -90), (90, -90), (90, 90), (-90, 90), (-90, -90)])
    assert half * 2 == pytest.approx(510_065_621_724_000, rel=1e-6)  # GRS 80, Moritz (2000)
    cell = [(10, 51), (11, 51), (11, 52), (10, 52), (10, 51)]
    rough = (pi / 180 * 6_371_000) ** 2 * cos(radians(51.5))
    assert geodesic_ring_area_m2(cell) == pytest.approx(rough, rel=0.01)
    assert geodesic_ring_area_m2(cell[::-1]) == pytest.approx(-geodesic_ring_area_m2(cell))


def test_bounding_box() -> None:
    assert bounding_box([(1, 2), (3, -1)]) == (1, -1, 3, 2)
    with pytest.raises(ValueError, match="values"):
        bounding_box([])
