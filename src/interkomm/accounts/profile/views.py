"""The account page and the list of sessions."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.profile import queries, services
from interkomm.accounts.profile.forms import ProfileForm
from interkomm.accounts.sign_in.views import provider_links
from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.accounts.users.models import User
from interkomm.ui.layouts import Link, Page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account(request: AuthenticatedRequest) -> HttpResponseBase:
    """Everything about one's own account; the form changes name and language."""
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        services.update_profile(actor=request.user, **form.cleaned_data)
        messages.success(request, _("Ihre Angaben sind gespeichert."))
        return redirect("accounts:account")
    context = {
        "page": Page(title=_("Mein Konto"), robots="noindex"),
        "form": form,
        "person": request.user,
        "second_factors": queries.second_factors(request.user),
        "providers": provider_links(request, process="connect"),
    }
    return render(request, "accounts/profile/account.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def sessions(request: AuthenticatedRequest) -> HttpResponse:
    """Where the person is signed in."""
    page = Page(
        title=_("Angemeldete Geräte"),
        breadcrumbs=(Link(_("Mein Konto"), reverse("accounts:account")),),
        robots="noindex",
    )
    rows = queries.sessions_of(request.user, request.session.session_key)
    return render(request, "accounts/profile/sessions.html", {"page": page, "sessions": rows})


@require_POST
@signed_in
def end_session(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """End one session; the current one by signing out."""
    current = queries.sessions_of(request.user, request.session.session_key)
    if any(row.key == pk and row.is_current for row in current):
        return redirect("account_logout")
    if services.end_session(actor=request.user, session_id=pk):
        messages.success(request, _("Die Sitzung ist beendet."))
    else:
        messages.info(request, _("Diese Sitzung war schon beendet."))
    return redirect("accounts:sessions")


@require_POST
@signed_in
def end_other_sessions(request: AuthenticatedRequest) -> HttpResponse:
    """End all sessions but this one."""
    count = services.end_other_sessions(actor=request.user, current_key=request.session.session_key)
    text = ngettext("%(count)d Sitzung ist beendet.", "%(count)d Sitzungen sind beendet.", count)
    messages.success(request, text % {"count": count})
    return redirect("accounts:sessions")
