"""What the register adds to the pages of a cooperation."""

from django.http import HttpRequest
from django.utils import timezone
from markupsafe import Markup

from interkomm.cooperation.capabilities.queries import public_offers
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.ui import slots


def staff_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The way to offers, needs and bookings."""
    return slots.render_part("cooperation/capabilities/_staff_box.html", {"cooperation": cooperation}, request)


def public_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The way to the public offers; nothing when there are none."""
    count = public_offers(cooperation, timezone.localdate()).count()
    if not count:
        return Markup("")
    context = {"cooperation": cooperation, "count": count}
    return slots.render_part("cooperation/capabilities/_public_box.html", context, request)
