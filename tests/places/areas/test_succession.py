"""Who took over whom, from two lists."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from interkomm.places.areas.gv100ad import RecordType, parse
from interkomm.places.areas.layer import read_register
from interkomm.places.areas.succession import Ground, Unit, propose
from tests.paths import shared_dir


def unit(key: str, area: float, *near: str, name: str = "") -> Unit:
    return Unit(key, name or f"Ort {key}", area, frozenset(near))


def pairs(old: list[Unit], new: list[Unit]) -> set[tuple[str, str, str]]:
    return {(p.predecessor, p.successor, p.ground.value) for p in propose(old, new)}


def test_same_name_and_area_is_only_a_new_key() -> None:
    old, new = [unit("06435014", 7628, name="Hanau")], [unit("06415000", 7628, name="Hanau")]
    (proposal,) = propose(old, new)
    assert (proposal.predecessor, proposal.successor, proposal.certainty) == ("06435014", "06415000", 0.98)


def test_same_name_in_another_state_is_another_place() -> None:
    assert propose([unit("06000001", 500, name="Neustadt")], [unit("07000001", 500, name="Neustadt")]) == []


def test_a_grown_neighbour_took_over_what_adds_up() -> None:
    old = [unit("10000001", 1000), unit("10000002", 300, "10000001"), unit("10000003", 420, "10000001")]
    assert pairs(old, [unit("10000001", 1300), old[2]]) == {("10000002", "10000001", "area_sum")}


def test_a_new_municipality_is_made_of_parts_that_hang_together() -> None:
    old = [
        unit("10041001", 4352, "10041002", name="Berga/Elster"),
        unit("10041002", 1950, "10041001", name="Wünschendorf/Elster"),
        unit("10041003", 900, name="Anderswo"),
    ]
    new = [unit("10041009", 6302, name="Berga-Wünschendorf"), old[2]]
    assert pairs(old, new) == {("10041001", "10041009", "area_sum"), ("10041002", "10041009", "area_sum")}


def test_two_equal_explanations_are_no_explanation() -> None:
    old = [unit("10041001", 1000), unit("10041002", 300, "10041001"), unit("10041003", 300, "10041001")]
    grown = [unit("10041001", 1300)]
    assert "area_sum" not in {ground for _old, _new, ground in pairs(old, grown)}


@given(st.lists(st.integers(100, 5000), min_size=1, max_size=6, unique=True))
def test_everybody_has_at_most_one_successor_that_exists(areas: list[int]) -> None:
    core = unit("10041000", 9000)
    old = [core, *(unit(f"100410{n:02d}", area, "10041000") for n, area in enumerate(areas, start=1))]
    new = [unit("10041000", 9000 + sum(areas))]
    found = propose(old, new)
    assert len({proposal.predecessor for proposal in found}) == len(found)
    assert {proposal.successor for proposal in found} <= {"10041000"}
    if len(areas) == 1:
        assert [proposal.ground for proposal in found] == [Ground.AREA_SUM]


def test_explains_nearly_all_real_changes_from_2023_to_2026() -> None:
    """Without a map: only sums and names; 07232089 Niedergeckler + Obergeckler and the mergers of Uder are known."""
    folder = shared_dir() / "data" / "places"
    units = []
    for name in ("GV100AD_301123.txt.gz", "GV100AD_28022026.txt.gz"):
        records = parse(gzip.decompress((folder / name).read_bytes()).decode()).of_type(RecordType.MUNICIPALITY)
        units.append([Unit(r.official_key, r.name, r.area_ha or 0) for r in records])
    found = {proposal.predecessor: proposal.successor for proposal in propose(units[0], units[1])}
    assert found["06435014"] == "06415000"
    assert found["07232096"] == "07232503"
    assert found["16076004"] == found["16076084"] == "16076094"


def test_shipped_successions_lead_to_municipalities_of_the_register() -> None:
    shipped = read_register()
    listed = {record.official_key for record in shipped.register.of_type(RecordType.MUNICIPALITY)}
    assert len(shipped.succession) >= 400
    assert {proposal.successor for proposal in shipped.succession} <= listed
    assert not {proposal.predecessor for proposal in shipped.succession} & listed
