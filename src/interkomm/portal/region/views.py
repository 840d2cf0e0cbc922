"""The home of a region: members on map and list, what runs with deadline, concepts, results, contacts, news."""

import json
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.accounts.models import User
from interkomm.catalogue.finding.of_place import cases_with
from interkomm.catalogue.models import TOPIC as CATALOGUE
from interkomm.cooperation.partnerships import rules
from interkomm.foundation.pages.marks import forbid_storing, storable
from interkomm.places.models import AreaGeometry
from interkomm.portal.region.moments import true_until
from interkomm.portal.region.queries import RegionRead, cards_of, region_read
from interkomm.ui.layouts import Link, Page, current_user


def visible(request: HttpRequest, slug: str) -> RegionRead:
    """A published region, or an unpublished one for people of its partners. Raises Http404."""
    read = region_read(slug, timezone.localdate())
    if read is None:
        raise Http404
    if not read.cooperation.is_published:
        user = current_user(request)
        if not isinstance(user, User) or not rules.may_see(user, read.cooperation):
            raise Http404
        forbid_storing(request)
    return read


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """The page. Its state words change with phases and days, so it is stored until the next of them."""
    read = visible(request, slug)
    cooperation, towns, now = read.cooperation, read.towns, datetime.now(UTC)
    cards = cards_of(read.processes, now)
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
        "concepts": read.concepts,
        "contacts": read.contacts,
        "shows_organisation": True,
        "news": read.news,
        "news_url": f"{reverse('portal:news')}?region={slug}",
        "map_url": reverse("portal:region_map", args=[slug]),
        "place_token": f"r{cooperation.pk}",
        "cases": cases_with([town.organisation.area.official_key for town in towns if town.organisation.area]),
        "cases_title": _("Im Katalog mit diesen Gemeinden"),
    }
    response = render(request, "portal/region/region.html", context)
    return storable(request, response, topics=[*read.topics, CATALOGUE], until=true_until(now, cards.until))


@require_safe
def region_map(request: HttpRequest, slug: str) -> HttpResponse:
    """GeoJSON of the members' boundaries, with name and address of each town view."""
    read = visible(request, slug)
    by_area = {town.organisation.area_id: town.organisation for town in read.towns if town.organisation.area_id}
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
    topics = read.topics
    return storable(request, response, topics=topics, until=true_until(datetime.now(UTC)))
