"""The use case of comparisons: to ask for one."""

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.comparisons.models import Comparison
from interkomm.cooperation.comparisons.tasks import calculate_comparison
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.rules import visible_plans
from interkomm.cooperation.sharing.solving import digest
from interkomm.foundation.use_cases import NotAllowed, use_case


@use_case(unaudited="A calculation that anybody who reads the plan may ask for; it changes nothing of the plan.")
def ask_for_comparison(*, actor: User, plan: CostPlan) -> Comparison:
    """Have all methods calculated in the background. Asked twice for the same content it is calculated once."""
    if not visible_plans(actor).filter(pk=plan.pk).exists():
        raise NotAllowed
    wanted = digest(plan.read(), plan.key_on)
    comparison, is_new = Comparison.objects.select_for_update().get_or_create(plan=plan, defaults={"digest": wanted})
    if not is_new and comparison.digest == wanted and comparison.state != Comparison.State.FAILED:
        return comparison
    comparison.digest, comparison.state, comparison.done, comparison.total = wanted, Comparison.State.WAITING, 0, 0
    comparison.methods, comparison.problem, comparison.changed_at = [], None, timezone.now()
    comparison.save()
    calculate_comparison.enqueue(comparison.pk, wanted)
    return comparison
