"""Which use cases the tests have run: one that no test runs is not watched, so the whole test run must run them all.

`make test` sets INTERKOMM_ALL_TESTS=1; then the run fails when a registered use case was never run. With several test
processes each notes its own; the one in charge adds them up.
"""

import importlib
import os
import pkgutil
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import interkomm
from interkomm.foundation.use_cases import UseCase, registry

seen: set[str] = set()


@contextmanager
def note(case: UseCase) -> Iterator[None]:
    seen.add(case.name)
    yield


def is_asked() -> bool:
    return os.environ.get("INTERKOMM_ALL_TESTS") == "1"


def load_all() -> None:
    """Import every module of the product, so that every use case is in the registry."""
    for module in pkgutil.walk_packages(interkomm.__path__, "interkomm."):
        if ".migrations" not in module.name and not module.name.startswith("interkomm.project."):
            importlib.import_module(module.name)


def missing(noted: set[str]) -> list[str]:
    """Use cases of the product that nobody has run."""
    return sorted(name for name in registry if name.startswith("interkomm.") and name not in noted)


def gathered(folder: Path) -> set[str]:
    """What all test processes have noted."""
    return {name for path in folder.glob("*.txt") for name in path.read_text(encoding="utf-8").split()}


def _roll_folder(config: pytest.Config) -> Path:
    worker: dict[str, str] = getattr(config, "workerinput", {})
    run = worker.get("testrunuid") or os.environ.setdefault("INTERKOMM_ROLL", str(os.getpid()))
    return Path(tempfile.gettempdir()) / f"interkomm-roll-{run}"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each test process where the one in charge looks for its notes (called by xdist)."""
    os.environ["INTERKOMM_ROLL"] = node.workerinput["testrunuid"]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In the whole run: every use case must have been run, or it would not be watched."""
    if not is_asked():
        return
    folder = _roll_folder(session.config)
    folder.mkdir(exist_ok=True)
    (folder / f"{os.getpid()}.txt").write_text(" ".join(seen), encoding="utf-8")
    if hasattr(session.config, "workerinput"):
        return
    load_all()
    if never := missing(gathered(folder)):
        line = "Use cases that no test runs, so nobody watches them: " + ", ".join(never)
        session.config.get_terminal_writer().line(f"\n{line}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    shutil.rmtree(folder, ignore_errors=True)
