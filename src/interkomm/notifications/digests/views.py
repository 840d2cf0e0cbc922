"""The page to switch the daily mail on and off."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.notifications.digests import queries
from interkomm.notifications.digests.services import set_digest
from interkomm.ui.layouts import Page


@signed_in
@require_http_methods(["GET", "POST"])
def digest(request: AuthenticatedRequest) -> HttpResponse:
    """Shows what waits now, too."""
    if not queries.has_work(request.user):
        raise Http404
    if request.method == "POST":
        set_digest(actor=request.user, is_on=request.POST.get("an") == "ja")
        messages.success(request, _("Gespeichert."))
        return redirect("notifications:digest")
    context = {
        "page": Page(title=_("Tägliche Mail"), robots="noindex"),
        "is_on": queries.is_on(request.user),
        "waiting": queries.waiting_for(request.user),
    }
    return render(request, "notifications/digests/digest.html", context)
