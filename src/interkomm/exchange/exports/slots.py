"""The download links that the lists of the participation show."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.participation.processes.queries import ProcessPage
from interkomm.ui import slots


def downloads(request: HttpRequest, process: ProcessPage) -> Markup:
    return slots.render_part("exchange/exports/_downloads.html", {"process": process}, request)
