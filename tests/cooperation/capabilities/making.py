"""Offers, needs and bookings between the three towns."""

from datetime import date
from typing import Any

from interkomm.cooperation.bookings.services import Wish, answer_booking, record_use, request_booking
from interkomm.cooperation.models import Booking, Need, Offer
from tests.world import World

TODAY = date(2026, 11, 23)  # a Monday


def offer(world: World, **facts: Any) -> Offer:
    """Ahrenau lends its sweeper: ten hours a week, on workdays."""
    given: dict[str, Any] = {
        "cooperation": world.cooperation, "organisation": world.ahrenau, "office": "Bauhof", "kind": "vehicle",
        "title": "Kehrmaschine mit Fachkraft", "service": "strassenreinigung", "unit": "hour", "capacity": 10,
        "period": "week", "weekdays": "12345", "lead_days": 0, "cancel_days": 3, "price_cents": 4550,
    }  # fmt: skip
    return Offer.objects.create(**(given | facts))


def need(world: World, **facts: Any) -> Need:
    """Birkstedt needs its streets swept."""
    given: dict[str, Any] = {
        "cooperation": world.cooperation, "organisation": world.birkstedt, "title": "Kehren nach dem Winter",
        "service": "strassenreinigung", "unit": "hour", "quantity": 8, "first_on": date(2026, 11, 30),
        "last_on": date(2026, 12, 4),
    }  # fmt: skip
    return Need.objects.create(**(given | facts))


def request(world: World, of: Offer, quantity: int = 8, **facts: Any) -> Booking:
    wish = Wish(
        offer=of,
        taker=facts.pop("taker", world.birkstedt),
        first_on=facts.pop("first_on", date(2026, 11, 30)),
        last_on=facts.pop("last_on", date(2026, 12, 4)),
        quantity=quantity,
        **facts,
    )
    return request_booking(actor=world.bob, wish=wish, today=TODAY)


def accepted(world: World, of: Offer, quantity: int = 8, **facts: Any) -> Booking:
    asked = request(world, of, quantity, **facts)
    return answer_booking(actor=world.alice, booking=asked, accepts=True, reason="", today=TODAY)


def confirmed(world: World, of: Offer, quantity: int = 8, **facts: Any) -> Booking:
    booking = accepted(world, of, quantity, **facts)
    for person in (world.bob, world.alice):
        booking = record_use(actor=person, booking=booking, quantity=quantity, today=booking.last_on)
    return booking
