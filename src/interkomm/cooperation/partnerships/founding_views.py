"""Founding a cooperation in two steps: the members, then name, lead and consent rule."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.partnerships import rules, services
from interkomm.cooperation.partnerships.forms import MEMBERS, FoundingForm
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.selection import chosen_areas, selection_page
from interkomm.cooperation.partnerships.views import READ_OR_SEND, breadcrumbs
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Page


@require_safe
@signed_in
def found_choose(request: AuthenticatedRequest) -> HttpResponse:
    """First step: choose the members."""
    if not rules.may_found(request.user):
        raise Http404
    page = Page(title=_("Kooperation gründen: Mitglieder"), robots="noindex", width="wide", breadcrumbs=breadcrumbs())
    return selection_page(request, page, next_url=reverse("cooperation:found_details"))


@require_http_methods(READ_OR_SEND)
@signed_in
def found_details(request: AuthenticatedRequest) -> HttpResponse:
    """Second step: name, lead, rule; sending founds."""
    if not rules.may_found(request.user):
        raise Http404
    areas = chosen_areas(request)
    form = FoundingForm(request.POST or None, areas=areas)
    if request.method == "POST" and form.is_valid() and (cooperation := _found(request, form)):
        messages.success(request, _("Die Kooperation ist gegründet."))
        return HttpResponseRedirect(reverse("cooperation:cooperation", args=[cooperation.pk]))
    context = {
        "page": Page(title=_("Kooperation gründen: Angaben"), robots="noindex", breadcrumbs=breadcrumbs()),
        "form": form,
        "areas": areas,
        "members_name": MEMBERS,
        "is_operator": rules.is_operator(request.user),
    }
    return render(request, "cooperation/partnerships/found.html", context, status=422 if form.errors else 200)


def _found(request: AuthenticatedRequest, form: FoundingForm) -> Cooperation | None:
    try:
        return services.found_cooperation(actor=request.user, founding=form.founding())
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        form.add_error(None, str(error))
        return None
