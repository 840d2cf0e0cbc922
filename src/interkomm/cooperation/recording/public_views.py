"""The calendar of the agreements of a region."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.cooperation.instruments.public_views import midnight
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.recording.calendar import public_events
from interkomm.foundation.documents.calendar import MEDIA_TYPE, calendar
from interkomm.foundation.pages.marks import storable


@require_safe
def public_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """iCalendar (RFC 5545): when agreements become effective, end, or can be given notice."""
    cooperation = get_object_or_404(Cooperation.objects.published(), slug=slug)
    title = _("Vereinbarungen: %(name)s") % {"name": cooperation.name}
    content = calendar(title, public_events(cooperation.pk, timezone.localdate()))
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    return storable(request, response, topics=[cooperation.topic], until=midnight(datetime.now(UTC)))
