"""The public list of changes of a process."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.participation.processes.history import public_changes
from interkomm.participation.reading.frame import answer, load


@require_safe
def changes(request: HttpRequest, slug: str, town: str = "") -> HttpResponse:
    """What has been changed since the publication, and when."""
    reading = load(request, slug, town)
    context = {
        "page": reading.page(_("Was sich am Verfahren geändert hat"), trail=reading.trail),
        "changes": public_changes(reading.process.id, reading.process.published_at),
    }
    return answer(request, reading, "participation/history/changes.html", context)
