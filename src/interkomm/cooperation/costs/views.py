"""Staff pages of cost plans: list, start, one plan, decision, release, new version."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.costs import queries, rules, services
from interkomm.cooperation.costs.files import plan_pdf, plan_xlsx
from interkomm.cooperation.costs.forms import DecisionForm, PlanForm, StartForm
from interkomm.cooperation.costs.frame import (
    FORMS,
    INVALID,
    page_of,
    plan_url,
    pressed,
    saved,
    see_other,
    visible_plan,
    writable_plan,
)
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.presentation import figures_table, items_table, result_view, rule_sentence
from interkomm.cooperation.partnerships.views import visible_cooperation
from interkomm.cooperation.sharing.content import FIGURE_KINDS
from interkomm.cooperation.sharing.sentences import FIGURE_NAMES, joined
from interkomm.foundation.documents.spreadsheets import XLSX
from interkomm.foundation.files.kinds import PDF
from interkomm.organisations.models import Organisation

MOST_OWN = 3  # links to the page of a single partner


@require_safe
@signed_in
def plan_list(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All plans of a cooperation; upper slices add what else is shared."""
    cooperation = visible_cooperation(request, pk)
    context = {
        "page": page_of(_("Kosten und Nutzen"), cooperation),
        "cooperation": cooperation,
        "plans": list(queries.plans_of(request.user, cooperation)),
        "may_start": rules.may_start(request.user, cooperation),
        "towns": list(Organisation.objects.filter(pk__in=rules.own_towns(request.user, cooperation))),
    }
    return render(request, "cooperation/costs/list.html", context)


