"""The list of all regions."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.foundation.pages.marks import storable
from interkomm.portal.region.moments import true_until
from interkomm.portal.region.queries import regions
from interkomm.portal.topics import LISTS
from interkomm.ui.layouts import Page


@require_safe
def all_regions(request: HttpRequest) -> HttpResponse:
    """Regions with their towns. Two queries."""
    found = regions(timezone.localdate())
    context = {
        "page": Page(
            title=_("Regionen"),
            description=_("Städte und Gemeinden, die zusammenarbeiten, und ihre gemeinsamen Seiten."),
            is_public=True,
            width="wide",
        ),
        "regions": found,
    }
    response = render(request, "portal/region/list.html", context)
    topics = [*LISTS, *(row.cooperation.topic for row in found)]
    return storable(request, response, topics=topics, until=true_until(datetime.now(UTC)))
