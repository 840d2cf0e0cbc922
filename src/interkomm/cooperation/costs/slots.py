"""What this slice adds to other pages: a box on the staff page of a cooperation, released plans on its public page."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.cooperation.costs.queries import public_plans
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.rules import partner_ids
from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui import slots
from interkomm.ui.layouts import current_user


def manage_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The ways to cost plans and to the one page of one's own towns."""
    mine = partner_ids(cooperation) & organisations_where(current_user(request))
    context = {"cooperation": cooperation, "towns": list(Organisation.objects.filter(pk__in=mine))}
    return slots.render_part("cooperation/costs/_manage.html", context, request)


def public_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """Released plans; nothing when there are none."""
    plans = list(public_plans(cooperation))
    if not plans:
        return Markup("")
    return slots.render_part("cooperation/costs/_public.html", {"plans": plans, "cooperation": cooperation}, request)
