"""The operator's page of the editors."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.catalogue.editing.models import Editor
from interkomm.catalogue.editors import services
from interkomm.catalogue.editors.forms import AppointForm
from interkomm.foundation.use_cases import RuleBroken
from interkomm.ui.layouts import Page

FEWEST = 2  # nobody releases what they wrote themselves


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def editors(request: AuthenticatedRequest) -> HttpResponse:
    """Who belongs to the editors, who did; appointing by the address of an account."""
    _operator_only(request)
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            editor = services.appoint_editor(actor=request.user, email=form.cleaned_data["email"])
        except RuleBroken as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("%(name)s gehört jetzt zur Redaktion.") % {"name": editor.user.display_name})
            return HttpResponseRedirect(reverse("catalogue:editors"))
    everybody = list(Editor.objects.select_related("user", "appointed_by").order_by("user__name", "pk"))
    present = [each for each in everybody if each.ended_at is None]
    context = {
        "page": Page(title=_("Redaktion des Katalogs"), robots="noindex"),
        "form": form,
        "present": present,
        "former": [each for each in everybody if each.ended_at is not None],
        "is_short": len(present) < FEWEST,
    }
    return render(request, "catalogue/editors/editors.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def end(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    _operator_only(request)
    editor = get_object_or_404(Editor, pk=pk)
    try:
        services.end_editor(actor=request.user, editor=editor)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(name)s gehört nicht mehr zur Redaktion.") % {"name": editor.user.display_name})
    return HttpResponseRedirect(reverse("catalogue:editors"))


def _operator_only(request: AuthenticatedRequest) -> None:
    if not request.user.is_staff:
        raise Http404
