"""Similar to us, because …: the page and the box on the page of a case."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.calc.similarity import CRITERIA, ENOUGH_KNOWN, HEAVIEST
from interkomm.catalogue.cases.models import TOPIC
from interkomm.catalogue.similarity import page as pages
from interkomm.catalogue.similarity import subjects
from interkomm.catalogue.similarity import weights as weighing
from interkomm.foundation.pages.marks import storable
from interkomm.places.areas.models import Level
from interkomm.places.gazetteer import queries as gazetteer
from interkomm.ui.addresses import address
from interkomm.ui.layouts import Link, Page, page_links

MOST_PLACES = 20


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Cases like a municipality, a cooperation or a case; without one, how to choose it."""
    asked_for = [name for name in ("gemeinde", "fall", *subjects.registry) if request.GET.get(name)]
    if not asked_for:
        return _choose(request)
    whom = subjects.whom(request.GET)
    if whom is None:
        raise Http404
    asked = pages.read(request.GET)
    found = pages.similar(whom, asked)
    context = {
        "page": _page(
            _("Ähnlich wie %(name)s") % {"name": whom.name}, Link(_("Ähnliche Fälle"), address("catalogue:similar"))
        ),
        "whom": whom,
        "kind": subjects.kind_label(whom.kind),
        "asked": asked,
        "found": found,
        "fields": pages.fields(asked),
        "kept": pages.kept(whom, asked),
        "presets": pages.presets(whom, asked),
        "criteria": [
            (name, weighing.NAMES[name], weighing.EXPLAINED[name], weighing.PARAMETERS[name], asked.weights[name])
            for name in CRITERIA
        ],
        "heaviest": HEAVIEST,
        "enough": round(100 * ENOUGH_KNOWN),
        "links": page_links(request, found.number, found.pages),
        "compare_url": address("catalogue:compare"),
    }
    response = render(request, "catalogue/similarity/similar.html", context)
    return storable(request, response, topics=[TOPIC, *whom.topics])


def _choose(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("ort", "").replace("\0", "").strip()[:120]
    levels = (Level.MUNICIPALITY,)
    hits = gazetteer.search(words, levels=levels, limit=MOST_PLACES) if words else []
    context = {
        "page": _page(_("Ähnliche Fälle finden")),
        "words": words,
        "places": [hit.place for hit in hits if not hit.place.is_unincorporated],
        "listed": subjects.listed(),
    }
    response = render(request, "catalogue/similarity/choose.html", context)
    return storable(request, response, topics=[TOPIC, "places"])


def _page(title: str, *above: Link) -> Page:
    return Page(
        title=title,
        description=_("Fälle interkommunaler Zusammenarbeit, die zu Ihnen passen, mit Gründen."),
        breadcrumbs=(Link(_("Katalog"), address("catalogue:cases")), *above),
        is_public=True,
        width="wide",
    )
