"""What everybody may read of cost plans."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from interkomm.cooperation.costs.files import state_sentence
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.presentation import items_table, result_view
from interkomm.foundation.pages.marks import storable
from interkomm.ui.layouts import Link, Page


@require_safe
def public_plan(request: HttpRequest, slug: str, plan: int) -> HttpResponse:
    """A decided and released plan: the shares by town and per head, and how they follow."""
    shown = get_object_or_404(
        CostPlan.objects.published().select_related("cooperation"), pk=plan, cooperation__slug=slug
    )
    cooperation = shown.cooperation
    context = {
        "page": Page(
            title=shown.title, description=shown.purpose[:300], is_public=True, width="wide",
            breadcrumbs=(Link(cooperation.name, cooperation.get_absolute_url()),),
        ),
        "plan": shown, "result": result_view(shown), "items": items_table(shown.read()), "state": state_sentence(shown),
    }  # fmt: skip
    return storable(request, render(request, "cooperation/costs/public.html", context), topics=[cooperation.topic])
