"""The page behind the link of an invitation. Looking at it (mail scanners do) changes nothing."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.models import User
from interkomm.accounts.users.addresses import is_confirmed_address
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.bodies.brand import brand_of
from interkomm.organisations.members import services
from interkomm.organisations.members.services import InvitationInvalid
from interkomm.organisations.roles.models import Invitation
from interkomm.ui.layouts import Page


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say what the invitation is about; accept it (POST) when signed in with the invited address."""
    try:
        found = services.open_invitation_for(token)
        if request.method == "POST" and isinstance(request.user, User):
            membership = services.accept_invitation(actor=request.user, token=token)
            messages.success(request, _("Willkommen! Sie haben jetzt die Rolle „%s“.") % membership.get_role_display())
            return redirect("organisations:manage", membership.organisation.slug)
    except InvitationInvalid as error:
        return _private(_not_valid(request, str(error)))
    except RuleBroken as error:
        messages.error(request, str(error))
    return _private(_offer(request, found, token))


@require_POST
def account(request: HttpRequest, token: str) -> HttpResponse:
    """Make an account for the invited address: who has the link has shown to own the address."""
    try:
        found = services.open_invitation_for(token)
    except InvitationInvalid as error:
        return _private(_not_valid(request, str(error)))
    get_adapter().stash_verified_email(request, found.email)
    address = reverse("organisations:invitation", args=[token])
    return redirect(f"{reverse('account_signup')}?{urlencode({'next': address, 'email': found.email})}")


def _offer(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    user = request.user if isinstance(request.user, User) else None
    context = {
        "page": Page(
            title=_("Einladung zur Mitarbeit"),
            brand=brand_of(found.organisation),
            robots="noindex",
        ),
        "invitation": found,
        "organisation": found.organisation,
        "user": user,
        "is_right_address": user is not None and is_confirmed_address(user, found.email),
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
        "account_url": reverse("organisations:invitation_account", args=[token]),
    }
    return render(request, "organisations/members/invitation.html", context)


def _not_valid(request: HttpRequest, reason: str) -> HttpResponse:
    page = Page(title=_("Diese Einladung gilt nicht mehr"), robots="noindex")
    return render(request, "organisations/members/invalid.html", {"page": page, "reason": reason}, status=410)


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
