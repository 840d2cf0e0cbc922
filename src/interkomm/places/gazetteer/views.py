"""Pages of the gazetteer: the search, and the results part of the chooser."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.foundation.pages.marks import storable
from interkomm.places.areas.models import Level
from interkomm.ui.layouts import Page, page_links

from . import queries
from .forms import SearchForm, chooser_view
from .index import Place

PAGE_SIZE = 25
FIELD_NAME_LENGTH = 40


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The list of places with search; works without a script."""
    form = SearchForm(request.GET)
    is_valid = form.is_valid()
    query = form.cleaned_data.get("q", "").strip()
    level = form.cleaned_data.get("ebene") or Level.MUNICIPALITY.value
    found = _places(query, level) if is_valid else []
    pages = Paginator(found, PAGE_SIZE)
    shown = pages.get_page(request.GET.get("page"))
    context = {
        "page": Page(
            title=_("Orte"), description=_("Alle Städte, Gemeinden, Kreise und Länder."), is_public=True, width="wide"
        ),
        "form": form,
        "query": query,
        "count": pages.count,
        "places": list(shown),
        "links": page_links(request, shown.number, pages.num_pages),
    }
    response = render(request, "places/gazetteer/search.html", context)
    return storable(request, response, topics=["places"])


@require_safe
def choices(request: HttpRequest) -> HttpResponse:
    """The results part of the chooser (`?name=members&q=osch&chosen=14730230,…`), asked for by its script."""
    name = request.GET.get("name", "")
    if not name.replace("-", "").isidentifier() or len(name) > FIELD_NAME_LENGTH:
        raise Http404
    keys = [key for key in request.GET.get("chosen", "").split(",") if key][:200]
    view = chooser_view(name, request.GET.get("q", ""), keys)
    return render(request, "places/gazetteer/_choices.html", {"view": view})


def _places(query: str, level: str) -> list[Place]:
    if query:
        return [hit.place for hit in queries.search(query, levels=(level,), past=True)]
    return queries.all_by_name(level)
