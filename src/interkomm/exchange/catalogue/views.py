"""Downloads of the catalogue for everybody: one case, or all that a search finds."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from interkomm.catalogue.cases.models import TOPIC
from interkomm.exchange.catalogue import embedding, geography, linked, tables
from interkomm.exchange.catalogue.choice import chosen_keys
from interkomm.exchange.catalogue.content import PublicCase, public_case, public_cases
from interkomm.foundation.documents.licence import LICENCE_URL
from interkomm.foundation.documents.spreadsheets import XLSX, csv_lines, workbook
from interkomm.foundation.pages.marks import storable
from interkomm.ui.errors import too_large

Write = Callable[[Iterator[PublicCase], str], Iterator[bytes]]


def _json(case: PublicCase) -> dict[str, Any]:
    return {
        "permalink": case.url,
        "licence": LICENCE_URL,
        "revision": case.revision,
        "modified": case.changed_at.date().isoformat(),
        "completeness_percent": case.completeness,
        "unknown": case.record.unknown(),
        "record": case.content,
    }


def _as_json(cases: Iterator[PublicCase], language: str) -> Iterator[bytes]:
    yield f'{{"licence": "{LICENCE_URL}", "cases": ['.encode()
    separator = ""
    for case in cases:
        yield f"{separator}\n{json.dumps(_json(case), ensure_ascii=False)}".encode()
        separator = ","
    yield b"\n]}\n"


def _as_jsonld(cases: Iterator[PublicCase], language: str) -> Iterator[bytes]:
    head = json.dumps({"@context": linked.CONTEXT, "license": LICENCE_URL}, ensure_ascii=False)[:-1]
    yield f'{head}, "@graph": ['.encode()
    separator = ""
    for case in cases:
        yield f"{separator}\n{json.dumps(linked.node(case), ensure_ascii=False)}".encode()
        separator = ","
    yield b"\n]}\n"


def _as_turtle(cases: Iterator[PublicCase], language: str) -> Iterator[bytes]:
    for case in cases:
        yield linked.triples(case)


def _as_csv(cases: Iterator[PublicCase], language: str) -> Iterator[bytes]:
    return csv_lines(tables.COLUMNS, tables.case_rows(cases))


KINDS: dict[str, tuple[str, Write]] = {
    "csv": ("text/csv; charset=utf-8", _as_csv),
    "json": ("application/json", _as_json),
    "jsonld": ("application/ld+json", _as_jsonld),
    "ttl": ("text/turtle; charset=utf-8", _as_turtle),
    "geojson": ("application/geo+json", geography.collection),
}


@require_safe
def cases(request: HttpRequest, kind: str) -> HttpResponseBase:
    """All cases that the search in the address finds (without a search: all), in one of `KINDS`."""
    if kind not in KINDS:
        raise Http404
    content_type, write = KINDS[kind]
    found = public_cases(chosen_keys(request.GET), request.build_absolute_uri)
    body = write(found, get_language() or "de")
    return _download(StreamingHttpResponse(body, content_type=content_type), f"kooperationen.{kind}")


@require_safe
def workbook_of_cases(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook of several sheets; refused with words when it would be too large to open."""
    keys = chosen_keys(request.GET)
    if keys is not None and len(keys) > tables.MAX_SHEET_CASES:
        return too_large(request)
    content = workbook(tables.sheets(public_cases(keys, request.build_absolute_uri)))
    return _download(HttpResponse(content, content_type=XLSX), "kooperationen.xlsx")


@require_safe
def case(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """One case as JSON, JSON-LD or Turtle."""
    found = _found(request, slug)
    if kind == "json":
        response = HttpResponse(json.dumps(_json(found), ensure_ascii=False), content_type="application/json")
    elif kind == "jsonld":
        body = json.dumps(linked.document(found), ensure_ascii=False)
        response = HttpResponse(body, content_type="application/ld+json")
    elif kind == "ttl":
        response = HttpResponse(linked.turtle(found), content_type="text/turtle; charset=utf-8")
    else:
        raise Http404
    response.headers["Access-Control-Allow-Origin"] = "*"
    return storable(request, response, topics=[TOPIC])


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its type knows only views without arguments
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """A small page of one case that other sites may show in a frame."""
    found = _found(request, slug)
    response = render(request, "exchange/catalogue/embed.html", {"card": embedding.card(found, get_language() or "de")})
    return storable(request, response, topics=[TOPIC])


def _found(request: HttpRequest, slug: str) -> PublicCase:
    found = public_case(slug, request.build_absolute_uri)
    if found is None:
        raise Http404
    return found


def _download(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
