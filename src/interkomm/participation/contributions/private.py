"""The author's private page: see the state, change the text, take it back. Opened by the private link alone."""

from datetime import UTC, datetime

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.models import User
from interkomm.foundation.pages.marks import forbid_storing
from interkomm.foundation.stamps.stamp import StampInvalid, issue, redeem
from interkomm.foundation.use_cases import RuleBroken
from interkomm.participation.contributions import rules
from interkomm.participation.contributions.forms import TextForm
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.contributions.services import edit_contribution, withdraw_contribution
from interkomm.participation.contributions.tokens import find_by_token
from interkomm.participation.processes.queries import process_page
from interkomm.participation.reading.frame import Reading
from interkomm.ui.layouts import Link, current_user


def _open(request: HttpRequest, token: str) -> tuple[Reading, Contribution]:
    forbid_storing(request)
    found = find_by_token(token)
    process = process_page(found.process.slug) if found else None
    if found is None or process is None:
        raise Http404
    return Reading(process, None, datetime.now(UTC)), found


def _actor(request: HttpRequest) -> User | AnonymousUser:
    return current_user(request) or AnonymousUser()


def draft_key(contribution: Contribution) -> str:
    """The key under which the reader's device kept the text of this contribution."""
    if contribution.parent:
        return f"antwort-{contribution.parent.public_id}"
    return f"beitrag-{contribution.part_id}-{contribution.section_key}-{contribution.anchor}"


def _page(
    request: HttpRequest, token: str, template: str, title: str, status: int = 200, **more: object
) -> HttpResponse:
    reading, contribution = _open(request, token)
    home = reverse("participation:private", args=[token])
    trail = reading.trail if template.endswith("private.html") else (*reading.trail, Link(_("Ihr Beitrag"), home))
    context = {
        "reading": reading,
        "process": reading.process,
        "contribution": contribution,
        "token": token,
        "private_url": home,
        "public_url": reading.url("contribution", public_id=contribution.public_id),
        "edit_refusal": rules.edit_refusal(contribution, reading.features),
        "draft_key": draft_key(contribution),
        "stamp": issue(request, f"private:{contribution.pk}"),
        "page": reading.page(title, trail=trail),
        **more,
    }
    response = render(request, template, context, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address itself is the secret
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def private(request: HttpRequest, token: str) -> HttpResponse:
    """What the author sees after posting, and whenever the private link is opened."""
    return _page(request, token, "participation/contributions/private.html", _("Ihr Beitrag"))


@never_cache
@csrf_exempt  # protected by the form stamp and the secret address
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, token: str) -> HttpResponse:
    """Change the text."""
    reading, contribution = _open(request, token)
    form = TextForm(request.POST if request.method == "POST" else None, initial={"text": contribution.text})
    problem = rules.edit_refusal(contribution, reading.features)
    if request.method == "POST" and form.is_valid() and not problem:
        problem = _store_edit(request, contribution, form.cleaned_data["text"], reading)
        if not problem:
            return _back(token)
    return _page(
        request,
        token,
        "participation/contributions/edit.html",
        _("Beitrag ändern"),
        status=422 if request.method == "POST" else 200,
        form=form,
        problem=problem,
    )


def _store_edit(request: HttpRequest, contribution: Contribution, text: str, reading: Reading) -> str:
    """Store the new text; returns the problem in words, "" when it is stored."""
    try:
        redeem(request, request.POST.get("stamp", ""), f"private:{contribution.pk}")
        edit_contribution(
            actor=_actor(request), contribution=contribution, text=text, features=reading.features, now=reading.now
        )
    except StampInvalid:
        return _("Das Formular war sehr lange offen. Bitte senden Sie es noch einmal ab.")
    except RuleBroken as broken:
        return str(broken)
    return ""


@never_cache
@csrf_exempt  # protected by the form stamp and the secret address
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then take the contribution back."""
    reading, contribution = _open(request, token)
    problem = ""
    if request.method == "POST":
        try:
            redeem(request, request.POST.get("stamp", ""), f"private:{contribution.pk}")
        except StampInvalid:
            problem = _("Das Formular war sehr lange offen. Bitte bestätigen Sie noch einmal.")
        else:
            withdraw_contribution(actor=_actor(request), contribution=contribution, now=reading.now)
            return _back(token)
    return _page(
        request, token, "participation/contributions/withdraw.html", _("Beitrag zurückziehen?"), problem=problem
    )


def _back(token: str) -> HttpResponse:
    response = HttpResponseRedirect(reverse("participation:private", args=[token]))
    response.status_code = 303
    return response
