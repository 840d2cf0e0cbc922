"""The entrance of the catalogue and the list of what is found: one address, stored for everybody."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.catalogue.cases.models import TOPIC
from interkomm.catalogue.finding.address import Reading, Search, read
from interkomm.catalogue.finding.cards import cards
from interkomm.catalogue.finding.engine import Found, Query, find
from interkomm.catalogue.finding.entrance import entrance, theme_links
from interkomm.catalogue.finding.no_hits import ways_out
from interkomm.catalogue.finding.page import frame, page_count, page_links
from interkomm.foundation.pages.marks import storable
from interkomm.ui.addresses import optional_url
from interkomm.ui.layouts import Link, Page

MAX_THEMES = 8


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """Without a wish the entrance, with one the list; both with the same filters."""
    reading, path = read(request.GET), reverse("catalogue:cases")
    elsewhere = canonical(reading, path)
    if elsewhere:
        return redirect(elsewhere)
    search = reading.search
    found = find(search.query(limit=0) if search.is_empty else search.query())
    if search.page > page_count(found):
        return redirect(path + replace(search, page=page_count(found)).query_string())
    return _entrance(request, reading, found) if search.is_empty else _list(request, reading, found)


def canonical(reading: Reading, path: str) -> str:
    """Where the same search has its one address; "" when this is it, or when the page must say what it did not know."""
    return "" if reading.is_canonical or reading.unknown else path + reading.search.query_string()


def finish(request: HttpRequest, response: HttpResponse, reading: Reading) -> HttpResponse:
    """Mark what may be stored: every search in its one form."""
    return response if reading.unknown else storable(request, response, topics=[TOPIC])


def page_of(search: Search, title: str, feed_url: str, *, is_known: bool = True) -> Page:
    """The frame of a page of the catalogue; search engines get the entrance and single filters."""
    is_worth_listing = is_known and not search.words and search.page == 1 and len(search.pairs()) <= 1
    return Page(
        title=title,
        description=_(
            "Wer hat schon zusammengearbeitet, in welcher Rechtsform, mit welcher Wirkung, und woran ist es gescheitert?"
        ),
        is_public=True,
        width="wide",
        robots="index, follow" if is_worth_listing else "noindex, follow",
        feeds=(Link(_("Neue und geänderte Fälle"), feed_url),),
    )


def _entrance(request: HttpRequest, reading: Reading, found: Found) -> HttpResponse:
    around = frame(reading.search, found, reverse("catalogue:cases"), reading.unknown)
    context = {
        "page": page_of(reading.search, _("Katalog der Zusammenarbeit"), around.feed_url, is_known=not reading.unknown),
        "around": around,
        "entrance": entrance(found),
        "all_url": f"{around.path}?sort=name",
        "propose_url": propose_url(),
    }
    return finish(request, render(request, "catalogue/finding/entrance.html", context), reading)


def _list(request: HttpRequest, reading: Reading, found: Found) -> HttpResponse:
    search, path = reading.search, reverse("catalogue:cases")
    around = frame(search, found, path, reading.unknown)
    context = {
        "page": page_of(search, title_of(search), around.feed_url, is_known=not reading.unknown),
        "around": around,
        "found": found,
        "cards": cards(found.rows),
        "pages": page_links(search, path, page_count(found)),
        "compare_url": optional_url("catalogue:compare"),
        **(_help(search) if not found.total else {}),
    }
    return finish(request, render(request, "catalogue/finding/list.html", context), reading)


def title_of(search: Search) -> str:
    """The heading of a search."""
    return _("Katalog: „%(words)s“") % {"words": search.words} if search.words else _("Fälle im Katalog")


def _help(search: Search) -> dict[str, object]:
    """What helps when nothing is found."""
    everything = find(Query(limit=0))
    return {
        "ways": ways_out(search),
        "themes": theme_links(everything, MAX_THEMES),
        "total": everything.total,
        "propose_url": propose_url(),
    }


def propose_url() -> str:
    """Where people with a role propose a case."""
    return optional_url("catalogue:new")
