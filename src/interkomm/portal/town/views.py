"""The town view: the same regions and processes, seen from one municipality and in its look."""

from datetime import UTC, datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.catalogue.finding.of_place import cases_with
from interkomm.catalogue.models import TOPIC as CATALOGUE
from interkomm.cooperation.models import Partner
from interkomm.foundation.pages.marks import storable
from interkomm.organisations.bodies.brand import brand_of
from interkomm.organisations.models import Organisation
from interkomm.participation.models import Process
from interkomm.portal.news.queries import latest
from interkomm.portal.region.moments import true_until
from interkomm.portal.region.queries import concepts, process_cards, public_contacts
from interkomm.portal.topics import LISTS
from interkomm.ui.layouts import Link, Page


@require_safe
@require_safe
def town(request: HttpRequest, slug: str) -> HttpResponse:
    """Home of one municipality: what it takes part in, its contacts, its cooperations."""
    organisation = get_object_or_404(Organisation.objects.active().select_related("area"), slug=slug)
    now, today = datetime.now(UTC), timezone.localdate()
    partnerships = list(
        Partner.objects.filter(organisation=organisation, cooperation__is_published=True)
        .current_on(today)
        .select_related("cooperation")
    )
    cards = process_cards(Process.objects.of_organisations({organisation.pk}), now, town_slug=slug)
    context = {
        "page": Page(
            title=organisation.name,
            description=organisation.claim,
            brand=brand_of(organisation, home_url=reverse("portal:town", args=[slug])),
            feeds=(Link(organisation.name, reverse("exchange:town_feed", args=[slug])),),
            is_public=True,
            width="wide",
        ),
        "organisation": organisation,
        "partnerships": partnerships,
        "cards": cards,
        "concepts": concepts(Q(owners=organisation)),
        "contacts": public_contacts([organisation.pk], today),
        "shows_organisation": False,
        "news": latest(organisation_id=organisation.pk),
        "news_url": f"{reverse('portal:news')}?gemeinde={slug}",
        "place_token": f"o{organisation.pk}",
        "cases": cases_with([organisation.area.official_key] if organisation.area else []),
        "cases_title": _("Im Katalog mit dieser Gemeinde"),
    }
    response = render(request, "portal/town/town.html", context)
    topics = [organisation.topic, CATALOGUE, *LISTS, *(partnership.cooperation.topic for partnership in partnerships)]
    return storable(request, response, topics=topics, until=true_until(now, cards.until))
