"""Which cases a download holds: what the list with the same address shows, in its order."""

from collections.abc import Sequence

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from markupsafe import Markup

from interkomm.catalogue.finding.address import Search, read
from interkomm.catalogue.finding.engine import all_keys
from interkomm.ui import slots
from interkomm.ui.layouts import Link

FORMS = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "json": "JSON",
    "jsonld": "JSON-LD",
    "ttl": "RDF (Turtle)",
    "geojson": "GeoJSON",
}


def chosen_keys(parameters: QueryDict) -> Sequence[int] | None:
    """Keys of everything that the list finds, in its order, whatever page of it; None when nothing is searched: then all."""
    search = read(parameters).search
    return None if search.is_open and not search.sort else [int(key) for key in all_keys(search.query())]


def downloads(request: HttpRequest, search: Search) -> Markup:
    """The links "Herunterladen" of a list of cases: a link for every form."""
    links = [Link(name, _address(kind) + search.first_page().query_string()) for kind, name in FORMS.items()]
    return slots.render_part("exchange/catalogue/_downloads.html", {"links": links}, request)


def _address(kind: str) -> str:
    return reverse("exchange:cases_xlsx") if kind == "xlsx" else reverse("exchange:cases_data", args=[kind])
