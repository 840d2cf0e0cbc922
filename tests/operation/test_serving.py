"""The server process: starts fast, serves static files, restarts what dies, stops cleanly, leaves nobody behind."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.operation.site import RunningSite

pytestmark = pytest.mark.operation
WORKER_LINE = "SELECT worker FROM foundation_workerheartbeat ORDER BY at DESC"


def wait_for(condition: object, seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_directory_without_a_site_is_refused(tmp_path: Path) -> None:
    refused = RunningSite(tmp_path / "empty").command("serve")
    assert refused.returncode == 3
    assert "interkomm init" in refused.stderr


def test_it_starts_reports_health_and_stops(site: RunningSite) -> None:
    site.start()
    assert wait_for(lambda: site.get("/health/").status == 200), site.get("/health/").body
    assert site.stop() == 0
    assert site.rows(WORKER_LINE) == []  # the worker said goodbye


def test_static_files_have_a_year_and_are_compressed(sqlite_site: RunningSite) -> None:
    sqlite_site.start("--no-worker")
    page = sqlite_site.get("/gibt-es-nicht/").body.decode()
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    plain = sqlite_site.get(address)
    packed = sqlite_site.get(address, {"Accept-Encoding": "gzip, br"})
    zipped = sqlite_site.get(address, {"Accept-Encoding": "gzip"})
    assert plain.status == packed.status == zipped.status == 200
    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert packed.headers["content-encoding"] == "br"
    assert zipped.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(zipped.body) < len(plain.body)
    assert plain.headers["vary"] == "Accept-Encoding"
    assert sqlite_site.get(address, {"If-None-Match": plain.headers["etag"]}).status == 304
    for wrong in ("/static/../secret.key", "/static/%2e%2e/secret.key", "/static/", "/static/.sources"):
        assert sqlite_site.get(wrong).status in {404, 400}


def test_what_dies_is_started_again(sqlite_site: RunningSite) -> None:
    sqlite_site.start("--workers", "2")
    assert wait_for(lambda: len(sqlite_site.rows(WORKER_LINE)) == 1)
    before = set(sqlite_site.children())
    for child in before:
        os.kill(child, signal.SIGKILL)
    assert wait_for(lambda: len(set(sqlite_site.children()) - before) >= len(before), 30)
    assert wait_for(lambda: _answers(sqlite_site))


def _answers(site: RunningSite) -> bool:
    try:
        return site.get("/health/").status in {200, 503}
    except OSError:
        return False


def test_nobody_answers_after_the_main_process_was_killed(sqlite_site: RunningSite) -> None:
    sqlite_site.start("--workers", "2")
    assert wait_for(lambda: len(sqlite_site.rows(WORKER_LINE)) == 1)
    children = sqlite_site.children()
    assert len(children) == 3
    assert sqlite_site.process
    os.kill(sqlite_site.process.pid, signal.SIGKILL)
    sqlite_site.process.wait(5)
    assert wait_for(lambda: not any(is_alive(child) for child in children), 10)
    sqlite_site.start()  # the port is free again


def test_two_servers_do_not_share_a_port(sqlite_site: RunningSite) -> None:
    sqlite_site.start("--no-worker")
    second = sqlite_site.command("serve", "--port", str(sqlite_site.port))
    assert second.returncode == 1
    assert "belegt" in second.stderr