@require_http_methods(FORMS)
@signed_in
def plan_start(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Begin a plan of all partners or a scenario of one's own town."""
    cooperation = visible_cooperation(request, pk)
    if not rules.may_start(request.user, cooperation):
        raise Http404
    towns = {
        each.pk: each for each in Organisation.objects.filter(pk__in=rules.scenario_towns(request.user, cooperation))
    }
    labels = {key: town.label for key, town in towns.items()}
    form = StartForm(request.POST or None, towns=labels, initial={"key_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        beginning = services.Beginning(
            title=values["title"], key_on=values["key_on"], purpose=values["purpose"],
            owner=towns[int(values["owner"])] if values["owner"] else None,
        )  # fmt: skip
        plan = services.start_plan(actor=request.user, cooperation=cooperation, beginning=beginning)
        messages.success(request, _("Der Entwurf ist angelegt. Tragen Sie nun Kosten und Zahlen ein."))
        return see_other(plan_url(plan))
    context = {"page": page_of(_("Neuer Kostenplan"), cooperation), "form": form}
    return render(request, "cooperation/costs/form.html", context, status=INVALID if form.errors else 200)


@require_safe
@signed_in
def plan_detail(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """One plan: where it stands, its shares, costs, keys and figures, and what can be done next."""
    shown = visible_plan(request, pk, plan)
    content = shown.read()
    scenario_towns = rules.scenario_towns(request.user, shown.cooperation) if shown.owner_id is None else frozenset()
    context = {
        "page": page_of(shown.title, shown.cooperation, is_wide=True),
        "plan": shown,
        "content": content,
        "result": result_view(shown),
        "items": items_table(content),
        "figures": figures_table(content) if content.figures else None,
        "keys": [rule_sentence(rule, content) for rule in content.keys],
        "partners": joined(each.name for each in content.partners),
        "figure_kinds": [(kind, FIGURE_NAMES[kind]) for kind in FIGURE_KINDS],
        "own": _own(request, shown, content.names),
        "may_write": rules.may_write(request.user, shown),
        "may_decide": rules.may_decide(request.user, shown),
        "scenario_towns": list(Organisation.objects.filter(pk__in=scenario_towns)),
        "may_start": rules.may_start(request.user, shown.cooperation),
    }
    return render(request, "cooperation/costs/plan.html", context)


def _own(request: AuthenticatedRequest, plan: CostPlan, names: dict[str, str]) -> list[tuple[str, str]]:
    """Key and name of own towns in the plan, else of its first partner: the page leads on to the others."""
    own = [(str(key), names[str(key)]) for key in rules.own_towns(request.user, plan.cooperation) if str(key) in names]
    return sorted(own or list(names.items())[:1], key=lambda pair: pair[1])[:MOST_OWN]


@require_http_methods(FORMS)
@signed_in
def plan_facts(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Title, purpose and key date."""
    shown = writable_plan(request, pk, plan)
    initial = {"title": shown.title, "purpose": shown.purpose, "key_on": shown.key_on, "edition": shown.edition}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        edition = values.pop("edition") or 0
        if saved(form, lambda: services.change_facts(actor=request.user, plan=shown, edition=edition, facts=values)):
            messages.success(request, _("Gespeichert."))
            return see_other(plan_url(shown))
    context = {"page": page_of(_("Angaben ändern"), shown.cooperation, shown), "form": form}
    return render(request, "cooperation/costs/form.html", context, status=INVALID if form.errors else 200)


@require_http_methods(FORMS)
@signed_in
def plan_decide(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Freeze the plan with its decision."""
    shown = writable_plan(request, pk, plan)
    if not rules.may_decide(request.user, shown):
        raise Http404
    form = DecisionForm(request.POST or None, initial={"decided_on": timezone.localdate(), "edition": shown.edition})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if saved(form, lambda: services.decide(actor=request.user, plan=shown, **values)):
            messages.success(request, _("Beschlossen. Der Plan wird nicht mehr geändert."))
            return see_other(plan_url(shown))
    context = {
        "page": page_of(pgettext("der Kooperation", "Beschluss eintragen"), shown.cooperation, shown),
        "form": form,
    }
    return render(request, "cooperation/costs/form.html", context, status=INVALID if form.errors else 200)


@require_POST
@signed_in
def plan_release(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Show a decided plan to everybody (`oeffentlich` = 1), or no longer."""
    shown = visible_plan(request, pk, plan)
    is_public = request.POST.get("oeffentlich") == "1"
    done = _("Der Plan ist öffentlich.") if is_public else _("Der Plan ist nicht mehr öffentlich.")
    pressed(request, lambda: services.release(actor=request.user, plan=shown, is_public=is_public), done)
    return see_other(plan_url(shown))


@require_POST
@signed_in
def plan_version(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """A new version of a decided plan."""
    shown = visible_plan(request, pk, plan)
    made: list[CostPlan] = []
    pressed(
        request,
        lambda: made.append(services.new_version(actor=request.user, plan=shown)),
        _("Die neue Fassung ist ein Entwurf; die beschlossene bleibt, wie sie ist."),
    )
    return see_other(plan_url(made[0] if made else shown))


@require_POST
@signed_in
def plan_scenario(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """A copy that only one's own town sees (`gemeinde`: its number)."""
    shown = visible_plan(request, pk, plan)
    towns = rules.scenario_towns(request.user, shown.cooperation)
    chosen = next(
        (town for town in Organisation.objects.filter(pk__in=towns) if str(town.pk) == request.POST.get("gemeinde")),
        None,
    )
    if chosen is None:
        if towns:
            messages.warning(request, _("Bitte wählen Sie eine Gemeinde."))
            return see_other(plan_url(shown))
        raise Http404
    scenario = services.copy_as_scenario(actor=request.user, plan=shown, owner=chosen)
    messages.success(request, _("Das Szenario ist angelegt. Andere Gemeinden sehen es nicht."))
    return see_other(plan_url(scenario))


@require_POST
@signed_in
def plan_discard(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Delete a draft."""
    shown = writable_plan(request, pk, plan)
    pressed(request, lambda: services.discard(actor=request.user, plan=shown), _("Der Entwurf ist gelöscht."))
    return see_other(reverse("cooperation:cost_plans", args=[pk]))


@require_POST
@signed_in
def plan_choose(request: AuthenticatedRequest, pk: int, plan: int) -> HttpResponse:
    """Store the shares of one method."""
    shown = writable_plan(request, pk, plan)
    method, edition = request.POST.get("verfahren", ""), request.POST.get("edition", "")
    number = int(edition[:9]) if edition[:9].isdecimal() else 0
    done = _("Das Verfahren ist gewählt; die Anteile stehen jetzt im Plan.")
    is_done = pressed(
        request, lambda: services.choose(actor=request.user, plan=shown, edition=number, method=method), done
    )
    return see_other(plan_url(shown, "cost_plan" if is_done else "cost_compare"))


@require_safe
@signed_in
def plan_file(request: AuthenticatedRequest, pk: int, plan: int, kind: str) -> HttpResponse:
    """One page as PDF, or the tables as workbook."""
    shown = visible_plan(request, pk, plan)
    if kind == "pdf":
        return _file(plan_pdf(shown, get_language() or "de"), PDF, f"kosten-{shown.pk}.pdf")
    return _file(plan_xlsx(shown), XLSX, f"kosten-{shown.pk}.xlsx")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = "inline" if media_type == PDF else "attachment"
    return HttpResponse(content, media_type, headers={"Content-Disposition": f'{disposition}; filename="{name}"'})
