"""Pages of areas."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.foundation.pages.marks import storable
from interkomm.ui.layouts import Link, Page

from . import queries, tiles
from .models import Area


@require_safe
def area(request: HttpRequest, key: str) -> HttpResponse:
    """One area with facts, neighbours and history; a former key leads to the present one."""
    found = queries.area_by_key(key)
    if found is None:
        raise Http404
    if found.official_key != key:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    page = Page(
        title=found.name,
        description=f"{found.name}: {queries.describe(found)}",
        breadcrumbs=(Link(_("Orte"), reverse("places:search")), *_upper(found)),
        is_public=True,
    )
    content = queries.area_page(found)
    context = {
        "page": page,
        "content": content,
        "has_map": content.geometry is not None and found.is_in_force,
        "tiles": tiles.attributes(),
    }
    response = render(request, "places/areas/area.html", context)
    return storable(request, response, topics=["places"])


def _upper(area: Area) -> list[Link]:
    links: list[Link] = []
    upper = area.parent
    while upper is not None and upper.official_key != "DE":
        links.insert(0, Link(upper.name, upper.get_absolute_url()))
        upper = upper.parent
    return links
