"""Staff pages of processes: list, new draft, overview with checklist, texts, settings, phases."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.consents import queries as consents
from interkomm.cooperation.models import ConsentRule, Cooperation
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.models import Role
from interkomm.organisations.roles.rules import organisations_where
from interkomm.participation.processes import owning, rules, services
from interkomm.participation.processes.changes import SUBJECT_TYPE
from interkomm.participation.processes.checklist import checklist
from interkomm.participation.processes.forms import (
    DuplicateForm,
    NewProcessForm,
    PhaseFormSet,
    SettingsForm,
    TextsForm,
)
from interkomm.participation.processes.frame import (
    READ_OR_SEND,
    after,
    load,
    load_edited,
    load_managed,
    staff_page,
    steps_of,
)
from interkomm.participation.processes.history import public_changes
from interkomm.participation.processes.models import Process
from interkomm.participation.processes.plans import plan_of
from interkomm.participation.processes.queries import phases_of
from interkomm.participation.processes.staff import staff_list
from interkomm.participation.processes.wording import banner, timeline


@require_safe
@signed_in
def process_list(request: AuthenticatedRequest) -> HttpResponse:
    """The processes of the person's organisations, with what they are doing now."""
    if not organisations_where(request.user):
        raise Http404
    context = {
        "page": staff_page(pgettext("Mehrzahl", "Verfahren"), is_wide=True),
        "rows": staff_list(request.user, timezone.now()),
        "may_create": bool(organisations_where(request.user, Role.MANAGER)),
    }
    return render(request, "participation/processes/list.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def process_new(request: AuthenticatedRequest) -> HttpResponse:
    """A new draft; `?kooperation=<key>` begins with the partners of a cooperation as equal owners."""
    managed = organisations_where(request.user, Role.MANAGER)
    if not managed:
        raise Http404
    cooperations = owning.cooperations_to_choose(request.user)
    cooperation = _chosen_cooperation(request, cooperations)
    form = _new_form(request, cooperation)
    if request.method == "POST" and form.is_valid() and (process := _create(request, form)):
        messages.success(request, _("Der Entwurf ist angelegt. Nur Ihre Gemeinden sehen ihn."))
        return HttpResponseRedirect(after(process, "manage_texts"))
    context = {
        "page": staff_page(_("Neues Verfahren")),
        "form": form,
        "cooperations": cooperations,
        "cooperation": cooperation,
    }
    return render(request, "participation/processes/new.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def process_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Where the process stands, what is missing before its publication, what waits for consent, what can be done."""
    process = load(request, pk)
    now = timezone.now()
    phases = phases_of(process)
    panels = consents.panels(consents.requests_about(SUBJECT_TYPE, process.pk))
    items = checklist(process, now) if process.published_at is None else []
    context = {
        "page": staff_page(process.title, is_wide=True),
        "process": process,
        "banner": banner(phases, now, published_at=process.published_at, closed_at=process.closed_at),
        "timeline": timeline(phases, now, process.closed_at),
        "checklist": items,
        "is_complete": all(item.is_done for item in items if item.is_required),
        "owners": [ownership.organisation for ownership in process.ownerships.select_related("organisation")],
        "open_panels": [panel for panel in panels if panel.is_open],
        "past_panels": [panel for panel in panels if not panel.is_open],
        "changes": public_changes(process.pk, process.published_at),
        "may_edit": rules.may_edit(request.user, process),
        "may_manage": rules.may_manage(request.user, process),
        "steps": steps_of(process, "manage_process"),
    }
    return render(request, "participation/processes/detail.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def process_texts(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    process = load_edited(request, pk)
    return _facts_page(request, process, TextsForm, "manage_texts", _("Worum geht es?"))


@require_http_methods(READ_OR_SEND)
@signed_in
def process_settings(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    process = load_managed(request, pk)
    return _facts_page(request, process, SettingsForm, "manage_settings", _("Einstellungen"))


@require_http_methods(READ_OR_SEND)
@signed_in
def process_phases(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All phases in one form; times are Berlin time."""
    process = load_managed(request, pk)
    stored = [plan_of(phase) for phase in process.phases.all()]
    formset = PhaseFormSet(request.POST if request.method == "POST" else None, stored=stored, prefix="phasen")
    problem = ""
    if request.method == "POST" and formset.is_valid():
        try:
            services.change_phases(actor=request.user, process=process, phases=formset.plans())
        except RuleBroken as error:
            problem = str(error)
        else:
            messages.success(request, _("Die Phasen sind gespeichert."))
            return HttpResponseRedirect(after(process, "manage_phases"))
    has_errors = bool(problem) or (formset.is_bound and not formset.is_valid())
    context = {
        "page": staff_page(_("Phasen"), process),
        "process": process,
        "formset": formset,
        "problems": [*formset.non_form_errors(), *([problem] if problem else [])],
        "steps": steps_of(process, "manage_phases"),
    }
    return render(request, "participation/processes/phases.html", context, status=422 if has_errors else 200)


@require_http_methods(READ_OR_SEND)
@signed_in
def process_duplicate(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    process = load_managed(request, pk)
    start = {"title": _("%(title)s (Kopie)") % {"title": process.title[:180]}}
    form = DuplicateForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        made = services.duplicate_process(actor=request.user, process=process, title=form.cleaned_data["title"])
        messages.success(request, _("Die Kopie ist als Entwurf angelegt; ihre Phasen liegen in den nächsten Wochen."))
        return HttpResponseRedirect(reverse("participation:manage_process", args=[made.pk]))
    context = {
        "page": staff_page(_("Verfahren kopieren"), process),
        "form": form,
        "steps": None,
        "action": reverse("participation:manage_duplicate", args=[pk]),
        "submit": _("Kopie anlegen"),
        "draft_key": "",
    }
    return render(request, "participation/processes/form.html", context, status=422 if form.errors else 200)


def _facts_page(
    request: AuthenticatedRequest, process: Process, make: Callable[..., ModelForm[Process]], name: str, title: str
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = make(sent, instance=Process.objects.get(pk=process.pk))  # its own row: validation writes into it
    if request.method == "POST" and form.is_valid():
        try:
            services.update_process(actor=request.user, process=process, facts=form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Ihre Angaben sind gespeichert."))
            return HttpResponseRedirect(after(process, name))
    context = {
        "page": staff_page(title, process),
        "form": form,
        "steps": steps_of(process, name),
        "action": reverse(f"participation:{name}", args=[process.pk]),
        "submit": _("Speichern und weiter") if process.published_at is None else _("Speichern"),
        "draft_key": f"{name}-{process.pk}",
    }
    return render(request, "participation/processes/form.html", context, status=422 if form.errors else 200)


def _chosen_cooperation(request: AuthenticatedRequest, cooperations: list[Cooperation]) -> Cooperation | None:
    wanted = request.GET.get("kooperation")
    if wanted is None:
        return cooperations[0] if len(cooperations) == 1 else None
    return next((cooperation for cooperation in cooperations if str(cooperation.pk) == wanted), None)


def _new_form(request: AuthenticatedRequest, cooperation: Cooperation | None) -> NewProcessForm:
    managed = organisations_where(request.user, Role.MANAGER)
    initial: dict[str, Any] = {"owners": sorted(managed), "lead": min(managed), "consent_rule": ConsentRule.MAJORITY}
    eligible = owning.eligible_owner_ids(request.user)
    if cooperation is not None:
        partners = owning.partner_ids(cooperation)
        eligible = frozenset(partners)
        initial = {"owners": partners, "lead": cooperation.lead_id, "consent_rule": cooperation.consent_rule}
    sent = request.POST if request.method == "POST" else None
    return NewProcessForm(sent, initial=initial, owner_ids=eligible, cooperation=cooperation)


def _create(request: AuthenticatedRequest, form: NewProcessForm) -> Process | None:
    try:
        return services.create_process(actor=request.user, plan=form.plan())
    except NotAllowed:
        form.add_error("owners", _("Ihre eigene Gemeinde muss unter den Trägerinnen sein."))
    except RuleBroken as error:
        form.add_error(None, str(error))
    return None
