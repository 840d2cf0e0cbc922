"""Choosing municipalities step by step without a script: what is chosen stands in the address, so nothing is lost.

`?gemeinde=14730230&gemeinde=14730060&q=wermsdorf`: chosen keys and what is looked for.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from interkomm.cooperation.partnerships.forms import MEMBERS
from interkomm.places.areas.models import Level
from interkomm.places.gazetteer.queries import Place, places_by_key, search
from interkomm.places.models import Area
from interkomm.ui.layouts import Page

HITS_SHOWN = 30
MOST_MEMBERS = 200


def chosen_areas(request: HttpRequest) -> list[Area]:
    """The existing municipalities that the form or address names, in the order they were chosen."""
    sent: MultiValueDict[str, str] = request.POST if request.method == "POST" else request.GET
    places = _chosen(sent.getlist(MEMBERS))
    by_key = Area.objects.in_bulk([place.pk for place in places])
    return [by_key[place.pk] for place in places if place.pk in by_key]


def selection_page(request: HttpRequest, page: Page, *, next_url: str, most: int = MOST_MEMBERS) -> HttpResponse:
    """The page with search, hits and what is chosen; its button leads to `next_url` with the chosen keys."""
    chosen = _chosen(request.GET.getlist(MEMBERS))[:most]
    wanted = request.GET.get("q", "").strip()[:100]
    keys = {place.official_key for place in chosen}
    hits = [place for place in _found(wanted) if place.official_key not in keys]
    context = {
        "page": page,
        "chosen": chosen,
        "hits": hits,
        "q": wanted,
        "next_url": next_url,
        "population": sum(place.population or 0 for place in chosen),
    }
    return render(request, "cooperation/partnerships/choose.html", context)


def _chosen(keys: Iterable[str]) -> list[Place]:
    places = places_by_key(list(keys)[:MOST_MEMBERS], Level.MUNICIPALITY)
    return [place for place in places if not place.is_unincorporated]


def _found(wanted: str) -> list[Place]:
    if not wanted:
        return []
    hits = search(wanted, levels=(Level.MUNICIPALITY,), limit=HITS_SHOWN)
    return [hit.place for hit in hits if hit.place.is_in_force and not hit.place.is_unincorporated]
