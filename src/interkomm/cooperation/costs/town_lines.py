"""On a town's one page: what it pays and gains by its plans, and plans that wait for a decision."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from interkomm.cooperation.costs.frame import plan_url
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.partnerships.models import Partner
from interkomm.cooperation.sharing.sentences import METHOD_NAMES
from interkomm.cooperation.town_page.registry import Section, TownLine, register
from interkomm.organisations.models import Organisation
from interkomm.ui.text import money


def register_own() -> None:
    """Called once when the program starts."""
    register(Section("pay", _plans, 10))
    register(Section("gain", _gains, 10))
    register(Section("decide", _undecided, 30))


def _versions(organisation: Organisation, today: date) -> list[CostPlan]:
    """All versions of the joint plans of today's cooperations; read once for a page, kept on the object."""
    known: list[CostPlan] | None = getattr(organisation, "known_cost_plans", None)
    if known is None:
        mine = Partner.objects.filter(organisation=organisation).current_on(today).values("cooperation")
        plans = CostPlan.objects.filter(cooperation__in=mine, owner__isnull=True, is_example=False)
        known = list(plans.select_related("cooperation").defer("content").order_by("cooperation__name", "title"))
        organisation.known_cost_plans = known  # type: ignore[attr-defined]
    return known


def _counting(organisation: Organisation, today: date) -> list[CostPlan]:
    """Of every plan what counts now: the newest decided version; drafts only where nothing is decided before them."""
    versions = _versions(organisation, today)
    replaced = {plan.previous_id for plan in versions if plan.is_decided}
    return [plan for plan in versions if plan.pk not in replaced and (plan.is_decided or plan.previous_id is None)]


def _plans(organisation: Organisation, today: date) -> Iterator[TownLine]:
    key = str(organisation.pk)
    for plan in _counting(organisation, today):
        if plan.result is None or key not in plan.result["totals"]:
            continue
        years = sorted((int(year), cents) for year, cents in plan.result["shares"][key].items() if int(year))
        by_year = "; ".join(f"{year}: {money(cents)}" for year, cents in years if len(years) > 1)
        stand = _("beschlossen") if plan.is_decided else _("Entwurf")
        method = METHOD_NAMES.get(plan.method, plan.method)
        note = " · ".join(part for part in (plan.cooperation.name, stand, str(method), by_year) if part)
        yield TownLine(plan.title, money(plan.result["totals"][key]), note, plan_url(plan, "cost_one_partner", key))


def _gains(organisation: Organisation, today: date) -> Iterator[TownLine]:
    key = str(organisation.pk)
    for plan in _counting(organisation, today):
        alone = (plan.result or {}).get("alone", {})
        if key in alone and plan.result is not None:
            gain = alone[key] - plan.result["totals"][key]
            note = _("allein %(alone)s, gemeinsam %(share)s") % {
                "alone": money(alone[key]),
                "share": money(plan.result["totals"][key]),
            }
            yield TownLine(plan.title, money(gain), note, plan_url(plan, "cost_one_partner", key))


def _undecided(organisation: Organisation, today: date) -> Iterator[TownLine]:
    for plan in _versions(organisation, today):
        if not plan.is_decided:
            text = _("Kostenplan beschließen: %(title)s") % {"title": plan.title}
            yield TownLine(text, note=plan.cooperation.name, url=plan_url(plan))
