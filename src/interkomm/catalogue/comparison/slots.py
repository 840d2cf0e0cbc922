"""The way from the page of a case into the comparison."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.catalogue.cases.models import Case
from interkomm.ui import slots


def compare_action(request: HttpRequest, case: Case) -> Markup:
    """A link that begins a comparison with this case."""
    return slots.render_part("catalogue/comparison/_action.html", {"case": case}, request)
