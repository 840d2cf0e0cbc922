"""The result of the ratings on the page of a case."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.ratings.queries import current_ratings, result_of
from interkomm.ui import slots


def rating_box(request: HttpRequest, case: Case) -> Markup:
    """Label, number of reviewers and spread; nothing where nobody has rated."""
    found = result_of(case, current_ratings(case))
    if not found.count:
        return Markup("")
    return slots.render_part("catalogue/ratings/_box.html", {"found": found, "case": case}, request)
