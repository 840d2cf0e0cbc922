"""Staff pages of the parts of a process: list, add, edit, order, remove."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.use_cases import RuleBroken
from interkomm.participation.processes import formats, rules, services
from interkomm.participation.processes.forms import NewPartForm, PartForm
from interkomm.participation.processes.frame import READ_OR_SEND, load_edited, load_managed, staff_page, steps_of
from interkomm.participation.processes.models import Process, ProcessPart
from interkomm.participation.processes.owners import owner_ids


@require_http_methods(READ_OR_SEND)
@signed_in
def process_parts(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The questions in their order, and a form for a further one."""
    process = load_edited(request, pk)
    form = NewPartForm(request.POST if request.method == "POST" else None, owner_ids=owner_ids(process))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_part(actor=request.user, process=process, part=form.plan())
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Die Frage ist hinzugefügt."))
            return _to_parts(process)
    parts = list(formats.with_related(process.parts.all()))
    context = {
        "page": staff_page(_("Fragen und Texte"), process),
        "process": process,
        "rows": [(part, formats.format_of(part.format).problems(part)) for part in parts],
        "form": form,
        "may_remove": rules.may_manage(request.user, process),
        "steps": steps_of(process, "manage_parts"),
    }
    return render(request, "participation/processes/parts.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_SEND)
@signed_in
def part_edit(request: AuthenticatedRequest, pk: int, part_pk: int) -> HttpResponse:
    process = load_edited(request, pk)
    part = _part(process, part_pk)
    form = PartForm(request.POST if request.method == "POST" else None, instance=part)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        stored = _part(process, part_pk)
        services.update_part(
            actor=request.user, part=stored, title=values["title"], introduction=values["introduction"]
        )
        messages.success(request, _("Die Frage ist gespeichert."))
        return _to_parts(process)
    context = {
        "page": staff_page(_("Frage bearbeiten"), process),
        "form": form,
        "steps": None,
        "action": reverse("participation:manage_part", args=[pk, part_pk]),
        "submit": _("Speichern"),
        "draft_key": f"part-{part_pk}",
    }
    return render(request, "participation/processes/form.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def part_move(request: AuthenticatedRequest, pk: int, part_pk: int, direction: str) -> HttpResponse:
    """`?von=2`: only from the second place, so that pressed twice it moves once."""
    process = load_edited(request, pk)
    if direction not in {"hoch", "runter"}:
        raise Http404
    known = request.GET.get("von", "")
    services.move_part(
        actor=request.user,
        part=_part(process, part_pk),
        steps=-1 if direction == "hoch" else 1,
        known=int(known) if known.isdecimal() and len(known) < 5 else None,
    )
    return _to_parts(process)


@require_POST
@signed_in
def part_remove(request: AuthenticatedRequest, pk: int, part_pk: int) -> HttpResponse:
    process = load_managed(request, pk)
    try:
        services.remove_part(actor=request.user, part=_part(process, part_pk))
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Die Frage ist entfernt."))
    return _to_parts(process)


def _part(process: Process, pk: int) -> ProcessPart:
    return get_object_or_404(process.parts.select_related("process"), pk=pk)


def _to_parts(process: Process) -> HttpResponse:
    return HttpResponseRedirect(reverse("participation:manage_parts", args=[process.pk]))
