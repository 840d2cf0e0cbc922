"""The home of the installation: its regions and what runs in them now."""

from datetime import UTC, datetime

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.models import Cooperation
from interkomm.foundation.pages.marks import storable
from interkomm.participation.models import Process
from interkomm.portal.news.queries import latest
from interkomm.portal.region.queries import concepts, process_cards
from interkomm.ui.layouts import Link, Page


def home(request: HttpRequest) -> HttpResponse:
    """Regions, running and past processes, concepts, news."""
    regions = list(
        Cooperation.objects.published().annotate(towns=Count("partners", filter=Q(partners__left_on__isnull=True)))
    )
    own = Process.objects.all()
    cards = process_cards(own, datetime.now(UTC))
    texts = concepts(Q())
    context = {
        "page": Page(
            title=_("Gemeinsam planen, gemeinsam entscheiden"),
            description=_("Städte und Gemeinden arbeiten zusammen. Hier lesen Sie, was sie vorhaben, und reden mit."),
            is_public=True,
            width="wide",
            feeds=(Link(_("Neues"), reverse("exchange:site_feed")),),
        ),
        "regions": regions,
        "cards": cards,
        "concepts": texts[:6],
        "news": latest(),
    }
    response = render(request, "portal/home/home.html", context)
    topics = [
        "places",
        "news",
        *(region.topic for region in regions),
        *(f"process:{key}" for key in own.values_list("pk", flat=True)),
        *(text.topic for text in texts),
    ]
    return storable(request, response, topics=topics, until=cards.until)
