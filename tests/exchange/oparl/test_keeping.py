"""How long readings of council information systems are kept, and what happens with those that were lost."""

from datetime import timedelta

import pytest

from interkomm.cooperation.models import Resolution
from interkomm.exchange.models import CouncilImport
from interkomm.exchange.oparl.services import start_import
from interkomm.foundation.retention.rules import registry as retention
from interkomm.foundation.use_cases import RuleBroken
from tests.conftest import CastClient
from tests.cooperation.papers.making import agreement
from tests.exchange.oparl.making import HOST
from tests.exchange.oparl.test_import import address, form_of, imported
from tests.world import World

pytestmark = pytest.mark.django_db


def test_readings_are_kept_for_90_days_and_resolutions_stay(world: World, client: CastClient) -> None:
    agreement(world)
    item = imported(world, "Einstimmig beschlossen")
    client.sign_in(world.bob)
    client.post(address(item), form_of(item))
    rule = retention["exchange.council_imports"]
    asked = item.council_import.asked_at
    assert rule.count(asked + timedelta(days=90)) == 0
    assert rule.erase(asked + timedelta(days=91)) == 1
    assert not CouncilImport.objects.exists()
    assert item.party is not None
    assert Resolution.objects.get(party=item.party).evidence


def test_a_reading_that_was_lost_does_not_stand_in_the_way(world: World) -> None:
    first = start_import(actor=world.bob, cooperation=world.cooperation, source=HOST, url=HOST)
    with pytest.raises(RuleBroken, match="schon"):
        start_import(actor=world.bob, cooperation=world.cooperation, source=HOST, url=HOST)
    CouncilImport.objects.update(asked_at=first.asked_at - timedelta(hours=2))
    assert start_import(actor=world.bob, cooperation=world.cooperation, source=HOST, url=HOST).pk != first.pk
