"""Choosing municipalities on the map or in a list, as a step of its own.

What is chosen stands in the address (`?gemeinde=14730230&gemeinde=14730060`), so that nothing is lost on the way back
and the step needs no script.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from interkomm.cooperation.partnerships.forms import MEMBERS
from interkomm.places.gazetteer.forms import MAX_CHOSEN, MunicipalityChooser, chooser_view
from interkomm.places.gazetteer.queries import places_by_key
from interkomm.places.models import Area
from interkomm.ui.layouts import Page


def chosen_keys(request: HttpRequest) -> list[str]:
    """The official keys that the form or address names, without the one that was just removed."""
    sent = request.POST if request.method == "POST" else request.GET
    return MunicipalityChooser().value_from_datadict(sent, None, MEMBERS)[:MAX_CHOSEN]


def chosen_areas(request: HttpRequest) -> list[Area]:
    """The existing municipalities among them, in the order they were chosen."""
    places = [place for place in places_by_key(chosen_keys(request)) if not place.is_unincorporated]
    by_key = Area.objects.in_bulk([place.pk for place in places])
    return [by_key[place.pk] for place in places if place.pk in by_key]


def selection_page(request: HttpRequest, page: Page, *, next_url: str) -> HttpResponse:
    """The page with map, search and what is chosen; its button leads to `next_url` with the chosen keys."""
    view = chooser_view(MEMBERS, request.GET.get(f"{MEMBERS}_q", ""), chosen_keys(request))
    population = sum(place.population or 0 for place in view.chosen)
    context = {"page": page, "view": view, "next_url": next_url, "population": population}
    return render(request, "cooperation/partnerships/choose.html", context)
