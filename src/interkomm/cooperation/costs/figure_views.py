"""Staff pages on which the figures of the partners are entered, pasted, or taken from the official register."""

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
from interkomm.cooperation.costs.forms import FiguresForm
from interkomm.cooperation.costs.frame import (
    FORMS,
    INVALID,
    kept,
    page_of,
    plan_url,
    pressed,
    see_other,
    writable_plan,
)
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.table_forms import PasteForm, Preview, figures_preview
from interkomm.cooperation.costs.table_page import table_page
from interkomm.cooperation.sharing.content import FIGURE_KINDS, FigureSet
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
    if request.method == "POST" and form.is_valid() and _kept(request, shown, form, form.figures()):
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
        return _kept(request, shown, form, new)

    return table_page(
        request,
        shown,
        form,
        title=_("Zahlen einlesen: %(kind)s") % {"kind": FIGURE_NAMES[kind]},
        read=lambda sent: figures_preview(content, sent),
        keep=keep,
        done=(_("Die Zahlen sind gespeichert."), "cost_plan"),
    )


def _figures_initial(plan: CostPlan, stored: FigureSet | None) -> dict[str, object]:
    initial: dict[str, object] = {"on": plan.key_on, "edition": plan.edition}
    if stored is not None:
        initial |= {"on": stored.on, "source": stored.source}
        initial |= {f"wert-{key}": typed_number(value) for key, value in stored.values.items()}
    return initial


def _kept(request: AuthenticatedRequest, plan: CostPlan, form: forms.Form, new: FigureSet) -> bool:
    content = plan.read()
    return kept(request, plan, form, replace(content, figures=queries.with_figures(content, new)), "figures")
