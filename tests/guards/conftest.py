"""One furnished world for all tests of a module, in a transaction that is rolled back."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from interkomm.accounts.sign_in import link
from tests.guards.access import Row
from tests.guards.asking import Cast
from tests.guards.scenery import Place, Scenery, build_scenery


@dataclass
class Stage:
    """The furnished world with its cast signed in."""

    scenery: Scenery
    cast: Cast

    def address(self, row: Row, place: Place) -> str:
        values = {argument: place[name] for argument, name in row.values.items()}
        return reverse(row.name, kwargs=values) + row.query.format(**place)

    def data(self, row: Row, place: Place) -> dict[str, str]:
        return {name: value.format(**place) for name, value in row.data.items()}


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with django_db_blocker.unblock(), transaction.atomic():
        scenery = build_scenery()
        cast = Cast(scenery.world)
        for place, side in ((scenery.ours, scenery.our_side), (scenery.theirs, scenery.their_side)):
            side.manager.refresh_from_db()  # signing in has changed what the link is made of
            place["sign_in_token"] = link.token_for(side.manager)
        yield Stage(scenery, cast)
        transaction.set_rollback(True)
