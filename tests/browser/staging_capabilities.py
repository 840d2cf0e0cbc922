"""Offers, needs, bookings and a settlement for the pages of the register."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from interkomm.cooperation.capabilities.models import Booking
from interkomm.cooperation.models import BookedPeriod, Cooperation, Need, Offer, Settlement
from interkomm.cooperation.settlements.account import content_of
from interkomm.organisations.models import Organisation


def stage_capabilities(cooperation: Cooperation) -> dict[str, Any]:
    """One of everything between Oschatz and two neighbours; two needs for the same weeks."""
    oschatz, dahlen, wermsdorf = (Organisation.objects.get(slug=slug) for slug in ("oschatz", "dahlen", "wermsdorf"))
    today = timezone.localdate()
    offer = Offer.objects.create(
        cooperation=cooperation, organisation=oschatz, office="Bauhof", kind="vehicle", title="Hubsteiger mit Fachkraft",
        description="Bis 18 Meter, mit Bedienung.", service="hubsteiger", unit="hour", capacity=16, lead_days=2,
        conditions="Zufahrt mindestens drei Meter breit.", features="Führerschein C", radius_km=40, price_cents=6250,
        full_cost_cents=7180, has_vat=True, legal_basis="assistance", visibility="public", is_single_person=True,
    )  # fmt: skip
    Offer.objects.create(
        cooperation=cooperation, organisation=wermsdorf, title="Hubsteiger ohne Fachkraft", service="hubsteiger",
        unit="day", period="day", capacity=1,
    )  # fmt: skip
    first, last = today + timedelta(days=7), today + timedelta(days=27)
    needs = [
        Need.objects.create(
            cooperation=cooperation, organisation=town, office="Bauamt", title=title, service="hubsteiger", unit="hour",
            quantity=units, first_on=first, last_on=last, urgency=3, features="Führerschein C", place_note="Stadtpark",
        )
        for town, title, units in ((dahlen, "Totholz im Stadtpark", 12), (wermsdorf, "Lampen tauschen", 60))
    ]  # fmt: skip
    return {
        "offer": offer.pk,
        "need": needs[0].pk,
        "booking": _booked(offer, dahlen, needs[0], first).pk,
        # The journey of test_capabilities settles last year itself.
        "settlement": _settled(offer, dahlen, today.year - 2).pk,
    }


def _booked(offer: Offer, taker: Organisation, need: Need | None, day: date, state: str = "requested") -> Booking:
    booking = Booking.objects.create(
        cooperation=offer.cooperation, offer=offer, need=need, giver=offer.organisation, taker=taker, first_on=day,
        last_on=day, quantity=4, note="Am liebsten vormittags.", state=state, unit_price_cents=6250, has_vat=True,
    )  # fmt: skip
    if state != "requested":
        monday = day - timedelta(days=day.weekday())
        BookedPeriod.objects.create(booking=booking, offer=offer, starts_on=monday, quantity=4)
    return booking


def _settled(offer: Offer, taker: Organisation, year: int) -> Settlement:
    booking = _booked(offer, taker, None, date(year, 5, 4), state="confirmed")
    booking.used_quantity, booking.amount_cents = 4, 25_000
    booking.save()
    _booked(offer, taker, None, timezone.localdate(), state="accepted")
    return Settlement.objects.create(cooperation=offer.cooperation, year=year, content=content_of([booking]))
