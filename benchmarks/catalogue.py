"""How fast the catalogue is with 1,000, 10,000 and 100,000 cases, on SQLite and PostgreSQL.

    python benchmarks/catalogue.py [--sizes 1000,10000,100000] [--databases sqlite,postgresql] [--seconds 5] [--keep FOLDER]

Starts real servers on 127.0.0.1 and drives them with wrk (Debian package `wrk`). Every search is another one, so no stored
page answers it. `--keep`: make (or use again) the SQLite site in this folder; filling 100,000 cases takes some minutes.
How good the search is: catalogue_quality.py. Promises: docs/operations.md.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PARAMETERS = {"q": "q", "theme": "thema", "legal_form": "form"}
LUA = """
local paths, at = {}, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
request = function() at = at %% #paths + 1; return wrk.format("GET", paths[at]) end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %%d %%d %%d %%f %%f\\n", summary.requests, summary.duration,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000))
end
"""
FILL = "from benchmarks.generated_cases import fill\nfill({size})\n"
PORTION = 2_500  # a step of filling takes seconds, also on a busy machine
INSIDE = """
import resource, statistics, time
import brotli
from django.test import Client, RequestFactory
from interkomm.catalogue.finding import index, snapshot
from interkomm.catalogue.finding.engine import Query, find
from interkomm.catalogue.models import Case, CasePartner
from interkomm.places.models import Area
from interkomm.project.wsgi import application


def resident():
    lines = open("/proc/self/status").read().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def times(count, act):
    spent = []
    for number in range(count):
        began = time.perf_counter()
        act(number)
        spent.append((time.perf_counter() - began) * 1000)
    return sorted(spent)


def said(name, spent):
    print(f"  {name:34} p50 {statistics.median(spent):8.1f}   p95 {spent[int(len(spent) * 0.95)]:8.1f} ms")


