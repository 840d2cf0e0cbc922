"""How fast the site is for readers and writers, beside a bare "hello" of the same server in the same run.

    python benchmarks/site.py [--sizes 100,1000,10000,100000] [--seconds 4] [--database-url postgresql://…]

Starts real servers on 127.0.0.1 in a temporary folder and drives them with wrk (Debian package `wrk`). Printed per page:
requests a second and latency at 1, 16 and 64 connections, CPU of the server per request, queries, bytes. Promises:
docs/operations.md, section "Speed".
"""

import argparse
import http.client
import multiprocessing
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TICK = os.sysconf("SC_CLK_TCK")
LUA = """
done = function(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d %f %f\\n", summary.requests, summary.duration,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000))
end
"""
SEED = """
from datetime import timedelta
from django.utils import timezone
from interkomm.participation.models import Contribution, Process, ProcessPart, Tally
process = Process.objects.get(slug="leitbild-dreitaelerland")
part = process.parts.get()
have = Contribution.objects.count()
now = timezone.now() - timedelta(days=3)
rows = [
    Contribution(process=process, part=part, section_key="1.1", anchor="1.1-p1" if number % 3 else "",
        text="Ein Gedanke zum Laden, mit einigen Sätzen dazu. " * (1 + number % 5), submission_key=f"seed{number}",
        created_at=now, updated_at=now, support_count=number % 7, token_hash=f"{number}")
    for number in range(have, SIZE)
]
Contribution.objects.bulk_create(rows, batch_size=2000)
Tally.objects.all().delete()
for anchor in ("", "1.1-p1"):
    n = Contribution.objects.filter(anchor=anchor).count()
    Tally.objects.create(process=process, part=part, section_key="1.1", anchor=anchor, status="received", contributions=n)
from interkomm.foundation.topics.services import bump
bump("site")
"""
QUERIES = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from interkomm.project.wsgi import application
for address in ADDRESSES:
    with CaptureQueriesContext(connection) as seen:
        assert Client(HTTP_HOST="localhost").get(address).status_code == 200, address
    print(len(seen))
"""
COLD = """
import time
from django.test import RequestFactory
from interkomm.foundation.pages.store import PageStore
from interkomm.foundation.pages.wsgi import StoringHandler
from interkomm.foundation.topics.services import bump
from interkomm.participation.models import Process
from interkomm.project.wsgi import application
handler = StoringHandler(application.inner, PageStore(50_000_000))
talk = Process.objects.get(slug="leitbild-dreitaelerland").talk_topic
for address in ADDRESSES:
    for topic in (talk, "site"):
        spent = []
        for _ in range(40):
            bump(topic)
            environ = RequestFactory(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="br").get(address).environ
            began = time.process_time()
            answer = handler(environ, lambda *_: None)
            b"".join(answer)
            spent.append(time.process_time() - began)
        print(round(sorted(spent[5:])[len(spent[5:]) // 2] * 1000, 2))
"""
PAGES = {
    "region home": "/region/dreitaelerland/",
    "chapter page": "/verfahren/leitbild-dreitaelerland/teil/leitbild/1.1/",
    "list of contributions": "/verfahren/leitbild-dreitaelerland/beitraege/",
}


@dataclass(frozen=True)
class Figures:
    per_second: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    errors: int

    def line(self) -> str:
        spoilt = f"  ERRORS {self.errors}" if self.errors else ""
        return f"{self.per_second:9.0f}/s  p50 {self.p50_ms:7.2f}  p95 {self.p95_ms:7.2f} ms  CPU {self.cpu_ms:6.3f} ms{spoilt}"


def family(pid: int) -> list[int]:
    """The process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in family(int(child)))]


def cpu_seconds(pid: int) -> float:
    total = 0.0
    for each in family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) / TICK
    return total


def memory_mb(pid: int) -> list[float]:
    """Resident memory of each process, largest first."""
    found = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{each}/status").read_text()) for each in family(pid)]
    return sorted((int(match.group(1)) / 1024 for match in found if match), reverse=True)


def drive(pid: int, address: str, connections: int, seconds: int, headers: tuple[str, ...] = ()) -> Figures:
    """Load one address with wrk."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA)
        script.flush()
        before = cpu_seconds(pid)
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script.name, "--timeout", "10s"]
        command += [part for header in ("Accept-Encoding: br", *headers) for part in ("-H", header)]
        output = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
        used = cpu_seconds(pid) - before
    match = re.search(r"RESULT (\d+) (\d+) (\d+) ([\d.]+) ([\d.]+)", output)
    assert match, output
    count, micros = int(match.group(1)), int(match.group(2))
    return Figures(
        count / micros * 1e6,
        float(match.group(4)),
        float(match.group(5)),
        used / max(1, count) * 1000,
        int(match.group(3)),
    )


def bytes_of(port: int, path: str, seen: set[str]) -> tuple[int, int]:
    """Compressed bytes of a page and of what it loads at once (styles, scripts, fonts)."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def fetch(address: str) -> str:
        connection.request("GET", address, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        body = answer.read()
        sizes[address] = len(body)
        if answer.headers.get("Content-Encoding") == "br":
            import brotli

            body = brotli.decompress(body)
        return body.decode("utf-8", "replace") if "woff" not in address else ""

    sizes: dict[str, int] = {}
    waiting = [path]
    while waiting:
        address = waiting.pop()
        if address in sizes:
            continue
        text = fetch(address)
        if address == path:
            waiting += re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css|woff2|svg))"', text)
        elif address.endswith(".js"):
            base = address.rsplit("/", 1)[0]
            waiting += [
                os.path.normpath(f"{base}/{name}")
                for name in re.findall(r'from "(\.[^"]+)"|import "(\.[^"]+)"', text)
                for name in name
                if name
            ]
        elif address.endswith(".css"):
            waiting += [
                os.path.normpath(f"{address.rsplit('/', 1)[0]}/{name}")
                for name in re.findall(r"url\(\"?([^)\"]+\.woff2)", text)
            ]
    seen |= set(sizes)
    return sizes[path], sum(sizes.values())


