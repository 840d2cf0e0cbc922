"""The way from the page of a process to its list of changes."""

from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from interkomm.participation.processes.queries import ProcessPage
from interkomm.ui import slots


def changes_link(request: HttpRequest, process: ProcessPage) -> Markup:
    """A link in the view that the reader has chosen (region or town)."""
    town = request.resolver_match.kwargs.get("town") if request.resolver_match else None
    name, place = ("town:changes", {"town": town}) if town else ("participation:changes", {})
    url = reverse(name, kwargs={**place, "slug": process.slug})
    return slots.render_part("participation/history/_link.html", {"changes_url": url}, request)


def fill_places() -> None:
    """Called once when the program starts."""
    slots.fill("process.aside", changes_link, order=20)
