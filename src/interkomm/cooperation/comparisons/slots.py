"""What this slice adds to other pages: where a town leaves, the way to what that would mean for the costs of all."""

from django.db.models import F
from django.http import HttpRequest
from markupsafe import Markup

from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.ui import slots


def exit_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """Where somebody leaves: the way to what that would mean for the costs of all."""
    plans = CostPlan.objects.filter(cooperation=cooperation, owner__isnull=True, is_example=False).defer("content")
    plan = plans.order_by(F("decided_on").desc(nulls_last=True), "-pk").first()
    if plan is None:
        return Markup("")
    return slots.render_part("cooperation/comparisons/_exit.html", {"plan": plan}, request)