client = Client(SERVER_NAME="localhost")
client.get("/katalog/hilfe-gibt-es-nicht/")
before, began = resident(), time.perf_counter()
known = snapshot.current()
took = time.perf_counter() - began
find(Query())
print(f"  index read at the start            {took:8.2f} s   memory {resident() - before:.0f} MB, of it arrays"
      f" {known.base.bytes / 1e6:.0f} MB; peak of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
for zoom in (5, 6, 8):
    answers = []
    spent = times(9, lambda _: answers.append(client.get(f"/katalog/karte/punkte/?zoom={zoom}")))
    body = answers[-1].content
    assert answers[-1].status_code == 200, answers[-1].status_code
    said(f"map of all cases, zoom {zoom}", spent)
    print(f"    {len(body) / 1000:.0f} kB, {len(brotli.compress(body, quality=4)) / 1000:.0f} kB as sent")
towns = list(Area.objects.filter(level="municipality").order_by("pk").values_list("official_key", flat=True)[::270])
assert client.get(f"/katalog/aehnlich/?gemeinde={towns[0]}").status_code == 200
said("page: similar for a municipality", times(len(towns), lambda at: client.get(f"/katalog/aehnlich/?gemeinde={towns[at]}")))
slugs = list(Case.objects.order_by("pk").values_list("slug", flat=True)[:4000:80])
assert client.get(f"/katalog/aehnlich/?fall={slugs[0]}").status_code == 200
said("page: similar cases", times(len(slugs), lambda number: client.get(f"/katalog/aehnlich/?fall={slugs[number]}")))
keys = list(Case.objects.order_by("-pk").values_list("pk", flat=True)[:20])


def changed(number):
    index.write([keys[number]])
    find(Query(words="Bauhof"))


def changed_beside_similar(number):
    index.write([keys[number]])
    client.get(f"/katalog/aehnlich/?gemeinde={towns[number]}")


said("one case written and searched again", times(20, changed))
said("one case written, then similar", times(20, changed_beside_similar))
"""
IMPORT = """
import json, time
from benchmarks.generated_cases import contents
from interkomm.calc.cases import from_json
from interkomm.catalogue.editing.services import Proposal, propose_cases
from interkomm.accounts.models import User
from interkomm.catalogue.models import Revision
actor = User.objects.get(email="rita@example.org")
raw = list(contents(COUNT, seed=91))
began = time.perf_counter()
propose_cases(actor=actor, proposals=[Proposal(record=from_json(each), origin=Revision.Origin.IMPORT) for each in raw])
print(COUNT / (time.perf_counter() - began))
"""


def paths(count: int, seed: int) -> list[str]:
    """Addresses of different searches, in the form in which the site writes them (sorted, so that nothing is redirected)."""
    from benchmarks.generated_cases import questions

    found = []
    for asked in questions(count, seed):
        pairs = sorted((PARAMETERS[name], value) for name, value in asked.items())
        found.append("/katalog/?" + urlencode(pairs))
    return list(dict.fromkeys(found))


def drive(port: int, pid: int, connections: int, seconds: int, seed: int) -> str:
    """Searches over so many connections for some seconds; one line."""
    import re
    import subprocess

    from benchmarks.site import Figures, cpu_seconds

    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder) / "paths", Path(folder) / "drive.lua"
        listed.write_text("\n".join(paths(4000 * seconds, seed)))
        script.write_text(LUA % listed)
        before = cpu_seconds(pid)
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), "--timeout", "10s"]
        command += ["-H", "Accept-Encoding: br", f"http://127.0.0.1:{port}"]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        used = cpu_seconds(pid) - before
    match = re.search(r"RESULT (\d+) (\d+) (\d+) ([\d.]+) ([\d.]+)", output)
    assert match, output
    count, micros, errors = int(match.group(1)), int(match.group(2)), int(match.group(3))
    return Figures(
        count / micros * 1e6, float(match.group(4)), float(match.group(5)), used / max(1, count) * 1000, errors
    ).line()


def measure(site: object, size: int, seconds: int) -> None:
    """Fill up to this size, then everything; the server is started anew so that its start counts."""
    from benchmarks.site import memory_mb

    for part in (*range(PORTION, size, PORTION), size):
        site.python(FILL.format(size=part))  # type: ignore[attr-defined]
    print(f"\n{size:,} cases")
    print(site.python(INSIDE), end="")  # type: ignore[attr-defined]
    started = site.start("--no-worker")  # type: ignore[attr-defined]  # it would index 100,000 new cases for the site search meanwhile
    try:
        port, pid = site.port, site.process.pid  # type: ignore[attr-defined]
        for path in ("/katalog/", "/katalog/?q=Bauhof") * 8:  # each worker reads the index
            assert site.get(path).status == 200, path  # type: ignore[attr-defined]
        print(f"  start of the server                {started:8.2f} s")
        for connections in (1, 8):
            print(
                f"  search with facets, c={connections}     {drive(port, pid, connections, seconds, seed=size + connections)}"
            )
        print("  memory of the processes (MB): " + ", ".join(f"{value:.0f}" for value in memory_mb(pid)))
    finally:
        site.stop()  # type: ignore[attr-defined]


def run(name: str, directory: Path, url: str, sizes: list[int], seconds: int) -> None:
    """All sizes on one database, small ones first: the site grows."""
    from tests.operation.site import RunningSite

    print(f"\n== {name}")
    site = RunningSite(directory, url)
    site.environment["PYTHONPATH"] = str(ROOT)
    if not (directory / "interkomm.sqlite3").exists():
        site.found_world()
        site.python("from interkomm.places.areas.services import load_layer\nload_layer(actor=None)\n")
    for size in sizes:
        measure(site, size, seconds)
    print(f"  proposals stored: {float(site.python(f'COUNT = 3000{chr(10)}{IMPORT}')):.0f} cases a second")


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--keep", default="")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("This benchmark needs wrk (apt-get install wrk).")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from tests import postgres

    sizes = [int(text) for text in options.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="interkomm-bench-") as folder:
        if "sqlite" in options.databases:
            run("SQLite", Path(options.keep or folder) / "site", "", sizes, options.seconds)
        if "postgresql" in options.databases:
            server = postgres.start()
            try:
                run("PostgreSQL", Path(folder) / "with-postgresql", server.url, sizes, options.seconds)
            finally:
                server.stop()


if __name__ == "__main__":
    main()
