"""Downloads of the contributions of a process, for everybody."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from interkomm.exchange.exports import contributions
from interkomm.foundation.documents.spreadsheets import XLSX
from interkomm.participation.reading.frame import Reading, load


def _download(response: HttpResponseBase, reading: Reading, ending: str) -> HttpResponseBase:
    name = f"beitraege-{reading.process.slug}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Semicolon-separated text in UTF-8."""
    reading = load(request, slug)
    lines = contributions.as_csv(reading.process.id)
    return _download(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), reading, "csv")


@require_safe
def json(request: HttpRequest, slug: str) -> HttpResponseBase:
    """JSON with licence and address of the process."""
    reading = load(request, slug)
    about = {"verfahren": reading.process.title, "adresse": request.build_absolute_uri(reading.url("process"))}
    lines = contributions.as_json(reading.process.id, about)
    return _download(StreamingHttpResponse(lines, content_type="application/json"), reading, "json")


@require_safe
def xlsx(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A workbook."""
    reading = load(request, slug)
    content = contributions.as_xlsx(reading.process.id)
    return _download(HttpResponse(content, content_type=XLSX), reading, "xlsx")
