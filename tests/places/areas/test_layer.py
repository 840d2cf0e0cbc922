"""The layer that ships with the program."""

import shapely

from interkomm.places.areas import layer, shapes
from interkomm.places.areas.gv100ad import RecordType


def test_is_small_and_complete() -> None:
    size = sum(path.stat().st_size for path in layer.FOLDER.glob("*.br"))
    boundaries = layer.read_boundaries()
    assert size < 1_500_000
    assert len(boundaries.municipalities) == 11_299
    assert (len(boundaries.states), len(boundaries.districts)) == (16, 402)
    assert boundaries.municipalities["14730230"].name == "Oschatz"
    assert boundaries.municipalities["14730230"].nuts == "DED53"


def test_register_knows_official_population() -> None:
    shipped = layer.read_register()
    by_key = {record.official_key: record for record in shipped.register.of_type(RecordType.MUNICIPALITY)}
    assert (by_key["14730230"].population, by_key["14730230"].postcode) == (14184, "04758")
    assert by_key["14730230"].kind == "Stadt"


def test_neighbours_share_their_border_without_gaps() -> None:
    """The union of two neighbours has no hole, and they overlap nowhere."""
    boundaries = layer.read_boundaries()
    keys = ["14730230", "14730060", "14730050", "14730170", "14730210", "14730330"]
    region = shapes.layer_shapes(boundaries, keys)
    assert shapely.coverage_is_valid(list(region.values()))
    assert region["14730230"].intersection(region["14730170"]).area == 0


def test_every_boundary_becomes_a_valid_area_inside_germany() -> None:
    boundaries = layer.read_boundaries()
    found = shapes.layer_shapes(boundaries, boundaries.municipalities)
    assert all(shapely.is_valid(list(found.values())))
    west, south, east, north = shapely.total_bounds(list(found.values()))
    assert 5.8 < west < 6
    assert 47.2 < south < 47.4
    assert 15 < east < 15.1
    assert 55 < north < 55.1


def test_measured_area_fits_the_register() -> None:
    """Boundaries of 1:250,000 miss the official area by a few percent at most."""
    boundaries = layer.read_boundaries()
    assert abs(boundaries.municipalities["14730230"].area_ha / 5544 - 1) < 0.02
