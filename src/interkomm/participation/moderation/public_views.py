"""Public pages of moderation: report a contribution, object to a hiding, the rules and the log in numbers."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.foundation.limits import counter
from interkomm.foundation.stamps.stamp import StampInvalid, issue, redeem
from interkomm.foundation.use_cases import NotAllowed
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.contributions.rules import is_author
from interkomm.participation.moderation import queries, services
from interkomm.participation.moderation.forms import AppealForm, ReportForm
from interkomm.participation.moderation.models import Appeal, ModerationAct
from interkomm.participation.moderation.rules import may_appeal
from interkomm.participation.moderation.tokens import act_by_token
from interkomm.participation.reading.frame import Reading, answer, load
from interkomm.ui.layouts import Bar, Link, current_user

FLOOD = 60  # reports from one address in ten minutes; more are asked to come later


@never_cache
@csrf_exempt  # protected by the form stamp
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, slug: str, public_id: str, town: str = "") -> HttpResponse:
    """Form for everybody; the person who reports is not stored."""
    reading = load(request, slug, town)
    if request.method == "GET" and "danke" in request.GET:
        return _report_page(request, reading, public_id, None)
    contributions = Contribution.objects.public().select_related("process")
    contribution = contributions.filter(process_id=reading.process.id, public_id=public_id).first()
    if contribution is None or reading.process.published_at is None:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _store_report(request, form, contribution, reading):
        return _see_other(f"{request.path}?danke=1")
    return _report_page(request, reading, public_id, form, contribution)


def _store_report(request: HttpRequest, form: ReportForm, contribution: Contribution, reading: Reading) -> bool:
    """Store it; False: the form must be shown again, its error says why."""
    try:
        stamp = redeem(request, request.POST.get("stamp", ""), f"report:{contribution.public_id}")
    except StampInvalid:
        form.add_error(None, _stale())
        return False
    if form.cleaned_data["website"] or counter.hit(request, "report") > FLOOD:
        form.add_error(None, _("Das hat nicht geklappt. Bitte versuchen Sie es in zehn Minuten noch einmal."))
        return False
    services.report(
        actor=None,
        contribution=contribution,
        reason=form.cleaned_data["reason"],
        text=form.cleaned_data["text"],
        submission_key=stamp.nonce,
        now=reading.now,
    )
    return True


def _report_page(
    request: HttpRequest,
    reading: Reading,
    public_id: str,
    form: ReportForm | None,
    contribution: Contribution | None = None,
) -> HttpResponse:
    back = Link(_("Beitrag %(id)s") % {"id": public_id}, reading.url("contribution", public_id=public_id))
    context = {
        "reading": reading,
        "process": reading.process,
        "page": reading.page(_("Beitrag melden"), trail=(*reading.trail, back)),
        "form": form,
        "contribution": contribution,
        "back_url": back.url,
        "rules_url": reading.url("moderation_log"),
        "stamp": issue(request, f"report:{public_id}"),
    }
    failed = form is not None and form.is_bound
    return render(request, "participation/moderation/report.html", context, status=422 if failed else 200)


@never_cache
@csrf_exempt  # protected by the form stamp and the secret address
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """Object to a hiding: by the private link, by the link of the mail, or with the author's account."""
    act, holds_token = _act_of(request, token)
    reading = load(request, act.contribution.process.slug)
    existing = Appeal.objects.filter(act=act).first()
    actor = current_user(request) or AnonymousUser()
    if existing is None and not may_appeal(actor, act, holds_token=holds_token):
        raise Http404
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            redeem(request, request.POST.get("stamp", ""), f"appeal:{act.pk}")
            text = form.cleaned_data["text"]
            services.appeal(actor=actor, act=act, text=text, holds_token=holds_token, now=reading.now)
        except StampInvalid:
            form.add_error(None, _stale())
        except NotAllowed:
            raise Http404 from None
        else:
            return _see_other(request.path)
    return _appeal_page(request, reading, act, existing, form)


def _act_of(request: HttpRequest, token: str) -> tuple[ModerationAct, bool]:
    """The hiding meant by the address, and whether the address itself is the proof of authorship. Raises Http404."""
    act = act_by_token(token)
    if act is not None:
        return act, True
    user = current_user(request)
    acts = ModerationAct.objects.filter(kind=ModerationAct.Kind.HIDE, undone_at__isnull=True)
    own = (
        acts.filter(contribution__public_id=token[:12]).select_related("contribution__process", "organisation").first()
    )
    if user is None or own is None or not is_author(user, own.contribution):
        raise Http404
    return own, False


def _appeal_page(
    request: HttpRequest, reading: Reading, act: ModerationAct, existing: Appeal | None, form: AppealForm
) -> HttpResponse:
    context = {
        "reading": reading,
        "process": reading.process,
        "page": reading.page(_("Widerspruch gegen das Ausblenden")),
        "act": act,
        "contribution": act.contribution,
        "existing": existing,
        "form": form,
        "stamp": issue(request, f"appeal:{act.pk}"),
    }
    status = 422 if form.is_bound and existing is None else 200
    response = render(request, "participation/moderation/appeal.html", context, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address itself is the secret
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def moderation_log(request: HttpRequest, slug: str, town: str = "") -> HttpResponse:
    """The published rules, and what moderation did in numbers."""
    reading = load(request, slug, town)
    log = queries.public_log(reading.process.id)
    context = {
        "page": reading.page(_("Regeln und Moderation")),
        "log": log,
        "bars": [Bar(reason.label, reason.hidden) for reason in log.reasons],
    }
    return answer(request, reading, "participation/moderation/log.html", context)


def _stale() -> str:
    return _("Das Formular war sehr lange offen. Bitte senden Sie es noch einmal ab.")


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
