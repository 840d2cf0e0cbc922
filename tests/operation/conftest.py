"""Sites for the tests of operation, on both databases."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.operation.site import RunningSite


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.PostgresServer]:
    """A durable server, or skip with the reason."""
    try:
        server = postgres.start(durable=True)
    except postgres.PostgresAbsentError as absent:
        pytest.skip(str(absent))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def model_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world of the cast on SQLite with static files, made once and copied for each test."""
    made = RunningSite(tmp_path_factory.mktemp("model") / "site")
    made.found_world()
    return made.directory


@pytest.fixture(scope="session")
def model_database(postgres_server: postgres.PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same world on PostgreSQL; the name of a database that others are copied from."""
    address = postgres_server.create_database("model")
    RunningSite(tmp_path_factory.mktemp("model-pg") / "site", address).found_world()
    return "model"


@pytest.fixture
def sqlite_site(tmp_path: Path, model_directory: Path) -> Iterator[RunningSite]:
    """The three towns of the cast on SQLite, not started."""
    shutil.copytree(model_directory, tmp_path / "site", copy_function=shutil.copy2)
    site = RunningSite(tmp_path / "site")
    yield site
    site.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path, model_directory: Path) -> Iterator[RunningSite]:
    """The three towns of the cast on each database, not started."""
    shutil.copytree(model_directory, tmp_path / "site", copy_function=shutil.copy2)
    address = ""
    if request.param == "postgresql":
        server: postgres.PostgresServer = request.getfixturevalue("postgres_server")
        template: str = request.getfixturevalue("model_database")
        address = server.create_database(f"site_{time.monotonic_ns()}", template)
        (tmp_path / "site" / "interkomm.sqlite3").unlink()
    site = RunningSite(tmp_path / "site", address)
    yield site
    site.stop()
