"""Offers changed under the feet of their bookings, and days at the edge of the calendar."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from interkomm.cooperation.capabilities.periods import free_periods
from interkomm.cooperation.capabilities.services import keep_entry
from interkomm.cooperation.models import Offer
from interkomm.foundation.use_cases import RuleBroken
from tests.conftest import CastClient
from tests.cooperation.capabilities.making import TODAY, accepted, need, offer
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", [{"period": "day"}, {"unit": "day"}])
def test_what_bookings_count_in_stays(world: World, change: dict[str, Any]) -> None:
    """A booking of a Tuesday would not be seen in a week, and the same hours could be booked twice."""
    given = offer(world)
    accepted(world, given)
    changed = Offer.objects.get()
    for name, value in change.items():
        setattr(changed, name, value)
    with pytest.raises(RuleBroken, match="Anfragen oder Buchungen"):
        keep_entry(actor=world.alice, entry=changed)
    changed = Offer.objects.get()
    changed.capacity, changed.title = 20, "Größere Kehrmaschine"
    keep_entry(actor=world.alice, entry=changed)


def test_without_bookings_everything_may_change(world: World) -> None:
    given = offer(world)
    given.period, given.unit = "day", "day"
    assert keep_entry(actor=world.alice, entry=given).period == "day"


def test_an_offer_from_the_year_9999_breaks_no_page(world: World, client: CastClient) -> None:
    given = offer(world, available_from=date(9999, 12, 1))
    wanted = need(world, last_on=date(9999, 12, 31))
    assert max(free_periods(given, {}, TODAY, date(9999, 12, 31))) == date(9999, 12, 27)
    client.sign_in(world.bob)
    at = [world.cooperation.pk]
    for name, args in (
        ("offer", [*at, given.pk]),
        ("need", [*at, wanted.pk]),
        ("capability_plan", at),
        ("capabilities", at),
    ):
        assert client.get(reverse(f"cooperation:{name}", args=args)).status_code == 200
    where = reverse("cooperation:new_booking", args=[*at, given.pk])
    values = {"taker": world.birkstedt.pk, "quantity": 1, "first_on": "9999-12-30", "last_on": "9999-12-31"}
    assert client.post(where, values).status_code == 302
