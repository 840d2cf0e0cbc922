"""The home of the installation: its regions and what runs in them now."""

from datetime import UTC, datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.catalogue.models import TOPIC as CATALOGUE
from interkomm.catalogue.models import Case
from interkomm.foundation.pages.marks import storable
from interkomm.participation.models import Process
from interkomm.portal.news.queries import latest
from interkomm.portal.region.moments import true_until
from interkomm.portal.region.queries import concepts, process_cards, regions
from interkomm.portal.topics import LISTS
from interkomm.ui.layouts import Link, Page

SHOWN = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Regions, running and past processes, concepts, news."""
    now = datetime.now(UTC)
    found = regions(timezone.localdate())
    cards = process_cards(Process.objects.all(), now)
    context = {
        "page": Page(
            title=_("Gemeinsam planen, gemeinsam entscheiden"),
            description=_("Städte und Gemeinden arbeiten zusammen. Hier lesen Sie, was sie vorhaben, und reden mit."),
            is_public=True,
            width="wide",
            feeds=(Link(_("Neues"), reverse("exchange:site_feed")),),
        ),
        "regions": found,
        "cards": cards.first(SHOWN),
        "concepts": concepts(Q(), SHOWN),
        "news": latest(),
        "case_count": Case.objects.released().count(),
        "news_url": reverse("portal:news"),
    }
    response = render(request, "portal/home/home.html", context)
    topics = [CATALOGUE, *LISTS, *(row.cooperation.topic for row in found)]
    return storable(request, response, topics=topics, until=true_until(now, cards.until))
