"""Places for tests: one small Land, or Saxony for Oschatz and its neighbours."""

import pytest

from interkomm.accounts.models import User
from interkomm.places.areas import services
from interkomm.places.models import Edition


@pytest.fixture
def saarland(db: None) -> Edition:
    return services.load_layer(actor=None, states={"10"})


@pytest.fixture
def saxony(db: None) -> Edition:
    return services.load_layer(actor=None, states={"14"})


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_user("betrieb@example.org", is_staff=True)


@pytest.fixture
def citizen(db: None) -> User:
    return User.objects.create_user("zoe@example.org")
