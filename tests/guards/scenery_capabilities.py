"""Offers, needs, a booking and a settlement of one side, and more of them for `growth`."""

from datetime import date, timedelta

from django.utils import timezone

from interkomm.cooperation.models import BookedPeriod, Booking, Cooperation, Need, Offer, Settlement
from interkomm.cooperation.settlements.account import content_of
from interkomm.organisations.models import Organisation

CONSTANTS: dict[str, str | int] = {"cancelling": "absagen", "using": "nutzung"}
Place = dict[str, str | int]


def offered(cooperation: Cooperation, town: Organisation, title: str, visibility: str = "partners") -> Offer:
    return Offer.objects.create(
        cooperation=cooperation, organisation=town, office="Bauhof", kind="vehicle", title=title, service="gruenpflege",
        description="Mit Fachkraft.", capacity=10, lead_days=0, price_cents=5000, visibility=visibility, features="Anhänger",
        conditions="Sorgsam behandeln", clause="§ 4", is_single_person=True,
    )  # fmt: skip


def needed(cooperation: Cooperation, town: Organisation, title: str) -> Need:
    day = timezone.localdate()
    return Need.objects.create(
        cooperation=cooperation, organisation=town, office="Bauamt", title=title, service="gruenpflege", quantity=4,
        description="Wiesen", first_on=day, last_on=day + timedelta(days=20), place_note="am Teich", features="Anhänger",
    )  # fmt: skip


def booked(offer: Offer, taker: Organisation, secret: str, state: str = "accepted") -> Booking:
    day = timezone.localdate() + timedelta(days=7)
    booking = Booking.objects.create(
        cooperation=offer.cooperation, offer=offer, giver=offer.organisation, taker=taker, first_on=day, last_on=day,
        quantity=1, note=secret, reason=secret, state=state, unit_price_cents=5000, used_quantity=1, amount_cents=5000,
    )  # fmt: skip
    monday = day - timedelta(days=day.weekday())
    BookedPeriod.objects.create(booking=booking, offer=offer, starts_on=monday, quantity=1)
    return booking


def settled(offer: Offer, taker: Organisation, year: int) -> Settlement:
    booking = booked(offer, taker, "abgerechnet", state="confirmed")
    Booking.objects.filter(pk=booking.pk).update(first_on=date(year, 5, 4), last_on=date(year, 5, 4))
    booking.refresh_from_db()
    return Settlement.objects.create(
        cooperation=offer.cooperation, year=year, content=content_of([booking]), note="neu"
    )


def furnish_capabilities(cooperation: Cooperation, town: Organisation, second: Organisation, secret: str) -> Place:
    """One of everything between a town and its partner."""
    offer = offered(cooperation, town, "Mäher mit Fachkraft")
    partner_offer = offered(cooperation, second, "Häcksler")
    offered(cooperation, town, "Saal", "public")
    return {
        **CONSTANTS,
        "offer": offer.pk,
        "hidden_offer": offered(cooperation, town, secret, "own").pk,
        "partner_offer": partner_offer.pk,
        "need": needed(cooperation, town, f"Mähen: {secret}").pk,
        "booking": booked(offer, second, secret).pk,
        "settlement": settled(offer, second, 2024).pk,
    }


def grow_capabilities(cooperation: Cooperation, town: Organisation, second: Organisation, number: int) -> None:
    offer = offered(cooperation, town, f"Angebot {number}", "public" if number % 2 else "partners")
    needed(cooperation, second, f"Bedarf {number}")
    Offer.objects.filter(pk=offer.pk).update(full_cost_cents=100 * number)
    booked(offer, second, f"Buchung {number}")
    booked(offer, second, f"Anfrage {number}", state="requested")
    if number < 20:
        settled(offer, second, 2003 + number)
