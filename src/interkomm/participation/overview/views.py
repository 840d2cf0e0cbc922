"""The public page of a process: what it is about, what can be done now, its parts, who is behind it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.participation.contributions.queries import Choice, listing
from interkomm.participation.models import Tally
from interkomm.participation.processes.wording import timeline
from interkomm.participation.reading.frame import answer, load
from interkomm.ui.layouts import Link


@require_safe
def process(request: HttpRequest, slug: str, town: str = "") -> HttpResponse:
    """Banner with the time left, parts with counts, phases, owners, newest contributions."""
    reading = load(request, slug, town)
    chosen = reading.process
    counts: dict[int, int] = {}
    for part_id, count in Tally.objects.filter(process_id=chosen.id).values_list("part_id", "contributions"):
        counts[part_id] = counts.get(part_id, 0) + count
    newest = listing(Choice(chosen.id, municipality_id=reading.town.id if reading.town else None)).rows[:5]
    context = {
        "page": reading.page(chosen.title, trail=reading.trail[:-1]),
        "parts": [
            Link(part.title, reading.url("contents", part=part.slug), meta=str(counts.get(part.id, 0)))
            for part in chosen.parts
        ],
        "count": sum(counts.values()),
        "timeline": timeline(chosen.phases, reading.now, chosen.closed_at),
        "newest": newest,
        "action": _action(reading.features, reading.url("contents", part=chosen.parts[0].slug) if chosen.parts else ""),
    }
    return answer(request, reading, "participation/overview/process.html", context)


def _action(features: set[str], contents_url: str) -> Link | None:
    if not contents_url:
        return None
    return Link(_("Lesen und mitreden") if "comment" in features else _("Text lesen"), contents_url)


@require_safe
def short(request: HttpRequest, slug: str) -> HttpResponse:
    """/v/<slug>: the short address for posters."""
    return redirect("participation:process", slug=slug, permanent=False)
