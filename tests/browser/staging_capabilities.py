"""Where the demonstration's own offers, needs, bookings and settlement are."""

from typing import Any

from interkomm.cooperation.models import Booking, Cooperation, Settlement


def stage_capabilities(cooperation: Cooperation) -> dict[str, Any]:
    """The request that waits for an answer, with its offer and need; and the settlement."""
    booking = Booking.objects.get(cooperation=cooperation, state="requested")
    return {
        "offer": booking.offer_id,
        "need": booking.need_id,
        "booking": booking.pk,
        "settlement": Settlement.objects.get(cooperation=cooperation).pk,
    }
