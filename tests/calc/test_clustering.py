"""Clusters of points: nothing is lost, nothing depends on the order, zooming in only parts."""

import time
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from interkomm.calc.clustering import MAX_ZOOM, Clusters, cells_of, cluster

Points = list[tuple[float, float]]
Arrays = tuple[NDArray[np.float32], NDArray[np.float32]]
POINTS = st.lists(st.tuples(st.floats(-90, 90, width=32), st.floats(-180, 180, width=32)), min_size=0, max_size=60)
ZOOMS = st.integers(0, MAX_ZOOM)


def arrays(points: Points) -> Arrays:
    return np.array([lat for lat, _ in points], np.float32), np.array([lon for _, lon in points], np.float32)


def clusters(points: Points, zoom: int) -> Clusters:
    lat, lon = arrays(points)
    return cluster(lat, lon, zoom)


@given(POINTS, ZOOMS, st.integers(1, 50))
def test_counts_sum_up_to_all_points(points: Points, zoom: int, most: int) -> None:
    lat, lon = arrays(points)
    found = cluster(lat, lon, zoom, most=most)
    assert int(found.count.sum()) == len(points)
    assert found.zoom <= zoom
    assert len(found) <= most or found.zoom == 0


@given(POINTS, ZOOMS, st.randoms())
def test_the_order_of_the_points_does_not_matter(points: Points, zoom: int, random: Random) -> None:
    shuffled = list(points)
    random.shuffle(shuffled)
    one, other = clusters(points, zoom), clusters(shuffled, zoom)
    for name in ("cell", "count", "lat", "lon", "west", "south", "east", "north"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


@given(POINTS, ZOOMS)
def test_clusters_come_in_the_order_of_their_cells_and_lie_in_their_box(points: Points, zoom: int) -> None:
    found = clusters(points, zoom)
    assert np.all(np.diff(found.cell) > 0)
    for low, middle, high in ((found.west, found.lon, found.east), (found.south, found.lat, found.north)):
        assert np.all(low <= middle + 1e-9)
        assert np.all(middle <= high + 1e-9)


@given(POINTS, st.integers(0, MAX_ZOOM - 1))
def test_a_cell_lies_in_one_cell_of_the_level_before(points: Points, zoom: int) -> None:
    lat, lon = arrays(points)
    near, far = cells_of(lat, lon, zoom + 1), cells_of(lat, lon, zoom)
    above: dict[int, int] = {}
    for cell, parent in zip(near.tolist(), far.tolist(), strict=True):
        assert above.setdefault(cell, parent) == parent


@given(POINTS, st.integers(0, 10), st.floats(-170, 100), st.floats(-80, 40), st.floats(0.1, 60))
def test_a_box_shows_whole_clusters_of_the_whole_map(
    points: Points, zoom: int, west: float, south: float, width: float
) -> None:
    lat, lon = arrays(points)
    everything = cluster(lat, lon, zoom)
    whole = dict(zip(everything.cell.tolist(), everything.count.tolist(), strict=True))
    box = (west, south, west + width, south + width)
    shown = cluster(lat, lon, zoom, box)
    for cell, count in zip(shown.cell.tolist(), shown.count.tolist(), strict=True):
        assert whole[cell] == count
    inside = (lon >= west) & (lon <= box[2]) & (lat >= south) & (lat <= box[3]) & (np.abs(lat) < 85)
    assert int(shown.count.sum()) >= int(inside.sum())


def test_a_cluster_of_one_names_its_point() -> None:
    lat, lon = np.array([51.3, 51.3, 48.1], np.float32), np.array([13.1, 13.1, 11.5], np.float32)
    found = cluster(lat, lon, 9)
    alone = {int(first) for first, count in zip(found.first, found.count, strict=True) if count == 1}
    assert alone == {2}


@settings(max_examples=1)
@given(st.just(100_000))
def test_a_hundred_thousand_points_take_a_moment(size: int) -> None:
    numbers = np.random.default_rng(7)
    lat, lon = numbers.uniform(47, 55, size).astype(np.float32), numbers.uniform(6, 15, size).astype(np.float32)
    began = time.perf_counter()
    found = cluster(lat, lon, 12, most=1000)
    assert time.perf_counter() - began < 1.0  # about 0.1 s; wide, for a machine with other work
    assert int(found.count.sum()) == size
