"""The box "similar cases" on the page of a case."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.similarity.page import best
from interkomm.ui import slots

SHOWN = 3


def similar_cases(request: HttpRequest, case: Case) -> Markup:
    """The three most similar cases with their strongest reasons."""
    context = {"rows": best(case, SHOWN), "case": case}
    return slots.render_part("catalogue/similarity/_box.html", context, request)
