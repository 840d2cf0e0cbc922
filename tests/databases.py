"""The same tests on SQLite and, with INTERKOMM_TEST_DATABASE=postgresql, on a PostgreSQL server of their own."""

import atexit
import os

import pytest

from tests import postgres

VARIABLE = "INTERKOMM_TEST_DATABASE"
IS_REPEATED = os.environ.get(VARIABLE) == "postgresql"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def prepare() -> None:
    """Called by the test settings: start the server once; parallel test processes inherit its address."""
    wanted = os.environ.get(VARIABLE, "sqlite")
    if wanted == "sqlite":
        os.environ.pop("INTERKOMM_DATABASE_URL", None)
    elif wanted != "postgresql":
        raise pytest.UsageError(f"{VARIABLE} must be sqlite or postgresql, not {wanted!r}")
    elif not os.environ.get("INTERKOMM_DATABASE_URL"):
        try:
            server = postgres.start()
        except postgres.PostgresAbsentError as absent:
            raise pytest.UsageError(str(absent)) from absent
        atexit.register(server.stop)
        os.environ["INTERKOMM_DATABASE_URL"] = server.url


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run only what touches the database: the rest would only be repeated."""
    if not IS_REPEATED:
        return
    touching = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in touching])
    items[:] = touching


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("any_database"):
        return False
    return bool(fixtures & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None
