"""Places for tests: one small Land, or Saxony for Oschatz and its neighbours."""

from collections.abc import Iterator
from functools import cache

import pytest

from interkomm.accounts.models import User
from interkomm.places.areas import first_load, layer, services
from interkomm.places.models import Edition


@pytest.fixture(autouse=True, scope="session")
def _read_layer_once() -> Iterator[None]:
    """The files are read-only and large: read them once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(first_load, "read_boundaries", cache(layer.read_boundaries))
        patch.setattr(first_load, "read_register", cache(layer.read_register))
        yield


@pytest.fixture
def saarland(db: None) -> Edition:
    return services.load_layer(actor=None, within={"10"})


@pytest.fixture
def saxony(db: None) -> Edition:
    """Two districts: Nordsachsen with Oschatz, and Bautzen with its Sorbian names."""
    return services.load_layer(actor=None, within={"14730", "14625"})


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_user("betrieb@example.org", is_staff=True)


@pytest.fixture
def citizen(db: None) -> User:
    return User.objects.create_user("zoe@example.org")
