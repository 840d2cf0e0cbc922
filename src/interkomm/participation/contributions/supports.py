"""Supporting a contribution. Without account the browser keeps a random key, set only by this act and named before it."""

import secrets

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interkomm.foundation.stamps.stamp import StampInvalid, issue, redeem
from interkomm.foundation.use_cases import RuleBroken
from interkomm.participation.contributions import rules
from interkomm.participation.contributions.models import Contribution, Support
from interkomm.participation.contributions.services import set_support, supporter_key
from interkomm.participation.contributions.views import published
from interkomm.participation.processes.models import Phase
from interkomm.participation.reading.frame import Reading, load
from interkomm.ui.layouts import Link, current_user

COOKIE = "interkomm_unterstuetzt"
COOKIE_DAYS = 180


@csrf_exempt  # protected by the form stamp
@require_http_methods(["GET", "POST"])
def support(request: HttpRequest, slug: str, public_id: str, town: str = "") -> HttpResponse:
    """Say what supporting does, then do it, or take it back."""
    reading = load(request, slug, town)
    contribution = published(reading, public_id)
    actor = current_user(request) or AnonymousUser()
    browser_key = request.COOKIES.get(COOKIE, "")[:64]
    if request.method == "GET":
        return _show(request, reading, contribution, browser_key, "")
    browser_key = browser_key or secrets.token_urlsafe(24)
    problem = _act(request, reading, contribution, browser_key)
    if problem:
        return _show(request, reading, contribution, browser_key, problem)
    address = reading.url("contribution", public_id=public_id)
    response = HttpResponseRedirect(address)
    response.status_code = 303
    if isinstance(actor, AnonymousUser):
        response.set_cookie(
            COOKIE,
            browser_key,
            max_age=COOKIE_DAYS * 86400,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _act(request: HttpRequest, reading: Reading, contribution: Contribution, browser_key: str) -> str:
    """Store it; returns the problem in words, "" when it is done."""
    actor = current_user(request) or AnonymousUser()
    try:
        redeem(request, request.POST.get("stamp", ""), f"support:{contribution.pk}")
        set_support(
            actor=actor,
            process=reading.process,
            contribution=contribution,
            key=supporter_key(actor, browser_key),
            supports=request.POST.get("unterstuetzen") != "nein",
            now=reading.now,
        )
    except StampInvalid:
        return _("Das Formular war sehr lange offen. Bitte bestätigen Sie noch einmal.")
    except RuleBroken as broken:
        return str(broken)
    return ""


def _show(
    request: HttpRequest, reading: Reading, contribution: Contribution, browser_key: str, problem: str
) -> HttpResponse:
    actor = current_user(request) or AnonymousUser()
    key = supporter_key(actor, browser_key)
    has_key = bool(browser_key) or not isinstance(actor, AnonymousUser)
    supports = has_key and Support.objects.filter(contribution=contribution, supporter_key=key).exists()
    address = reading.url("contribution", public_id=contribution.public_id)
    context = {
        "reading": reading,
        "process": reading.process,
        "contribution": contribution,
        "page": reading.page(_("Beitrag unterstützen"), trail=(*reading.trail, Link(contribution.public_id, address))),
        "supports": supports,
        "problem": problem,
        "refusal": rules.refusal(actor, reading.process, Phase.Feature.SUPPORT, reading.now),
        "back_url": address,
        "stamp": issue(request, f"support:{contribution.pk}"),
        "days": COOKIE_DAYS,
    }
    response = render(request, "participation/contributions/support.html", context, status=409 if problem else 200)
    response.headers["Cache-Control"] = "private, no-store"
    return response
