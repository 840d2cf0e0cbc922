"""The next public meetings on the page of the cooperation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from interkomm.cooperation.calendars.queries import public_meetings
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.ui import slots

SHOWN = 5


def next_meetings(request: HttpRequest, cooperation: Cooperation) -> Markup | str:
    """Title, time and place, with the address of the calendar."""
    now = timezone.now()
    found = list(public_meetings(cooperation.pk, now).filter(ends_at__gt=now)[:SHOWN])
    if not found:
        return ""
    context = {"meetings": found, "calendar_url": reverse("cooperation:public_calendar", args=[cooperation.slug])}
    return slots.render_part("cooperation/meetings/_public.html", context, request)
