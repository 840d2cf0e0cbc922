"""Who may see and change cost plans."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation, Partner
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, has_role, organisations_where

WRITERS = (Role.EDITOR, Role.MANAGER, Role.TREASURER)
DECIDERS = (Role.MANAGER, Role.TREASURER)


def may_start(user: Person, cooperation: Cooperation) -> bool:
    """Treasurers, managers and editors of a partner."""
    return has_role(user, partnerships.partner_ids(cooperation), *WRITERS)


def may_write(user: Person, plan: CostPlan) -> bool:
    """Change a draft: treasurers, managers and editors of a partner, of its own town for a scenario."""
    if plan.is_decided:
        return False
    if plan.owner_id is not None:
        return has_role(user, plan.owner_id, *WRITERS)
    return may_start(user, plan.cooperation)


def may_decide(user: Person, plan: CostPlan) -> bool:
    """Record the decision, release a decided plan: managers and treasurers of a partner; never for a scenario."""
    return plan.owner_id is None and has_role(user, partnerships.partner_ids(plan.cooperation), *DECIDERS)


def scenario_towns(user: Person, cooperation: Cooperation) -> frozenset[int]:
    """Partners for which the person may keep scenarios of their own."""
    return partnerships.partner_ids(cooperation) & organisations_where(user, *WRITERS)


def own_towns(user: Person, cooperation: Cooperation) -> frozenset[int]:
    """Partners in which the person has any role."""
    return partnerships.partner_ids(cooperation) & organisations_where(user)


def visible_plans(user: Person) -> QuerySet[CostPlan]:
    """Plans of own cooperations, and of the scenarios only those of own towns."""
    mine = organisations_where(user)
    plans = CostPlan.objects.filter(Q(owner__isnull=True) | Q(owner__in=mine)).select_related(
        "cooperation__lead", "owner"
    )
    if partnerships.is_operator(user):
        return plans
    today = Partner.objects.filter(organisation__in=mine).current_on(timezone.localdate())
    return plans.filter(cooperation__in=today.values("cooperation"))