def post_some(
    port: int, forms: list[dict[str, str]], address: str, results: "multiprocessing.Queue[tuple[list[float], int]]"
) -> None:
    """One writer: posts its forms one after another over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times, stored = [], 0
    for form in forms:
        began = time.perf_counter()
        connection.request("POST", address, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        answer.read()
        stored += answer.status == 303
        times.append(time.perf_counter() - began)
    results.put((times, stored))


def measure_posting(site: object, count: int, writers: int) -> None:
    """Durable posts a second; the forms are made before the clock starts."""
    from tests.operation.posting import ADDRESS, submissions

    forms = submissions(site, count)  # type: ignore[arg-type]
    results: multiprocessing.Queue[tuple[list[float], int]] = multiprocessing.Queue()
    port, pid = site.port, site.process.pid  # type: ignore[attr-defined]
    workers = [
        multiprocessing.Process(target=post_some, args=(port, forms[index::writers], ADDRESS, results))
        for index in range(writers)
    ]
    before, began = cpu_seconds(pid), time.perf_counter()
    for worker in workers:
        worker.start()
    gathered = [results.get() for _ in workers]
    duration = time.perf_counter() - began
    cpu = (cpu_seconds(pid) - before) / count * 1000
    times = sorted(value for part, _ in gathered for value in part)
    stored = sum(number for _, number in gathered)
    p95 = times[int(len(times) * 0.95)] * 1000
    print(
        f"  posting, {writers:2} writers   {count / duration:9.0f}/s  p50 {statistics.median(times) * 1000:7.2f}"
        f"  p95 {p95:7.2f} ms  CPU {cpu:6.3f} ms  acknowledged {stored} of {count}"
    )


def bare_hello(seconds: int) -> Figures:
    """The same server with an application that does nothing, at 16 connections."""
    from tests.operation.site import free_port

    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(os.cpu_count() or 1)]
    command += [
        "--blocking-threads",
        "2",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ws",
        "benchmarks.hello:application",
    ]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        return drive(server.pid, f"http://127.0.0.1:{port}/", 16, seconds)
    finally:
        server.terminate()
        server.wait()


def session_cookie(site: object) -> str:
    """A cookie of a signed-in manager."""
    program = (
        "from importlib import import_module\n"
        "from django.conf import settings\n"
        "from interkomm.accounts.models import User\n"
        "user = User.objects.get(email='alice@example.org')\n"
        "store = import_module(settings.SESSION_ENGINE).SessionStore()\n"
        "store['_auth_user_id'] = str(user.pk)\n"
        "store['_auth_user_backend'] = 'allauth.account.auth_backends.AuthenticationBackend'\n"
        "store['_auth_user_hash'] = user.get_session_auth_hash()\n"
        "store.save()\n"
        "print(settings.SESSION_COOKIE_NAME + '=' + store.session_key)\n"
    )
    return str(site.python(program).strip())  # type: ignore[attr-defined]


def measure_size(site: object, size: int, seconds: int, hello: Figures) -> None:
    """All pages with this many contributions."""
    site.python(f"SIZE = {size}\n{SEED}")  # type: ignore[attr-defined]
    queries = site.python(f"ADDRESSES = {list(PAGES.values())!r}\n{QUERIES}").split()  # type: ignore[attr-defined]
    cold = site.python(f"ADDRESSES = {list(PAGES.values())!r}\n{COLD}").split()  # type: ignore[attr-defined]
    port, pid = site.port, site.process.pid  # type: ignore[attr-defined]
    cookie = session_cookie(site)
    print(f"\n{size:,} contributions")
    for place, ((name, path), count) in enumerate(zip(PAGES.items(), queries, strict=True)):
        page, visit = bytes_of(port, path, set())
        print(f" {name}: {count} queries, page {page / 1000:.1f} kB, first visit {visit / 1000:.1f} kB compressed")
        print(f"  made anew: {cold[2 * place]} ms CPU after a contribution, {cold[2 * place + 1]} ms after any change")
        address = f"http://127.0.0.1:{port}{path}"
        for connections in (1, 16, 64):
            stored = drive(pid, address, connections, seconds)
            share = f"  {stored.per_second / hello.per_second:.2f} of hello" if connections == 16 else ""
            print(f"  anonymous, c={connections:2}  {stored.line()}{share}")
        for connections in (1, 16, 64):
            print(
                f"  signed in, c={connections:2}  {drive(pid, address, connections, seconds, (f'Cookie: {cookie}',)).line()}"
            )
    print(" memory of the processes (MB): " + ", ".join(f"{value:.0f}" for value in memory_mb(pid)))


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000,100000")
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--posts", type=int, default=3000)
    parser.add_argument("--database-url", default="")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("This benchmark needs wrk (apt-get install wrk).")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from tests.operation.site import RunningSite

    hello = bare_hello(options.seconds)
    print(f"bare hello, c=16     {hello.line()}")
    with tempfile.TemporaryDirectory(prefix="interkomm-bench-") as folder:
        site = RunningSite(Path(folder), options.database_url)
        site.found_world()
        print(f"start of the server: {site.start():.1f} s")
        try:
            for size in (int(text) for text in options.sizes.split(",")):
                measure_size(site, size, options.seconds, hello)
                measure_posting(site, options.posts, 8)
        finally:
            site.process.terminate()  # type: ignore[union-attr]
            site.process.wait()  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
