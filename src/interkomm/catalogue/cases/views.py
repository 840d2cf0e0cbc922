"""The public page of a case."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.catalogue.cases import queries
from interkomm.catalogue.cases.models import TOPIC, Case
from interkomm.catalogue.cases.page import case_page, short_list
from interkomm.catalogue.cases.rows import CasePage
from interkomm.foundation.documents.licence import LICENCE_URL
from interkomm.foundation.pages.marks import storable
from interkomm.places.areas import tiles
from interkomm.ui.addresses import address
from interkomm.ui.layouts import Link, Page

MOST_PARTNERS_AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """Handed to the slot "catalogue.case.link" beside every outside link. `case` is the same object for the whole page,
    so that a filler may keep on it what it has read for all links."""

    case: Case
    url: str


@dataclass(frozen=True, slots=True)
class ContactPlace:
    """Handed to the slot "catalogue.case.contact" beside every contact; `position`: its place in the record."""

    case: Case
    position: int


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a case; 410 when it was withdrawn, on to the other case when it was merged."""
    found = queries.case_with_record(slug)
    if found is None or found.released is None:
        raise Http404
    if not found.is_public:
        return _withdrawn(request, found)
    record = queries.record_of(found)
    shown = case_page(found, record, queries.surroundings(found, record), get_language() or "de")
    context = {
        "page": Page(
            title=shown.title.text,
            description=shown.summary.said.text if shown.summary else "",
            breadcrumbs=_crumbs(),
            is_public=True,
            width="wide",
        ),
        "case": found,
        "shown": shown,
        "contents": _contents(shown),
        "permalink": f"{settings.PUBLIC_URL}{address('catalogue:case', slug)}",
        "licence_url": LICENCE_URL,
        "tiles": tiles.attributes(),
        "short_list": lambda items: short_list(items, MOST_PARTNERS_AT_ONCE),
        "LinkPlace": LinkPlace,
        "ContactPlace": ContactPlace,
    }
    response = render(request, "catalogue/cases/case.html", context)
    return storable(request, response, topics=[found.topic, TOPIC, "places"])


@require_safe
def case_map(request: HttpRequest, slug: str) -> HttpResponse:
    """The map of a public case as GeoJSON."""
    found = Case.objects.released().filter(slug=slug).first()
    if found is None:
        raise Http404
    response = HttpResponse(queries.map_of_case(found), content_type="application/geo+json")
    return storable(request, response, topics=[found.topic, "places"])


def _withdrawn(request: HttpRequest, found: Case) -> HttpResponse:
    """What remains of a case that is no longer public: where to go on."""
    if found.merged_into is not None and found.merged_into.is_public:
        return HttpResponseRedirect(found.merged_into.get_absolute_url())
    page = Page(title=_("Dieser Fall wurde zurückgezogen"), breadcrumbs=_crumbs(), robots="noindex")
    return render(
        request,
        "catalogue/cases/withdrawn.html",
        {"page": page, "case": found},
        status=410,
    )


def _contents(shown: CasePage) -> tuple[Link, ...]:
    """The sections of the page."""
    groups = [Link(group.name, f"#abschnitt-{group.code}") for group in shown.groups]
    return (
        *groups,
        Link(_("So vollständig ist dieser Fall"), "#vollstaendigkeit"),
        Link(_("Quellen und Belege"), "#quellen"),
    )


def _crumbs() -> tuple[Link, ...]:
    return (Link(_("Katalog"), address("catalogue:cases")),)
