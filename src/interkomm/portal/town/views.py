"""The town view: the same regions and processes, seen from one municipality and in its look."""

from datetime import UTC, datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from interkomm.cooperation.models import Partner
from interkomm.foundation.pages.marks import storable
from interkomm.organisations.bodies.brand import brand_of
from interkomm.organisations.models import Organisation
from interkomm.participation.models import Process
from interkomm.portal.news.queries import latest
from interkomm.portal.region.queries import concepts, process_cards, public_contacts
from interkomm.ui.layouts import Page


@require_safe
def town(request: HttpRequest, slug: str) -> HttpResponse:
    """Home of one municipality: what it takes part in, its contacts, its cooperations."""
    organisation = get_object_or_404(Organisation.objects.active().select_related("area", "logo"), slug=slug)
    today = timezone.localdate()
    partnerships = list(
        Partner.objects.filter(organisation=organisation, cooperation__is_published=True)
        .current_on(today)
        .select_related("cooperation")
    )
    own = Process.objects.of_organisations({organisation.pk})
    cards = process_cards(own, datetime.now(UTC), town_slug=slug)
    texts = concepts(Q(owners=organisation))
    home = reverse("portal:town", args=[slug])
    context = {
        "page": Page(
            title=organisation.name,
            description=organisation.claim,
            brand=brand_of(organisation, home_url=home),
            is_public=True,
        ),
        "organisation": organisation,
        "partnerships": partnerships,
        "cards": cards,
        "concepts": texts,
        "contacts": public_contacts([organisation.pk], today),
        "news": latest(organisation_id=organisation.pk),
    }
    response = render(request, "portal/town/town.html", context)
    topics = [
        organisation.topic,
        "places",
        "news",
        *(partnership.cooperation.topic for partnership in partnerships),
        *(f"process:{key}" for key in own.values_list("pk", flat=True)),
        *(text.topic for text in texts),
    ]
    return storable(request, response, topics=topics, until=cards.until)
