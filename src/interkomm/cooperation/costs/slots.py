"""What this slice adds to other pages: a box on the staff page of a cooperation, released plans on its public page."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.cooperation.costs import rules
from interkomm.cooperation.costs.queries import public_plans
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.models import Organisation
from interkomm.ui import slots


def manage_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The way to cost plans, pools and the one page of one's own towns."""
    towns = Organisation.objects.filter(pk__in=rules.own_towns(request.user, cooperation)).order_by("name")
    context = {"cooperation": cooperation, "towns": list(towns)}
    return slots.render_part("cooperation/costs/_manage.html", context, request)


def public_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """Released plans; nothing when there are none."""
    plans = list(public_plans(cooperation))
    if not plans:
        return Markup("")
    return slots.render_part("cooperation/costs/_public.html", {"plans": plans, "cooperation": cooperation}, request)
