"""Staff pages on which is entered what the partners would pay alone and in groups."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.costs.forms import ModelForm
from interkomm.cooperation.costs.frame import (
    FORMS,
    INVALID,
    kept,
    page_of,
    plan_url,
    see_other,
    writable_plan,
)
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.table_forms import PasteForm, Preview, TableForm, costs_preview
from interkomm.cooperation.costs.table_page import table_page
from interkomm.cooperation.sharing.content import Content, GameInput
from interkomm.cooperation.sharing.games import MOST_IN_TABLE_FORM


@require_http_methods(FORMS)
@signed_in
def game_model(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """What coalitions would pay, by the cost model."""
    shown = writable_plan(request, pk, plan)
    content = shown.read()
    form = ModelForm(request.POST or None, content=content, initial=ModelForm.initial_of(content.game, shown.edition))
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(request, shown, form, replace(content, game=form.game()), "game")
    ):
        messages.success(request, _("Das Kostenmodell ist gespeichert."))
        return see_other(plan_url(shown, "cost_compare"))
    context = {
        "page": page_of(_("Allein und in Gruppen: Kostenmodell"), shown.cooperation, shown), "form": form, "plan": shown,
        "has_table": len(content.partners) <= MOST_IN_TABLE_FORM,
    }  # fmt: skip
    return render(request, "cooperation/costs/game.html", context, status=INVALID if form.errors else 200)


@require_http_methods(FORMS)
@signed_in
def game_table(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """What every coalition would pay: as a form for few partners, from a table for more."""
    shown = writable_plan(request, pk, plan)
    content = shown.read()
    if len(content.partners) > MOST_IN_TABLE_FORM:
        return _game_upload(request, shown, content)
    form = TableForm(request.POST or None, content=content, initial=TableForm.initial_of(content, shown.edition))
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(request, shown, form, replace(content, game=form.game()), "game")
    ):
        messages.success(request, _("Die Kosten der Gruppen sind gespeichert."))
        return see_other(plan_url(shown, "cost_compare"))
    context = {
        "page": page_of(_("Allein und in Gruppen: Tabelle"), shown.cooperation, shown), "form": form, "plan": shown,
        "has_table": True,
    }  # fmt: skip
    return render(request, "cooperation/costs/game.html", context, status=INVALID if form.errors else 200)


def _game_upload(request: AuthenticatedRequest, shown: CostPlan, content: Content) -> HttpResponse:
    form = PasteForm(
        request.POST or None, request.FILES or None, needs_source=False, initial={"edition": shown.edition}
    )

    def keep(found: Preview) -> bool:
        return kept(request, shown, form, replace(content, game=GameInput("table", costs=found.costs)), "game")

    return table_page(
        request,
        shown,
        form,
        title=_("Kosten der Gruppen einlesen"),
        read=lambda sent: costs_preview(content, sent),
        keep=keep,
        done=(_("Die Kosten der Gruppen sind gespeichert."), "cost_compare"),
    )
