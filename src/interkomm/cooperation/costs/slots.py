"""What this slice adds to other pages: a box on the staff page of a cooperation, released plans on its public page."""

from django.db.models import F
from django.http import HttpRequest
from markupsafe import Markup

from interkomm.cooperation.costs import rules
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.queries import public_plans
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.models import Organisation
from interkomm.ui import slots


def manage_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The way to cost plans, pools and the one page of one's own towns."""
    towns = Organisation.objects.filter(pk__in=rules.own_towns(request.user, cooperation)).order_by("name")
    context = {"cooperation": cooperation, "towns": list(towns)}
    return slots.render_part("cooperation/costs/_manage.html", context, request)


def exit_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """Where somebody leaves: the way to what that would mean for the costs of all."""
    plans = CostPlan.objects.filter(cooperation=cooperation, owner__isnull=True, is_example=False).defer("content")
    plan = plans.order_by(F("decided_on").desc(nulls_last=True), "-pk").first()
    if plan is None:
        return Markup("")
    return slots.render_part("cooperation/costs/_exit.html", {"plan": plan}, request)


def public_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """Released plans; nothing when there are none."""
    plans = list(public_plans(cooperation))
    if not plans:
        return Markup("")
    return slots.render_part("cooperation/costs/_public.html", {"plans": plans, "cooperation": cooperation}, request)
