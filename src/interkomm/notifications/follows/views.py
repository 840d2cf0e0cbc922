"""Small pages around following. They carry forms and are never stored; public pages only link to them."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interkomm.foundation.limits import counter
from interkomm.foundation.pages.marks import forbid_storing
from interkomm.foundation.stamps.stamp import StampInvalid, issue, redeem
from interkomm.notifications.follows import rules, services
from interkomm.notifications.follows.forms import FollowForm
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.follows.queries import follows_with_account
from interkomm.notifications.follows.tokens import to_confirm, to_stop
from interkomm.participation.models import Contribution, Process
from interkomm.ui.layouts import Link, Page, current_user

FLOOD = 30  # requests for mails from one address in ten minutes


@dataclass(frozen=True)
class Subject:
    """What is followed, with its name and page."""

    object: Process | Contribution
    key: str
    label: str
    url: str


@never_cache
@csrf_exempt  # protected by the form stamp
@require_http_methods(["GET", "POST"])
def follow_process(request: HttpRequest, slug: str) -> HttpResponse:
    """Mails about a process: when it begins or ends, and a daily summary of what is new."""
    process = rules.followed_process(slug)
    if process is None:
        raise Http404
    return _follow(
        request, Subject(process, f"p{process.pk}", process.title, reverse("participation:process", args=[slug]))
    )


@never_cache
@csrf_exempt  # protected by the form stamp
@require_http_methods(["GET", "POST"])
def follow_contribution(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mails when a contribution is answered."""
    contribution = rules.followed_contribution(public_id)
    if contribution is None:
        raise Http404
    label = _("Beitrag %(id)s zu „%(title)s“") % {"id": public_id, "title": contribution.process.title}
    address = reverse("participation:contribution", args=[contribution.process.slug, public_id])
    return _follow(request, Subject(contribution, f"c{contribution.pk}", label, address))


def _follow(request: HttpRequest, subject: Subject) -> HttpResponse:
    user = current_user(request)
    form = FollowForm(request.POST if request.method == "POST" and user is None else None)
    problem = ""
    if request.method == "POST":
        problem = _act(request, subject, form)
        if not problem and (user is not None or form.is_valid()):
            return _see_other(f"{request.path}?danke=1")
    context = {
        "page": Page(
            title=_("Auf dem Laufenden bleiben"), robots="noindex", breadcrumbs=(Link(subject.label, subject.url),)
        ),
        "subject": subject,
        "form": form,
        "problem": problem,
        "person": user,
        "is_following": follows_with_account(user, subject.object),
        "is_done": "danke" in request.GET,
        "stamp": issue(request, f"follow:{subject.key}"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "notifications/follows/follow.html", context, status=status)


def _act(request: HttpRequest, subject: Subject, form: FollowForm) -> str:
    """Do what was asked; returns the problem in words, "" when it is done or the form says what is wrong."""
    user, now = current_user(request), timezone.now()
    try:
        redeem(request, request.POST.get("stamp", ""), f"follow:{subject.key}")
    except StampInvalid:
        return _("Das Formular war sehr lange offen. Bitte senden Sie es noch einmal ab.")
    if user is not None:
        if request.POST.get("folgen") == "nein":
            services.stop_own(actor=user, subject=subject.object)
        else:
            services.follow(actor=user, subject=subject.object, now=now)
    elif form.is_valid():
        if form.cleaned_data["website"] or counter.hit(request, "follow") > FLOOD:
            return _("Das hat nicht geklappt. Bitte versuchen Sie es in zehn Minuten noch einmal.")
        services.ask_to_follow(
            actor=AnonymousUser(),
            subject=subject.object,
            email=form.cleaned_data["email"],
            language=get_language() or "de",
            now=now,
        )
    return ""


@never_cache
@csrf_exempt  # the signed address is the permission
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail: GET asks (mail scanners open links), POST confirms."""
    follow = _or_404(to_confirm(token))
    if request.method == "POST":
        services.confirm(actor=AnonymousUser(), follow=follow, now=timezone.now())
        return _see_other(request.path)
    return _token_page(request, follow, _("Mails bestätigen"), "confirm")


@never_cache
@csrf_exempt  # the signed address is the permission; mail programs post here themselves (RFC 8058)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail: GET asks, POST stops and deletes the address. A second click finds it done."""
    follow = to_stop(token)
    if request.method == "POST" and follow is not None:
        services.stop(actor=AnonymousUser(), follow=follow)
        follow = None
    return _token_page(request, follow, _("Keine weiteren Mails"), "stop")


def _or_404(follow: Follow | None) -> Follow:
    if follow is None:
        raise Http404
    return follow


def _token_page(request: HttpRequest, follow: Follow | None, title: str, name: str) -> HttpResponse:
    process = (follow.contribution.process if follow.contribution else follow.process) if follow else None
    forbid_storing(request)
    context = {"page": Page(title=title, robots="noindex"), "follow": follow, "process": process}
    response = render(request, f"notifications/follows/{name}.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address itself is the secret
    return response


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
