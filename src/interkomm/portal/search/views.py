"""The page of the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from interkomm.places.areas.models import Level
from interkomm.places.gazetteer.index import Hit, Match
from interkomm.places.gazetteer.queries import search as search_places
from interkomm.portal.search.models import SearchEntry
from interkomm.portal.search.queries import PlaceChoice, Results, Wish, clean, place_choices, search
from interkomm.ui.language import in_language, language_of
from interkomm.ui.layouts import Link, Page, page_links
from interkomm.ui.lists import with_query

MAX_PLACES = 3


def _wish(request: HttpRequest, places: list[PlaceChoice]) -> Wish:
    place, number = request.GET.get("ort", ""), request.GET.get("page", "1")
    return Wish(
        words=clean(request.GET.get("q", "")),
        kind=request.GET.get("art", "") if request.GET.get("art", "") in SearchEntry.Kind.values else "",
        place=place if any(choice.token == place for choice in places) else "",
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
    )


def _kind_links(request: HttpRequest, wish: Wish, found: Results) -> tuple[Link, ...]:
    """All, and each kind that has hits, with numbers."""
    total = sum(found.counts.values())
    links = [Link(_("Alles"), with_query(request, art="", page=""), is_current=not wish.kind, meta=str(total))]
    for value, label in SearchEntry.Kind.choices:
        if found.counts.get(value) or wish.kind == value:
            address = with_query(request, art=value, page="")
            meta = str(found.counts.get(value, 0))
            links.append(Link(str(label), address, is_current=wish.kind == value, meta=meta))
    return tuple(links)


def _places(wish: Wish) -> list[Hit]:
    """Places of this name, as help beside the results of the first page."""
    if not wish.words or wish.page > 1 or wish.kind or wish.place:
        return []
    hits = search_places(wish.words, levels=(Level.MUNICIPALITY, Level.DISTRICT), limit=MAX_PLACES)
    return [hit for hit in hits if hit.match <= Match.BEGINNING]


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Results with numbers by kind; works without script. Not stored: questions hardly repeat."""
    places = place_choices()
    wish = _wish(request, places)
    found = search(wish)
    language = language_of(request.path)
    words = found.instead or wish.words
    title = _("Suche: %(words)s") % {"words": words} if wish.words else _("Suche")
    context = {
        "page": Page(title=title, is_public=True, robots="noindex, follow", width="wide"),
        "wish": wish,
        "found": found,
        "kinds": _kind_links(request, wish, found),
        "places": places,
        "areas": _places(wish),
        "summary": ngettext("%(count)d Treffer", "%(count)d Treffer", found.total) % {"count": found.total},
        "as_typed_url": with_query(request, q=found.instead) if found.instead else "",
        "addresses": [in_language(result.path, language) for result in found.results],
        "pages": page_links(request, found.page, found.page_count),
        "all_url": reverse("portal:search"),
    }
    return render(request, "portal/search/page.html", context)
