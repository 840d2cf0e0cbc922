"""OParl 1.1 for everybody: the system, towns, their lists in pages with filters, and each object by its address."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import override
from django.views.decorators.http import require_safe

from interkomm.cooperation.models import Party
from interkomm.exchange.oparl import objects
from interkomm.exchange.oparl.objects import Address, Object
from interkomm.foundation.pages.marks import storable

TOPIC = "oparl"
PAGE_SIZE = 100
FILTERS: dict[str, tuple[str, Callable[[datetime, datetime], bool]]] = {
    "created_since": ("created", lambda have, wanted: have >= wanted),
    "created_until": ("created", lambda have, wanted: have <= wanted),
    "modified_since": ("modified", lambda have, wanted: have >= wanted),
    "modified_until": ("modified", lambda have, wanted: have <= wanted),
}


@require_safe
def system(request: HttpRequest) -> HttpResponse:
    """The entry point."""
    return _sent(request, objects.system(_at(request)))


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """All towns with published instruments."""
    at = _at(request)
    return _listed(request, [objects.body(town, at) for town in objects.towns()], at.of("body"))


@require_safe
def body(request: HttpRequest, town: str) -> HttpResponse:
    """One town."""
    found = objects.towns().filter(slug=town).first()
    if found is None:
        raise Http404
    return _sent(request, objects.body(found, _at(request)))


@require_safe
def body_list(request: HttpRequest, town: str, kind: str) -> HttpResponse:
    """One list of a town. Persons: always empty, no person is named anywhere."""
    if kind not in objects.LISTS or not objects.towns().filter(slug=town).exists():
        raise Http404
    at = _at(request)
    return _listed(request, _of_town(town, at)[kind], at.of("body", town, kind))


@require_safe
def named(request: HttpRequest, kind: str, town: str, path: str) -> HttpResponse:
    """A council or a session of a town."""
    if kind not in {"organization", "meeting"}:
        raise Http404
    return _one(request, kind, town, _at(request).of(kind, town, path))


@require_safe
def numbered(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """An agenda item, consultation, paper or file."""
    return _one(request, kind, _owner(kind, pk), _at(request).of(kind, pk))


def _owner(kind: str, pk: int) -> str:
    """The slug of the town whose object this is. Raises Http404."""
    if kind in {"agendaitem", "consultation"}:
        parties = Party.objects.filter(resolutions=pk)
    elif kind in {"paper", "file"}:
        parties = Party.objects.filter(pk=pk) if kind == "paper" else Party.objects.filter(instrument=pk)
    else:
        raise Http404
    found = parties.filter(organisation__isnull=False).order_by("pk").values_list("organisation__slug", flat=True)
    return found.first() or ""


def _one(request: HttpRequest, kind: str, town: str, address: str) -> HttpResponse:
    found = next((each for each in _of_town(town, _at(request))[kind] if each["id"] == address), None)
    if found is None:
        raise Http404
    return _sent(request, found)


def _at(request: HttpRequest) -> Address:
    return Address(request.build_absolute_uri("/").rstrip("/"))


def _of_town(town: str, at: Address) -> dict[str, list[Object]]:
    with override("de"):
        return objects.everything(objects.parties_of(town), at)


def _listed(request: HttpRequest, rows: list[Object], address: str) -> HttpResponse:
    """A page of a list, with the filters of OParl. A filter that is no moment is a bad request."""
    wanted = {name: _moment(request.GET[name]) for name in FILTERS if name in request.GET}
    if None in wanted.values():
        return _sent(request, {"error": "a filter is not a date and time with time zone"}, status=400)
    rows = [row for row in rows if all(_passes(row, name, moment) for name, moment in wanted.items())]
    last = max(1, -(-len(rows) // PAGE_SIZE))
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    if not 1 <= number <= last:
        raise Http404
    links = {"first": 1, "last": last, "self": number, "prev": number - 1, "next": number + 1}
    return _sent(
        request,
        {
            "data": rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
            "pagination": {"totalElements": len(rows), "elementsPerPage": PAGE_SIZE, "currentPage": number,
                           "totalPages": last},
            "links": {name: _linked(request, address, page) for name, page in links.items() if 1 <= page <= last},
        },
    )  # fmt: skip


def _linked(request: HttpRequest, address: str, page: int) -> str:
    query = request.GET.copy()
    for name in set(query) - set(FILTERS):
        del query[name]
    if page > 1:
        query["page"] = str(page)
    return f"{address}?{query.urlencode()}" if query else address


def _moment(text: str) -> datetime | None:
    """A "+" of a time zone that was not quoted arrives as a space."""
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _passes(row: Object, name: str, wanted: datetime | None) -> bool:
    key, compare = FILTERS[name]
    return wanted is not None and compare(datetime.fromisoformat(row[key]), wanted)


def _sent(request: HttpRequest, value: dict[str, Any], status: int = 200) -> HttpResponse:
    body = json.dumps(value, ensure_ascii=False)
    response = HttpResponse(body, content_type="application/json; charset=utf-8", status=status)
    response.headers["Access-Control-Allow-Origin"] = "*"
    if status != 200 or set(request.GET) - {"page"}:
        return response
    return storable(request, response, topics=[TOPIC])
