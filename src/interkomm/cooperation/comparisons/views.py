"""Methods side by side, what would change if, and what a plan means for one partner."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.comparisons import queries, services
from interkomm.cooperation.comparisons.one_partner import OnePartner, one_partner
from interkomm.cooperation.comparisons.presentation import comparison_view
from interkomm.cooperation.comparisons.what_if_page import what_if_view
from interkomm.cooperation.costs.files import (
    MOST_UPRIGHT,
    printed,
    printed_bars,
    section,
    sheet_pdf,
    state_sentence,
)
from interkomm.cooperation.costs.frame import FORMS, page_of, plan_url, pressed, see_other, visible_plan
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.rules import may_write
from interkomm.cooperation.sharing.solving import result_from_json
from interkomm.foundation.files.kinds import PDF
from interkomm.ui.layouts import Link


@require_http_methods(FORMS)
@signed_in
def compare(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Methods side by side; a long calculation is asked for with the button and shows its progress."""
    shown = visible_plan(request, pk, plan)
    if request.method == "POST":
        pressed(
            request, lambda: services.ask_for_comparison(actor=request.user, plan=shown), _("Die Berechnung läuft.")
        )
        return see_other(plan_url(shown, "cost_compare"))
    found = queries.compared(shown, shown.read())
    view = comparison_view(found.content, shown.key_on, found.results) if found.results is not None else None
    context = {
        "page": page_of(_("Verfahren vergleichen"), shown.cooperation, shown, is_wide=True),
        "plan": shown, "view": view, "comparison": found.comparison, "problem": found.problem,
        "may_write": may_write(request.user, shown),
    }  # fmt: skip
    return render(request, "cooperation/comparisons/compare.html", context)


@require_safe
@signed_in
def what_if(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """One partner more or less, another key date, a figure a tenth off. Nothing is stored."""
    shown = visible_plan(request, pk, plan)
    content = shown.read()
    context = {
        "page": page_of(_("Was wäre, wenn?"), shown.cooperation, shown, is_wide=True),
        "plan": shown,
        **what_if_view(content, shown, request.GET),
    }
    return render(request, "cooperation/comparisons/what_if.html", context)


@dataclass(frozen=True)
class _Shown:
    """`is_waiting`: the other methods are calculated in the background; `names`: of all partners."""

    plan: CostPlan
    view: OnePartner
    names: dict[str, str]
    is_waiting: bool
    game_problem: str


@require_safe
@signed_in
def one_partner_page(request: AuthenticatedRequest, pk: int, plan: int, key: str) -> HttpResponse:
    """Shares of one partner, alone and in each method, and what would change them."""
    shown = _shown(request, pk, plan, key)
    context = {
        "page": page_of(_title(shown), shown.plan.cooperation, shown.plan, is_wide=True),
        "plan": shown.plan,
        "key": key,
        "view": shown.view,
        "is_waiting": shown.is_waiting,
        "game_problem": shown.game_problem,
        "others": [
            Link(name, plan_url(shown.plan, "cost_one_partner", each), is_current=each == key)
            for each, name in shown.names.items()
        ],
    }
    return render(request, "cooperation/comparisons/one_partner.html", context)


@require_safe
@signed_in
def one_partner_pdf(request: AuthenticatedRequest, pk: int, plan: int, key: str) -> HttpResponse:
    """The same on one page."""
    shown = _shown(request, pk, plan, key)
    content = sheet_pdf(_values(shown), get_language() or "de")
    name = f"kosten-{shown.plan.pk}-{list(shown.names).index(key) + 1}.pdf"
    return HttpResponse(content, PDF, headers={"Content-Disposition": f'inline; filename="{name}"'})


def _shown(request: AuthenticatedRequest, pk: int, plan: int, key: str) -> _Shown:
    found = visible_plan(request, pk, plan)
    content = found.read()
    if key not in content.partner_keys:
        raise Http404
    compared = queries.compared(found, content)
    results = compared.results
    if results is None:
        results = [result_from_json(found.result["checked"])] if found.result else []
    view = one_partner(found, compared.content, key, results)
    return _Shown(found, view, content.names, compared.results is None, compared.problem)


def _title(shown: _Shown) -> str:
    return _("Was das für %(town)s heißt") % {"town": shown.view.name}


def _values(shown: _Shown) -> dict[str, Any]:
    view = shown.view
    rows = [[section(_("Unser Anteil"), facts=list(view.facts), text=view.problem)]]
    if view.table is not None:
        title = _("Allein und in jedem Verfahren")
        rows.append([section(title, table=printed(view.table), bars=printed_bars(view.bars))])
    if view.blocking:
        rows.append([section(_("Wer hätte einen Grund zu gehen?"), lines=list(view.blocking))])
    more = ((_("Wenn eine andere geht"), view.leaving), (_("Wenn andere Zahlen zählen"), view.figures))
    rows.append([section(title, table=printed(table)) for title, table in more if table is not None])
    return {
        "title": f"{shown.plan.title}: {_title(shown)}",
        "kicker": f"{shown.plan.cooperation.name} · {state_sentence(shown.plan)}",
        "purpose": "",
        "is_wide": view.table is not None and len(view.table.columns) > MOST_UPRIGHT,
        "rows": [row for row in rows if row],
    }
