"""The home of a region: members on map and list, what runs with deadline, concepts, results, contacts, news."""

import json
from datetime import UTC, datetime

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.accounts.models import User
from interkomm.cooperation.models import Cooperation
from interkomm.cooperation.partnerships import rules
from interkomm.foundation.pages.marks import forbid_storing, storable
from interkomm.participation.models import Process
from interkomm.places.models import AreaGeometry
from interkomm.portal.news.queries import latest
from interkomm.portal.region.moments import true_until
from interkomm.portal.region.queries import Member, concepts, members, process_cards, public_contacts
from interkomm.portal.topics import LISTS
from interkomm.ui.layouts import Link, Page, current_user


def visible(request: HttpRequest, slug: str) -> Cooperation:
    """A published cooperation, or an unpublished one for people of its partners. Raises Http404."""
    cooperation = get_object_or_404(Cooperation.objects.select_related("lead"), slug=slug)
    if not cooperation.is_published:
        user = current_user(request)
        if not isinstance(user, User) or not rules.may_see(user, cooperation):
            raise Http404
        forbid_storing(request)
    return cooperation


def topics_of(cooperation: Cooperation, towns: tuple[Member, ...]) -> list[str]:
    """Every topic whose change alters the page of the region; contributions are not shown on it."""
    return [cooperation.topic, *LISTS, *(town.organisation.topic for town in towns)]


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """The page. Its state words change with phases and days, so it is stored until the next of them."""
    cooperation = visible(request, slug)
    now, today = datetime.now(UTC), timezone.localdate()
    towns = members(cooperation, today)
    cards = process_cards(Process.objects.filter(cooperation=cooperation), now)
    context = {
        "page": Page(
            title=cooperation.name,
            description=cooperation.summary,
            is_public=cooperation.is_published,
            width="wide",
            breadcrumbs=(Link(_("Regionen"), reverse("portal:regions")),),
            feeds=(Link(cooperation.name, reverse("exchange:region_feed", args=[slug])),),
        ),
        "cooperation": cooperation,
        "members": towns,
        "population": sum(town.population or 0 for town in towns),
        "cards": cards,
        "concepts": concepts(Q(cooperation=cooperation)),
        "contacts": public_contacts([town.organisation.pk for town in towns], today),
        "shows_organisation": True,
        "news": latest(cooperation_id=cooperation.pk),
        "news_url": f"{reverse('portal:news')}?region={slug}",
        "map_url": reverse("portal:region_map", args=[slug]),
        "place_token": f"r{cooperation.pk}",
    }
    response = render(request, "portal/region/region.html", context)
    return storable(request, response, topics=topics_of(cooperation, towns), until=true_until(now, cards.until))


@require_safe
def region_map(request: HttpRequest, slug: str) -> HttpResponse:
    """GeoJSON of the members' boundaries, with name and address of each town view."""
    cooperation = visible(request, slug)
    towns = members(cooperation, timezone.localdate())
    by_area = {town.organisation.area_id: town.organisation for town in towns if town.organisation.area_id}
    features = [
        {
            "type": "Feature",
            "properties": {
                "name": by_area[area_id].name,
                "url": reverse("portal:town", args=[by_area[area_id].slug]),
                "id": by_area[area_id].slug,
            },
            "geometry": json.loads(geometry),
        }
        for area_id, geometry in AreaGeometry.objects.filter(area__in=by_area).values_list("area_id", "geojson")
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    response = HttpResponse(content, content_type="application/geo+json")
    topics = [cooperation.topic, "places", *(town.organisation.topic for town in towns)]
    return storable(request, response, topics=topics, until=true_until(datetime.now(UTC)))
