"""The way from the cooperation's staff page to everything about working together."""

from django.http import HttpRequest
from django.utils import timezone
from markupsafe import Markup

from interkomm.cooperation.meetings.queries import meetings
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.ui import slots

SHOWN = 3


def staff_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The next meetings, and links to all lists."""
    context = {"cooperation": cooperation, "next": list(meetings(cooperation, timezone.now())[:SHOWN])}
    return slots.render_part("cooperation/meetings/_staff_box.html", context, request)
