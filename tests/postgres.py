"""An own PostgreSQL server for tests, from the binaries of the machine, in a directory that vanishes."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ABSENT = (
    "PostgreSQL is not installed here: neither initdb in PATH nor /usr/lib/postgresql/*/bin nor pg_config. "
    "Install the package 'postgresql' (15 or newer) to run these tests on it too."
)
UNPRIVILEGED = ("postgres", "nobody")


class PostgresAbsentError(RuntimeError):
    """The binaries are not there; the message says what to install."""


def binaries() -> Path:
    """The directory with initdb and postgres (the newest one); PostgresAbsentError with a clear message."""
    candidates = list(Path("/usr/lib/postgresql").glob("*/bin"))
    candidates.sort(key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0, reverse=True)
    if config := shutil.which("pg_config"):
        reported = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        candidates.append(Path(reported))
    if initdb := shutil.which("initdb"):
        candidates.append(Path(initdb).resolve().parent)
    for candidate in candidates:
        if (candidate / "initdb").exists() and (candidate / "postgres").exists():
            return candidate
    raise PostgresAbsentError(ABSENT)


@dataclass
class PostgresServer:
    """A running server. `durable`: with fsync, for tests that kill it."""

    directory: Path
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        return f"postgresql://interkomm@127.0.0.1:{self.port}/postgres"

    def create_database(self, name: str, template: str = "template1") -> str:
        """Make a database, empty or a copy of another one; returns its address."""
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # type: ignore[arg-type]
        return f"postgresql://interkomm@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)


def start(*, durable: bool = False) -> PostgresServer:
    """Make a cluster on a free port of this machine and wait until it answers."""
    programs = binaries()
    directory = Path(tempfile.mkdtemp(prefix="interkomm-pg-"))
    account = _account()
    if account:
        os.chown(directory, account.pw_uid, account.pw_gid)
    data = directory / "cluster"
    _run(
        [str(programs / "initdb"), "-D", str(data), "-U", "interkomm", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
        account,
        directory,
    )
    port = _free_port()
    options = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": directory,
        "max_connections": 60,
        "fsync": "on" if durable else "off",
        "synchronous_commit": "on" if durable else "off",
        "full_page_writes": "on" if durable else "off",
        "shared_buffers": "64MB",
    }
    arguments = [str(programs / "postgres"), "-D", str(data)]
    for name, value in options.items():
        arguments += ["-c", f"{name}={value}"]
    log = (directory / "log").open("wb")
    process = subprocess.Popen(arguments, stdout=log, stderr=log, cwd=directory, **_as(account), start_new_session=True)
    server = PostgresServer(directory, port, process)
    _wait(server)
    return server


def _wait(server: PostgresServer) -> None:
    import time

    import psycopg

    for _ in range(300):
        try:
            psycopg.connect(server.url, connect_timeout=1).close()
        except psycopg.OperationalError:
            if server.process.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    log = (server.directory / "log").read_text(errors="replace")
    server.stop()
    raise RuntimeError(f"PostgreSQL did not start:\n{log}")


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then another account of the machine does it."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("running as root, and there is no unprivileged account to start PostgreSQL with")


def _as(account: pwd.struct_passwd | None) -> dict[str, object]:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _run(command: list[str], account: pwd.struct_passwd | None, directory: Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd=directory, check=False, **_as(account))  # type: ignore[call-overload]
    if done.returncode:
        raise RuntimeError(f"initdb failed:\n{done.stdout}\n{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":  # `python -m tests.postgres`: is it there? For the Makefile.
    try:
        sys.stdout.write(f"PostgreSQL: {binaries()}\n")
    except PostgresAbsentError as absent:
        sys.exit(str(absent))
