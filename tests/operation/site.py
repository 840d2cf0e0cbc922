"""A real site in a directory of its own, run by the real command, for tests that kill it."""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg

ROOT = Path(__file__).resolve().parents[2]
KEY = "a-secret-key-for-tests-only-that-is-long-enough-for-the-check-0123456789"


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes
    headers: dict[str, str]


@dataclass
class RunningSite:
    """`database_url`: "" for SQLite in the directory."""

    directory: Path
    database_url: str = ""
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("INTERKOMM_", "DJANGO_"))}
        self.environment = {
            **kept,
            "INTERKOMM_DATA": str(self.directory),
            "INTERKOMM_SECRET_KEY": KEY,
            "INTERKOMM_LOG_LEVEL": "ERROR",
            "INTERKOMM_LANGUAGE": "de",
            "INTERKOMM_FLOOD_LIMIT": "1000000",  # all posts of a test come from one address
            "PYTHONPATH": str(ROOT),
        }
        if self.database_url:
            self.environment["INTERKOMM_DATABASE_URL"] = self.database_url

    def command(self, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        """Run `interkomm …` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "interkomm.project.cli", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            input=given,
            timeout=180,
            check=False,
        )

    def python(self, program: str) -> str:
        """Run a program inside the site, with Django started; returns what it prints."""
        start = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", start + program],
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "interkomm.project.settings"},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def found_world(self) -> None:
        """Tables and the three towns of the cast."""
        self.directory.mkdir(parents=True, exist_ok=True)
        self.python(
            "from pathlib import Path\n"
            "from interkomm.project.operation import founding\n"
            "from tests.world import build_world\n"
            f"founding.prepare_directory(Path({str(self.directory)!r}))\n"
            "founding.migrate()\n"
            "founding.collect_static()\n"
            "build_world()\n"
        )

    def start(self, *options: str, command: str = "serve", seconds: float = 30) -> float:
        """Start `interkomm serve`, or another command, and wait until it answers; returns how long that took."""
        self.port = self.port or free_port()
        began = time.monotonic()
        log = (self.directory / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "interkomm.project.cli", command, "--port", str(self.port), *options],
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        while time.monotonic() - began < seconds:
            if self.process.poll() is not None:
                break
            try:
                self.get("/health/")
            except OSError:
                time.sleep(0.05)
            else:
                return time.monotonic() - began
        raise AssertionError((self.directory / "server.log").read_text(errors="replace")[-4000:])

    def kill(self) -> None:
        """kill -9 of every process at once, as when the machine loses power (but for the disk)."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        """Stop as an operator does; returns the exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
        return int(self.process.returncode)

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        return self._ask("GET", path, None, headers or {})

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields).encode(), kind)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            got = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, got.get("location", ""), response.read(), got)
        except http.client.HTTPException as problem:
            raise ConnectionError(str(problem)) from problem
        finally:
            connection.close()

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """Read the database beside the server."""
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                return list(connection.execute(statement))  # type: ignore[call-overload]
        with sqlite3.connect(self.directory / "interkomm.sqlite3") as database:
            return list(database.execute(statement))

    def children(self) -> list[int]:
        """Living processes started by the server."""
        assert self.process
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(line) for line in listed.stdout.split()]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
