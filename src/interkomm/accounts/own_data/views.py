"""Pages to export one's own data and to erase the account."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.acts import RuleBroken
from interkomm.accounts.own_data import services
from interkomm.accounts.own_data.forms import ErasureForm
from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.ui.layouts import Link, Page


@require_safe
@signed_in
def own_data(request: AuthenticatedRequest) -> HttpResponse:
    """What can be exported and what erasing does."""
    return render(request, "accounts/own_data/own_data.html", {"page": _page(_("Meine Daten"))})


@require_POST
@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]
def export(request: AuthenticatedRequest) -> HttpResponse:
    """Send the ZIP; a button, so that no link scanner fetches it."""
    content = services.export_own_data(actor=request.user)
    response = HttpResponse(content, content_type="application/zip")
    name = f"meine-daten-{timezone.localdate().isoformat()}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]
def erase(request: AuthenticatedRequest) -> HttpResponseBase:
    """Say what happens, ask, and erase."""
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw = form.cleaned_data["contributions"] == "withdraw"
        try:
            services.erase_account(actor=request.user, withdraw_contributions=withdraw)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            return redirect("accounts:erased")
    context = {
        "page": _page(_("Konto löschen")),
        "form": form,
        "refusals": services.refusals(request.user),
        "consequences": services.consequences(),
    }
    return render(request, "accounts/own_data/erase.html", context, status=422 if form.errors else 200)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Good-bye."""
    return render(
        request, "accounts/own_data/erased.html", {"page": Page(title=_("Ihr Konto ist gelöscht"), robots="noindex")}
    )


def _page(title: str) -> Page:
    return Page(title=title, breadcrumbs=(Link(_("Mein Konto"), reverse("accounts:account")),), robots="noindex")
