"""Where the demonstration's cost plans and its land pool are; a draft that follows the decided plan."""

from typing import Any

from interkomm.accounts.models import User
from interkomm.cooperation.costs import services
from interkomm.cooperation.models import Cooperation, CostPlan, LandPool


def stage_costs(cooperation: Cooperation, manager: User) -> dict[str, Any]:
    """The plan that is decided and public, its next version, the teaching example, the pool."""
    plans = CostPlan.objects.filter(cooperation=cooperation)
    decided = plans.get(state=CostPlan.State.DECIDED)
    draft = services.new_version(actor=manager, plan=decided)
    pool = LandPool.objects.get(cooperation=cooperation)
    return {
        "cost_decided": decided.pk,
        "cost_draft": draft.pk,
        "cost_undecided": plans.get(title__startswith="Regionales Entwicklungskonzept").pk,
        "cost_example": plans.get(is_example=True).pk,
        "land_pool": pool.pk,
    }
