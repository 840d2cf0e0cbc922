"""Lock-out after failed passwords: per account and caller, for a quarter of an hour, so nobody locks out others."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def account_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account an attempt is about, as axes counts it."""
    typed = (credentials or {}).get("email") or request.POST.get("login") or ""
    return str(typed).strip().lower()[:255]


def caller_of(request: HttpRequest) -> str:
    """The pseudonym of the caller; axes stores it until the lock-out is over."""
    return str(get_adapter(request).get_client_ip(request))


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page that says how long it takes and what works meanwhile."""
    return render(request, "accounts/sign_in/locked_out.html", status=429)
