"""The map of a search, and its points for the script."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.calc.clustering import MAX_ZOOM, Box
from interkomm.catalogue.cases.models import TOPIC
from interkomm.catalogue.finding.address import read
from interkomm.catalogue.finding.cards import cards
from interkomm.catalogue.finding.engine import find
from interkomm.catalogue.finding.map import clusters_json, places, unplaced_text
from interkomm.catalogue.finding.page import frame, page_count, page_links
from interkomm.catalogue.finding.views import canonical, finish, page_of
from interkomm.foundation.pages.marks import storable
from interkomm.ui.layouts import Link

GEOJSON = "application/geo+json"


@require_safe
def case_map(request: HttpRequest) -> HttpResponse:
    """Clusters on a map; beside it the same cases as a list, and their numbers by state and country."""
    reading, path = read(request.GET), reverse("catalogue:map")
    elsewhere = canonical(reading, path)
    if elsewhere:
        return redirect(elsewhere)
    search = reading.search
    found = find(search.query())
    if search.page > page_count(found):
        return redirect(path + replace(search, page=page_count(found)).query_string())
    around = frame(search, found, path, reading.unknown)
    where = places(search, found, path)
    page = page_of(search, _("Karte der Fälle"), around.feed_url, is_known=not reading.unknown)
    context = {
        "page": replace(page, breadcrumbs=(Link(_("Katalog"), reverse("catalogue:cases")),)),
        "around": around,
        "found": found,
        "places": where,
        "unplaced": unplaced_text(where.unplaced),
        "cards": cards(found.rows),
        "pages": page_links(search, path, page_count(found)),
        "points_url": reverse("catalogue:map_points") + replace(search, page=1, sort="", box=None).query_string(),
        "list_url": reverse("catalogue:cases") + replace(search, page=1, box=None).query_string(),
    }
    return finish(request, render(request, "catalogue/finding/map.html", context), reading)


@require_safe
def map_points(request: HttpRequest) -> HttpResponse:
    """`?zoom=6&bbox=west,south,east,north` beside the parameters of a search: its clusters as GeoJSON."""
    zoom, box = request.GET.get("zoom", "6"), _box(request.GET.get("bbox", ""))
    if not (zoom.isascii() and zoom.isdigit() and len(zoom) < 3 and int(zoom) <= MAX_ZOOM) or box == ():
        return JsonResponse(
            {"error": _("Erwartet werden zoom=0 bis 18 und bbox=West,Süd,Ost,Nord in Grad.")}, status=400
        )
    content = clusters_json(read(request.GET).search, int(zoom), box or None)
    return storable(request, HttpResponse(content, content_type=GEOJSON), topics=[TOPIC])


def _box(text: str) -> Box | tuple[()] | None:
    """None for no box, an empty tuple for what is none."""
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text[:120].split(","))
    except ValueError:
        return ()
    return (west, south, east, north) if -180 <= west <= east <= 180 and -90 <= south <= north <= 90 else ()
