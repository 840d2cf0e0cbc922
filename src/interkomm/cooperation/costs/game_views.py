"""Staff pages on which a plan is filled: figures of its partners, and what coalitions would pay."""

from dataclasses import replace
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.costs import queries, services
from interkomm.cooperation.costs.forms import FiguresForm, ModelForm
from interkomm.cooperation.costs.frame import (
    FORMS,
    INVALID,
    page_of,
    plan_url,
    pressed,
    saved,
    see_other,
    writable_plan,
)
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.table_forms import PasteForm, Preview, TableForm, costs_preview, figures_preview
from interkomm.cooperation.costs.table_page import table_page
from interkomm.cooperation.sharing.content import FIGURE_KINDS, Content, FigureSet, GameInput
from interkomm.cooperation.sharing.games import MOST_IN_TABLE_FORM
from interkomm.cooperation.sharing.sentences import FIGURE_NAMES
from interkomm.ui.text import localdate, typed_number


@require_http_methods(FORMS)
@signed_in
def figures(request: AuthenticatedRequest, pk: int, plan: int, kind: str) -> HttpResponse:
    """One figure of all partners; what the places know may be taken over."""
    shown = writable_plan(request, pk, plan)
    if kind not in FIGURE_KINDS:
        raise Http404
    content = shown.read()
    stored = queries.start_values(content, kind, shown.key_on)
    form = FiguresForm(request.POST or None, content=content, kind=kind, initial=_figures_initial(shown, stored))
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: _keep_figures(request, shown, form.figures(), form.cleaned_data["edition"]))
    ):
        messages.success(request, _("Die Zahlen sind gespeichert."))
        return see_other(plan_url(shown))
    official = [
        (each.value_count, localdate(date.fromisoformat(each.on)), each.source)
        for each in queries.official_figures(content)
        if each.kind == kind
    ]
    context = {
        "page": page_of(str(FIGURE_NAMES[kind]), shown.cooperation, shown),
        "form": form, "plan": shown, "kind": kind, "official": official,
    }  # fmt: skip
    return render(request, "cooperation/costs/figures.html", context, status=INVALID if form.errors else 200)


@require_POST
@signed_in
def take_official(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Take over population and area with date and source."""
    shown = writable_plan(request, pk, plan)
    content = shown.read()
    found = queries.official_figures(content)
    if not found:
        messages.warning(request, _("Zu diesen Partnerinnen sind keine amtlichen Zahlen bekannt."))
        return see_other(plan_url(shown))
    new = content
    for each in found:
        new = replace(new, figures=queries.with_figures(new, each))
    pressed(
        request,
        lambda: services.change_content(
            actor=request.user, plan=shown, edition=shown.edition, content=new, part="figures"
        ),
        _("Die amtlichen Zahlen sind übernommen, mit Stichtag und Quelle."),
    )
    return see_other(plan_url(shown))


@require_http_methods(FORMS)
@signed_in
def figures_import(request: AuthenticatedRequest, pk: int, plan: int, kind: str) -> HttpResponse:
    """Figures from a table: first a preview, then stored."""
    shown = writable_plan(request, pk, plan)
    if kind not in FIGURE_KINDS:
        raise Http404
    content = shown.read()
    form = PasteForm(
        request.POST or None,
        request.FILES or None,
        needs_source=True,
        initial={"edition": shown.edition, "on": shown.key_on},
    )

    def keep(found: Preview) -> bool:
        new = FigureSet(kind, form.cleaned_data["on"].isoformat(), form.cleaned_data["source"], found.values)
        return saved(form, lambda: _keep_figures(request, shown, new, form.cleaned_data["edition"]))

    return table_page(
        request,
        shown,
        form,
        title=_("Zahlen einlesen: %(kind)s") % {"kind": FIGURE_NAMES[kind]},
        read=lambda sent: figures_preview(content, sent),
        keep=keep,
        done=(_("Die Zahlen sind gespeichert."), "cost_plan"),
    )


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
        and saved(form, lambda: _keep_game(request, shown, form.game(), form))
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
        and saved(form, lambda: _keep_game(request, shown, form.game(), form))
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
        return saved(form, lambda: _keep_game(request, shown, GameInput("table", costs=found.costs), form))

    return table_page(
        request,
        shown,
        form,
        title=_("Kosten der Gruppen einlesen"),
        read=lambda sent: costs_preview(content, sent),
        keep=keep,
        done=(_("Die Kosten der Gruppen sind gespeichert."), "cost_compare"),
    )


def _figures_initial(plan: CostPlan, stored: FigureSet | None) -> dict[str, object]:
    initial: dict[str, object] = {"on": plan.key_on, "edition": plan.edition}
    if stored is not None:
        initial |= {"on": stored.on, "source": stored.source}
        initial |= {f"wert-{key}": typed_number(value) for key, value in stored.values.items()}
    return initial


def _keep_figures(request: AuthenticatedRequest, plan: CostPlan, new: FigureSet, edition: int) -> None:
    content = plan.read()
    changed = replace(content, figures=queries.with_figures(content, new))
    services.change_content(actor=request.user, plan=plan, edition=edition, content=changed, part="figures")


def _keep_game(request: AuthenticatedRequest, plan: CostPlan, game: GameInput, form: forms.Form) -> None:
    content, edition = replace(plan.read(), game=game), form.cleaned_data["edition"]
    services.change_content(actor=request.user, plan=plan, edition=edition, content=content, part="game")
