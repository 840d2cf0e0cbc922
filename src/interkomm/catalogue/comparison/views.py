"""Pages of the comparison. Only reading: the choice stands in the address, nothing is kept."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.catalogue.cases.models import TOPIC
from interkomm.catalogue.comparison import choice as choices
from interkomm.catalogue.comparison import files
from interkomm.catalogue.comparison.table import FEWEST, MOST, Comparison, compare
from interkomm.catalogue.finding.engine import Query, find
from interkomm.foundation.documents.spreadsheets import XLSX
from interkomm.foundation.pages.marks import storable
from interkomm.ui.addresses import address
from interkomm.ui.layouts import Link, Page

MOST_HITS = 12


@require_safe
def side_by_side(request: HttpRequest) -> HttpResponse:
    """The cases side by side; below two, how to choose some."""
    choice = choices.read(request.GET)
    cases = choices.chosen_cases(choice)
    public = choices.Choice(tuple(case.slug for case, _record in cases), choice.only_differences, choice.words)
    found = compare(cases, get_language() or "de") if len(cases) >= FEWEST else None
    context = {
        "page": Page(
            title=_("Fälle vergleichen"),
            description=_("Zwei bis sechs Fälle des Katalogs nebeneinander, mit Unterschieden und Lücken."),
            breadcrumbs=(Link(_("Katalog"), address("catalogue:cases")),),
            robots="noindex, follow" if choice.slugs else "index, follow",
            is_public=True,
            width="wide",
        ),
        "choice": public,
        "cases": [case for case, _record in cases],
        "found": found,
        "groups": _groups(found, choice.only_differences),
        "missing": [slug for slug in choice.slugs if slug not in public.slugs],
        "is_too_long": choice.is_too_long,
        "hits": _hits(public) if len(cases) < MOST else (),
        "most": MOST,
        "licence": files.licence_sentence(settings.PUBLIC_URL + public.url()),
        "unknown": files.unknown_sentence(found) if found else "",
        "legend": files.legend(),
        "gap_words": files.gap_words,
        "more_words": files.more_words,
    }
    response = render(request, "catalogue/comparison/side_by_side.html", context)
    return storable(request, response, topics=[TOPIC, *(case.topic for case, _record in cases)])


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The comparison as PDF."""
    found, url = _found(request)
    made = files.as_pdf(found, url, "en" if (get_language() or "de").startswith("en") else "de")
    return _download(HttpResponse(made, content_type="application/pdf"), found, "pdf")


@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    """The comparison as workbook."""
    found, url = _found(request)
    return _download(HttpResponse(files.as_xlsx(found, url), content_type=XLSX), found, "xlsx")


def _found(request: HttpRequest) -> tuple[Comparison, str]:
    choice = choices.read(request.GET)
    cases = choices.chosen_cases(choice)
    if len(cases) < FEWEST:
        raise Http404
    public = choices.Choice(tuple(case.slug for case, _record in cases))
    return compare(cases, get_language() or "de"), settings.PUBLIC_URL + public.url()


def _download(response: HttpResponse, found: Comparison, ending: str) -> HttpResponse:
    name = "-".join(head.slug for head in found.heads)[:80].strip("-")
    response.headers["Content-Disposition"] = f'attachment; filename="{_("vergleich")}-{name}.{ending}"'
    response.headers["Cache-Control"] = "no-cache"
    return response


def _groups(found: Comparison | None, only_differences: bool) -> tuple[object, ...]:
    if found is None:
        return ()
    return found.only_differences() if only_differences else found.groups


def _hits(choice: choices.Choice) -> tuple[tuple[str, str, str], ...]:
    """(name, summary, address that adds it) of cases found by the words."""
    if not choice.words:
        return ()
    rows = find(Query(words=choice.words, limit=MOST_HITS)).rows
    return tuple((row.name, row.summary, choice.with_case(row.slug)) for row in rows if row.slug not in choice.slugs)
