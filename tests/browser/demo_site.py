"""The demonstration as a running site: built once a test run, copied for every test process."""

import fcntl
import shutil
from pathlib import Path

from tests.operation.site import RunningSite, free_port

PASSWORD = "vorfuehrung-2026"
REGION = "oschatzer-land-collmregion"
RUNNING = "unser-leitbild-fuer-das-oschatzer-land"
ENDED = "insek-2030-2040-herzberg-elster"
STAGED = "staged.json"


class DemoSite(RunningSite):
    """The demonstration; `address` is what the browser opens."""

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def serve(self) -> None:
        self.port = free_port()
        self.environment["INTERKOMM_PUBLIC_URL"] = self.address
        self.start()

    def value(self, statement: str) -> object:
        """The one value that the statement finds in the database."""
        (row,) = self.rows(statement)
        return row[0]

    def complaints(self) -> list[str]:
        """What the server recorded as errors, but for the health page's 503 while the worker is still starting."""
        log = (self.directory / "server.log").read_text(errors="replace")
        return [line for line in log.splitlines() if '"level": "error"' in line and '"status_code": 503' not in line]


def built(directory: Path) -> Path:
    """The data directory of the demonstration below `directory`, which all test processes share."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        site = DemoSite(directory / "demo")
        if not (site.directory / "demo.done").exists():
            done = site.command("demo", "--no-serve")
            assert done.returncode == 0, done.stderr
        # Staged before any journey runs, so that no journey's rows stand in its way, in whatever order tests come.
        if not (site.directory / STAGED).exists():
            staged = site.python("from tests.browser.staging import stage; stage()")
            (site.directory / STAGED).write_text(staged, encoding="utf-8")
        return site.directory


def copy(original: Path, directory: Path) -> DemoSite:
    """A copy that may be changed, served."""
    shutil.copytree(original, directory)
    site = DemoSite(directory)
    site.serve()
    return site
