"""GeoJSON for maps: by box or by keys, limited in size, cached by version of the list."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from interkomm.foundation.pages.marks import storable

from . import queries
from .models import Level

MAP_LEVELS = (Level.STATE, Level.DISTRICT, Level.MUNICIPALITY)
GERMANY: queries.Box = (5.5, 47.0, 15.5, 55.5)
CACHE = "public, max-age=3600"
GEOJSON = "application/geo+json"


def _etag(request: HttpRequest, **_arguments: str) -> str:
    return f'"orte-{queries.map_version()}-{get_language()}"'


@require_safe
@condition(etag_func=_etag)
def level(request: HttpRequest, level: str) -> HttpResponse:
    """All areas of a level in `?bbox=west,south,east,north` (degrees)."""
    if level not in MAP_LEVELS:
        return _refused(_("Diese Ebene gibt es nicht."), 404)
    box = parse_box(request.GET.get("bbox", ""))
    if box is None:
        return _refused(_("Erwartet wird bbox=West,Süd,Ost,Nord in Grad."), 400)
    content = queries.level_in_box(level, box)
    if content is None:
        return _refused(_("Der Ausschnitt ist zu groß. Bitte vergrößern Sie die Karte."), 413)
    return _answer(request, content)


@require_safe
@condition(etag_func=_etag)
def keys(request: HttpRequest) -> HttpResponse:
    """The areas of `?keys=14730230,14730060`; with `&around=1` neighbours below them as ground."""
    given = [key for key in request.GET.get("keys", "").split(",") if key.isascii() and key.isdigit()]
    if not given or len(given) > queries.MAX_KEYS:
        return _refused(_("Erwartet werden ein bis 200 amtliche Schlüssel: keys=14730230,14730060."), 400)
    return _answer(request, queries.region_map(given, around=request.GET.get("around") == "1"))


def parse_box(text: str) -> queries.Box | None:
    """The box of a query, all of Germany when empty, None when it is no box."""
    if not text:
        return GERMANY
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return None
    return west, south, east, north


def _answer(request: HttpRequest, content: str) -> HttpResponse:
    response = HttpResponse(content, content_type=GEOJSON)
    response["Cache-Control"] = CACHE
    return storable(request, response, topics=["places"])


def _refused(message: str, status: int) -> HttpResponse:
    response = JsonResponse({"error": message}, status=status)
    response["Cache-Control"] = "no-store"
    return response
