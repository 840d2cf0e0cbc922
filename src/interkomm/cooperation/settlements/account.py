"""The account between partners: what was given and taken, as the rows of a settlement. Cents are whole."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from interkomm.calc.matching import net_payments
from interkomm.cooperation.capabilities.models import Booking, Unit
from interkomm.cooperation.partnerships.models import Cooperation


def confirmed(cooperation: Cooperation, year: int) -> list[Booking]:
    """Bookings that both sides have confirmed and that ended in the year."""
    rows = Booking.objects.filter(cooperation=cooperation, state=Booking.State.CONFIRMED, last_on__year=year)
    return list(rows.select_related("offer", "giver", "taker").order_by("last_on", "pk"))


def content_of(bookings: Sequence[Booking], already: Mapping[str, int] | None = None) -> dict[str, Any]:
    """What is settled, as JSON.

    `already`: organisation key → cents of earlier settlements of the same year; only the difference is paid. "balance":
    positive has to get; balances and payments add up to zero. "hours": units of the kind hour given and taken.
    """
    already = already or {}
    partners = _partners(bookings)
    for key, cents in already.items():
        if key in partners:
            partners[key]["already"] = cents
    difference = {key: row["balance"] - row["already"] for key, row in partners.items()}
    # a partner of an earlier settlement without bookings any more gets or pays back everything
    difference |= {key: -cents for key, cents in already.items() if key not in partners}
    return {
        "lines": [_line(booking) for booking in bookings],
        "partners": list(partners.values()),
        "payments": [
            {"payer": each.payer, "receiver": each.receiver, "cents": each.cents} for each in net_payments(difference)
        ],
        "has_vat": any(booking.has_vat for booking in bookings),
    }


def settled_before(contents: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Organisation key → cents that the payments of these settlements bring."""
    found: dict[str, int] = {}
    for content in contents:
        for payment in content["payments"]:
            found[payment["receiver"]] = found.get(payment["receiver"], 0) + payment["cents"]
            found[payment["payer"]] = found.get(payment["payer"], 0) - payment["cents"]
    return found


def _partners(bookings: Sequence[Booking]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for booking in bookings:
        hours = (booking.used_quantity or 0) if booking.offer.unit == Unit.HOUR else 0
        for town, side, sign in ((booking.giver, "given", 1), (booking.taker, "taken", -1)):
            empty = {"key": str(town.pk), "name": town.label, "given": 0, "taken": 0, "given_hours": 0, "taken_hours": 0,
                     "balance": 0, "already": 0}  # fmt: skip
            row = found.setdefault(str(town.pk), empty)
            row[side] += booking.amount_cents
            row[f"{side}_hours"] += hours
            row["balance"] += sign * booking.amount_cents
    return dict(sorted(found.items(), key=lambda item: (item[1]["name"], item[0])))


def _line(booking: Booking) -> dict[str, Any]:
    return {
        "booking": booking.pk,
        "last_on": booking.last_on.isoformat(),
        "title": booking.offer.title,
        "giver": booking.giver.label,
        "taker": booking.taker.label,
        "quantity": booking.used_quantity or 0,
        "unit": booking.offer.unit,
        "unit_price": booking.unit_price_cents,
        "amount": booking.amount_cents,
        "has_vat": booking.has_vat,
    }
