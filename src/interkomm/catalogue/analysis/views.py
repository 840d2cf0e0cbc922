"""Pages of the cross analysis."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.catalogue.analysis import page as pages
from interkomm.catalogue.analysis.page import Analysis, Asked, analyse
from interkomm.catalogue.cases.models import TOPIC
from interkomm.catalogue.finding.address import PARAMETERS, WRITTEN, codes_of
from interkomm.catalogue.finding.wording import FACET_NAMES, code_name
from interkomm.foundation.documents.licence import LICENCE_NAME, LICENCE_URL
from interkomm.foundation.documents.spreadsheets import XLSX, Sheet, csv_lines, workbook
from interkomm.foundation.pages.marks import storable
from interkomm.ui.addresses import address
from interkomm.ui.layouts import Link, Page
from interkomm.ui.text import localdate


@require_safe
def analysis(request: HttpRequest) -> HttpResponse:
    """The table with its charts."""
    asked = pages.read(request.GET)
    context = {
        "page": Page(
            title=_("Fälle auswerten"),
            description=_("Kreuztabellen über alle Fälle des Katalogs: Themen, Rechtsformen, Größe, Alter, Wirkungen."),
            breadcrumbs=(Link(_("Katalog"), address("catalogue:cases")),),
            is_public=True,
            width="wide",
        ),
        "asked": asked,
        "found": analyse(asked),
        "row_options": pages.dimension_options(asked.rows),
        "column_options": pages.dimension_options(asked.columns),
        "value_links": _value_links(asked),
        "filters": [_filter(asked, facet) for facet in pages.OFFERED_FILTERS],
        "chosen": pages.filters_of(asked),
        "kept": _kept(asked),
        "licence": _licence(asked),
    }
    response = render(request, "catalogue/analysis/analysis.html", context)
    return storable(request, response, topics=[TOPIC])


@require_safe
def csv(request: HttpRequest) -> HttpResponseBase:
    """The counts as CSV, with notes and licence below."""
    asked = pages.read(request.GET)
    found = analyse(asked)
    notes: list[list[object]] = [[note] for note in ("", *_words(asked, found))]
    rows = [*_rows(found), *notes]
    return _download(
        StreamingHttpResponse(csv_lines(_head(found), rows), content_type="text/csv; charset=utf-8"), asked, "csv"
    )


@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    """The counts and both shares as a workbook."""
    asked = pages.read(request.GET)
    names = {
        "": _("Anzahl"),
        pages.SHARE_OF_ROW: _("Prozent der Zeile"),
        pages.SHARE_OF_COLUMN: _("Prozent der Spalte"),
    }
    found = {value: analyse(Asked(asked.rows, asked.columns, value, asked.search)) for value in names}
    sheets = [
        Sheet(names[value], _head(each), list(_rows(each, is_share=bool(value))), ((0, 40),))
        for value, each in found.items()
    ]
    sheets.append(Sheet(_("Hinweise"), [_("Hinweise")], [[note] for note in _words(asked, found[""])], ((0, 90),)))
    response = HttpResponse(workbook(sheets), content_type=XLSX)
    _download(response, asked, "xlsx")
    return response


def _head(found: Analysis) -> list[str]:
    return [f"{found.row_name} / {found.column_name}", *found.columns, _("Fälle")]


def _rows(found: Analysis, *, is_share: bool = False) -> Iterator[list[object]]:
    for row in found.rows:
        yield [row.name, *(cell.percent if is_share else cell.count for cell in row.cells), row.total.count]
    yield [_("Fälle"), *(cell.count for cell in found.totals), found.total]


def _words(asked: Asked, found: Analysis) -> list[str]:
    return [found.title, *found.notes, _licence(asked)]


def _licence(asked: Asked) -> str:
    return _("Quelle: Katalog interkommunaler Zusammenarbeit, %(address)s, Stand %(day)s, Lizenz %(licence)s.") % {
        "address": settings.PUBLIC_URL + asked.url(),
        "day": localdate(timezone.localdate()),
        "licence": f"{LICENCE_NAME}, {LICENCE_URL}",
    }


def _download(response: HttpResponseBase, asked: Asked, ending: str) -> HttpResponseBase:
    name = f"katalog-{pages.GERMAN[asked.rows]}-{pages.GERMAN[asked.columns]}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    return response


def _value_links(asked: Asked) -> list[Link]:
    names = (
        ("", _("Anzahl")),
        (pages.SHARE_OF_ROW, _("Anteil der Zeile")),
        (pages.SHARE_OF_COLUMN, _("Anteil der Spalte")),
    )
    return [Link(name, asked.url(**{pages.VALUES: value}), value == asked.values) for value, name in names]


def _filter(asked: Asked, facet: str) -> tuple[str, str, list[tuple[str, str, bool]]]:
    """(parameter, label, options) of a filter with one choice."""
    chosen = asked.search.chosen.get(facet, frozenset())
    options = [(WRITTEN.get(code, code), code_name(facet, code), code in chosen) for code in codes_of(facet)]
    return PARAMETERS[facet], str(FACET_NAMES[facet]), [("", _("alle"), not chosen), *options]


def _kept(asked: Asked) -> list[tuple[str, str]]:
    """What the form keeps without showing it."""
    shown = {PARAMETERS[facet] for facet in pages.OFFERED_FILTERS}
    kept = [pair for pair in asked.search.pairs() if pair[0] not in shown]
    return [*kept, *([(pages.VALUES, asked.values)] if asked.values else [])]
