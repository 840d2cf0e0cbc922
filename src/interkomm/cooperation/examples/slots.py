"""What this slice adds to the page of a case, and to the page of a region."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.catalogue.models import Case
from interkomm.cooperation.examples.queries import examples_of, reuses_of
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui import slots
from interkomm.ui.layouts import current_user


def reuse_box(request: HttpRequest, case: Case) -> Markup:
    """ "Drei Kooperationen haben darauf aufgebaut", and the way to say so."""
    may_say = bool(organisations_where(current_user(request), Role.EDITOR, Role.MANAGER))
    context = {"case": case, "reuses": list(reuses_of(case)), "may_say": may_say}
    return slots.render_part("cooperation/examples/_reuses.html", context, request)


def examples_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The cases that a region has built on; nothing when there are none."""
    found = list(examples_of(cooperation))
    if not found:
        return Markup("")
    return slots.render_part("cooperation/examples/_examples.html", {"examples": found}, request)
