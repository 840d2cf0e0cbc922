"""How fast the list of places is: reading the layer, loading it, searching it, drawing it.

    python benchmarks/places.py            # makes its own database in a temporary folder

Promises: a search takes at most 10 ms (p95), the layer is read in under a second and loaded in under 30.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

QUERIES = [
    "Mühlheim a. d. Ruhr", "osch", "neust", "berlin", "leipsig", "a", "st", "0475", "14730", "frankfurt am main",
    "unbekannter ort im nirgendwo", "bad", "Rothenburg ob der Tauber", "x" * 500, "münchn", "Herzberg (Elster)",
]  # fmt: skip


def main() -> None:
    """Set up a database, measure and print."""
    folder = tempfile.mkdtemp(prefix="interkomm-bench-")
    os.environ |= {"INTERKOMM_DATA": folder, "INTERKOMM_SECRET_KEY": "benchmark", "INTERKOMM_LOG_LEVEL": "ERROR"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interkomm.project.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, run_syncdb=True)
    measure_layer()
    measure_search()
    measure_maps()
    print(f"database: {sum(path.stat().st_size for path in Path(folder).rglob('*.sqlite3')) / 1e6:.1f} MB")


def measure_layer() -> None:
    """Reading the shipped files and filling the database."""
    from interkomm.places.areas import layer, services

    size = sum(path.stat().st_size for path in layer.FOLDER.glob("*.br"))
    print(f"layer: {size / 1e6:.2f} MB in the package")
    boundaries = timed("read all boundaries", layer.read_boundaries)
    timed("decode one municipality", lambda: boundaries.polygons("14730230"))
    timed("read the register", layer.read_register)
    edition = timed("load everything into the database", lambda: services.load_layer(actor=None))
    print(f"  {edition.counts}")


def measure_search() -> None:
    """Index and queries."""
    from interkomm.places.gazetteer import queries

    timed("build the search index", queries.current_index)
    report("search", [lambda query=query: queries.search(query) for query in QUERIES * 50])  # type: ignore[misc]
    report("resolve", [lambda query=query: queries.resolve(query) for query in QUERIES * 50])  # type: ignore[misc]


def measure_maps() -> None:
    """GeoJSON for a region with its neighbours, and for a section of the map."""
    from interkomm.places.areas import queries

    region = ["14730230", "14730060", "14730200", "14730050", "14730170", "14730210", "14730330"]
    report("map of a region", [lambda: queries.region_map(region, around=True)] * 30)
    report("map of a section", [lambda: queries.level_in_box("municipality", (12.8, 51.1, 13.4, 51.5))] * 30)
    print(f"  bytes of the region's map: {len(queries.region_map(region, around=True).encode()):,}")


def timed(name: str, work: Callable[[], T]) -> T:
    """Run once and print seconds."""
    start = time.perf_counter()
    result = work()
    print(f"{name}: {time.perf_counter() - start:.4f} s")
    return result


def report(name: str, calls: list[Callable[[], object]]) -> None:
    """Run all and print p50, p95 and the slowest in milliseconds."""
    times = []
    for call in calls:
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name}: p50 {statistics.median(times):.2f} ms, p95 {p95:.2f} ms, slowest {max(times):.2f} ms")


if __name__ == "__main__":
    main()
