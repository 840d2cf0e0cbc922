"""The sign-in page, and the page behind the link of a sign-in mail."""

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interkomm.accounts.sign_in import link
from interkomm.accounts.users.gate import KEPT_PARAMETER
from interkomm.ui.layouts import Page


class SignInView(LoginView):  # type: ignore[misc]  # untyped package
    """allauth's page, with the provider of the administration and the note about a kept text."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["is_text_kept"] = self.request.GET.get(KEPT_PARAMETER) == "1"
        context["providers"] = provider_links(self.request)
        return context


sign_in = SignInView.as_view()


def provider_links(request: HttpRequest, **parameters: str) -> list[tuple[str, str]]:
    """Name and address of each configured provider; none without configuration."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    next_url = request.GET.get("next", "")
    if next_url:
        parameters["next"] = next_url
    providers = get_social_adapter(request).list_providers(request)
    return [(provider.name, provider.get_login_url(request, **parameters)) for provider in providers if provider.app]


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required  # type: ignore[untyped-decorator]
def sign_in_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show whose account the link opens; the button signs in. Looking (mail scanners do) changes nothing."""
    response = _sign_in_by(request, token) if request.method == "POST" else _offer(request, token)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _offer(request: HttpRequest, token: str) -> HttpResponse:
    found = link.user_of(token)
    if found is None:
        return _invalid(request)
    page = Page(title=_("Anmeldung bestätigen"), robots="noindex")
    return render(request, "accounts/sign_in/link.html", {"page": page, "email": found[0].email})


def _sign_in_by(request: HttpRequest, token: str) -> HttpResponse:
    with transaction.atomic():  # the row is locked: of two clicks the second finds the link used
        found = link.user_of(token, lock=True)
        if found is None:
            return _invalid(request)
        user, next_url = found
        record_authentication(request, user, method="code", email=user.email)
        verify_email_indirectly(request, user, user.email)
        safe = url_has_allowed_host_and_scheme(next_url, allowed_hosts={request.get_host()})
        response: HttpResponse = perform_login(
            request, Login(user=user, redirect_url=next_url if safe else None, email=user.email)
        )
        return response


def _invalid(request: HttpRequest) -> HttpResponse:
    page = Page(title=_("Dieser Link gilt nicht mehr"), robots="noindex")
    context = {"page": page, "again_url": reverse("account_request_login_code")}
    return render(request, "accounts/sign_in/link_invalid.html", context, status=410)
