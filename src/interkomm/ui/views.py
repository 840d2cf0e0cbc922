"""The style guide: every component in all its states, for those who build pages and those who check them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.ui import sample
from interkomm.ui.layouts import Link, Page
from interkomm.ui.lists import Column, page_links, sort_of


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show all components with invented content."""
    columns = (
        Column(_("Vorhaben"), "title"),
        Column(_("Gemeinde"), "town"),
        Column(_("Beiträge"), "count", is_numeric=True),
    )
    page = Page(
        title=_("Bausteine der Oberfläche"),
        description=_("Alle Bausteine dieser Seiten mit ihren Zuständen, zum Prüfen und Nachschlagen."),
        breadcrumbs=(Link(_("Für Entwicklung und Prüfung"), reverse("ui:style_guide")),),
        robots="noindex",
        is_public=True,
        width="wide",
    )
    context = {
        "page": page,
        "moment": sample.MOMENT,
        "form": sample.SampleForm(auto_id="id_%s"),
        "wrong_form": sample.SampleForm({"email": "ohne-at-zeichen"}, auto_id="wrong_%s"),
        "sample_filter": sample.SampleFilter(auto_id="filter_%s"),
        "columns": columns,
        "sort": sort_of(request, columns, "-count"),
        "pages": page_links(request, 3, 12),
        "phases": sample.phases(),
        "bars": sample.bars(),
        "contents": sample.contents(),
    }
    return render(request, "ui/styleguide/index.html", context)


@require_safe
def sample_areas(request: HttpRequest) -> JsonResponse:
    """Return two invented areas as GeoJSON for the map of the style guide."""
    squares = {"Ahornstadt": 13.0, "Birkenau": 13.1}
    features = [
        {
            "type": "Feature",
            "properties": {"id": name, "name": name, "url": reverse("ui:style_guide") + "#maps"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 51.3], [x + 0.1, 51.3], [x + 0.09, 51.38], [x + 0.01, 51.36], [x, 51.3]]],
            },
        }
        for name, x in squares.items()
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features, "attribution": _("erfundene Flächen")})
