"""Staff pages on which a plan is filled: its partners, costs and grants, and keys."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.costs import services
from interkomm.cooperation.costs.forms import ItemForm, PartnersForm
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
from interkomm.cooperation.costs.key_form import KeyForm
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.presentation import items_table, rule_sentence
from interkomm.cooperation.costs.table_forms import PasteForm, items_preview
from interkomm.cooperation.costs.table_page import table_page
from interkomm.cooperation.sharing.content import ALL_KINDS, COST_KINDS, KeyRule

E = TypeVar("E")
ORDER = (ALL_KINDS, *COST_KINDS)


@require_http_methods(FORMS)
@signed_in
def plan_partners(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Who takes part: today's partners and those of the plan. Figures and groups of others are left out."""
    shown = writable_plan(request, pk, plan)
    content = shown.read()
    known = {each.key: each for each in (*services.partner_lines(shown.cooperation), *content.partners)}
    form = PartnersForm(
        request.POST or None,
        names={key: each.name for key, each in known.items()},
        initial={"partners": list(content.partner_keys), "edition": shown.edition},
    )
    if request.method == "POST" and form.is_valid():
        chosen = tuple(each for key, each in known.items() if key in form.cleaned_data["partners"])
        if kept(request, shown, form, content.with_partners(chosen), "partners"):
            messages.success(request, _("Gespeichert. Was über andere eingetragen war, ist nicht mehr im Plan."))
            return see_other(plan_url(shown))
    context = {"page": page_of(_("Partnerinnen des Plans"), shown.cooperation, shown), "form": form}
    return render(request, "cooperation/costs/form.html", context, status=INVALID if form.errors else 200)


@require_http_methods(FORMS)
@signed_in
def plan_items(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Costs and grants: add one, change one (`?aendern=`), remove one (`entfernen`: its place in the list)."""
    shown = writable_plan(request, pk, plan)
    content = shown.read()
    if _is_removing(request):
        return _remove(request, shown, "items", "cost_items")
    initial: dict[str, Any] = {"year": shown.key_on.year, "edition": shown.edition}
    place = _changing(request, content.items)
    if place is not None:
        initial |= {**ItemForm.initial_of(content.items[place]), "place": place}
    form = ItemForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        items = _with(content.items, form.item(), form.cleaned_data["place"])
        if kept(request, shown, form, replace(content, items=items), "items"):
            messages.success(request, _("Eingetragen."))
            return see_other(plan_url(shown, "cost_items"))
    rows = [(number, " · ".join(row)) for number, row in enumerate(items_table(content).rows)]
    return _page(request, shown, _("Kosten und Förderung"), "cooperation/costs/items.html", form, rows, place)


@require_http_methods(FORMS)
@signed_in
def items_import(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Costs and grants from a table: first a preview, then added to those of the plan."""
    shown = writable_plan(request, pk, plan)
    form = PasteForm(
        request.POST or None, request.FILES or None, needs_source=False, initial={"edition": shown.edition},
        hint=_("Vier Spalten je Zeile: Bezeichnung, Kostenart, Jahr und Betrag; Förderung mit Minus."),
    )  # fmt: skip
    content = shown.read()
    return table_page(
        request,
        shown,
        form,
        title=_("Kosten und Förderung einlesen"),
        read=lambda sent: items_preview(content, sent),
        keep=lambda found: kept(request, shown, form, replace(content, items=(*content.items, *found.items)), "items"),
        done=(_("Eingetragen."), "cost_items"),
    )


@require_http_methods(FORMS)
@signed_in
def plan_keys(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Keys by cost type and year: set one, change one (`?aendern=`), remove one."""
    shown = writable_plan(request, pk, plan)
    content = shown.read()
    if _is_removing(request):
        return _remove(request, shown, "keys", "cost_keys")
    initial: dict[str, Any] = {"edition": shown.edition, "figure": "population"}
    place = _changing(request, content.keys)
    if place is not None:
        initial |= {**KeyForm.initial_of(content.keys[place], content), "place": place}
    form = KeyForm(request.POST or None, content=content, initial=initial)
    if request.method == "POST" and form.is_valid():
        keys = _with_rule(content.keys, form.rule(), form.cleaned_data["place"])
        if kept(request, shown, form, replace(content, keys=keys), "keys"):
            messages.success(request, _("Der Schlüssel ist gespeichert."))
            return see_other(plan_url(shown, "cost_keys"))
    rows = [(number, rule_sentence(rule, content)) for number, rule in enumerate(content.keys)]
    return _page(request, shown, _("Schlüssel"), "cooperation/costs/keys.html", form, rows, place)


def _page(
    request: AuthenticatedRequest,
    plan: CostPlan,
    title: str,
    template: str,
    form: forms.Form,
    rows: list[tuple[int, str]],
    place: int | None,
) -> HttpResponse:
    context = {
        "page": page_of(title, plan.cooperation, plan), "form": form, "rows": rows, "plan": plan,
        "is_changing": place is not None or bool(form["place"].value()),
    }  # fmt: skip
    return render(request, template, context, status=INVALID if form.errors else 200)


def _with(entries: tuple[E, ...], new: E, place: int | None) -> tuple[E, ...]:
    """The new entry in place of an old one, else at the end."""
    if place is None or place >= len(entries):
        return (*entries, new)
    return (*entries[:place], new, *entries[place + 1 :])


def _with_rule(rules: tuple[KeyRule, ...], new: KeyRule, place: int | None) -> tuple[KeyRule, ...]:
    """One rule for the same costs from the same year; in the order of costs and years."""
    others = [
        rule
        for number, rule in enumerate(rules)
        if number != place and (rule.cost_kind, rule.since_year) != (new.cost_kind, new.since_year)
    ]
    return tuple(sorted([*others, new], key=lambda rule: (ORDER.index(rule.cost_kind), rule.since_year)))


def _changing(request: AuthenticatedRequest, entries: Sequence[object]) -> int | None:
    place = request.GET.get("aendern", "")[:9]
    return (
        int(place) if place.isascii() and place.isdecimal() and len(place) < 10 and int(place) < len(entries) else None
    )


def _is_removing(request: AuthenticatedRequest) -> bool:
    return request.method == "POST" and "entfernen" in request.POST


def _remove(request: AuthenticatedRequest, plan: CostPlan, part: str, page: str) -> HttpResponse:
    """Take one entry out of a list of the plan."""
    content = plan.read()
    entries = getattr(content, part)
    place, edition = request.POST.get("entfernen", "")[:9], request.POST.get("edition", "")[:9]
    if not place.isdecimal() or int(place) >= len(entries) or not edition.isdecimal():
        messages.warning(request, _("Diesen Eintrag gibt es nicht mehr."))
        return see_other(plan_url(plan, page))
    new = replace(content, **{part: entries[: int(place)] + entries[int(place) + 1 :]})
    act = lambda: services.change_content(  # noqa: E731
        actor=request.user, plan=plan, edition=int(edition), content=new, part=part
    )
    pressed(request, act, _("Entfernt."))
    return see_other(plan_url(plan, page))
