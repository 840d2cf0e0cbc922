"""The link "Frage stellen" on the page of a case."""

from typing import Any

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.ui import slots


def ask_link(request: HttpRequest, case: Any) -> Markup:
    """`case`: anything with `slug`."""
    return slots.render_part("catalogue/enquiries/_ask.html", {"case": case}, request)
