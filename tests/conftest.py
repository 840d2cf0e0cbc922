"""Fixtures for all tests."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, settings

from interkomm.foundation import use_cases
from interkomm.foundation.topics.memory import forget_everything
from tests.databases import pytest_collection_modifyitems
from tests.guards import use_case_roll
from tests.guards.use_case_roll import pytest_configure_node, pytest_sessionfinish
from tests.guards.use_case_watch import watch
from tests.world import PASSWORD, World, build_world

# Examples are judged by what they show, not by how busy the machine is meanwhile.
settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    cache.clear()
    forget_everything()
    yield
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _watch_use_cases() -> Iterator[None]:
    use_cases.observers += [watch, use_case_roll.note]
    yield
    use_cases.observers.remove(watch)
    use_cases.observers.remove(use_case_roll.note)


@pytest.fixture
def world(db: None) -> World:
    return build_world()


class CastClient(Client):
    """A client that knows the cast: `client.sign_in(world.alice)`."""

    def sign_in(self, user: object) -> "CastClient":
        self.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
        return self


@pytest.fixture
def client() -> CastClient:
    return CastClient()


__all__ = ["PASSWORD", "pytest_collection_modifyitems", "pytest_configure_node", "pytest_sessionfinish"]
