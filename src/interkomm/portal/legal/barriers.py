"""Reporting a barrier without an account, and the list for those who remove them."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.limits.counter import hit
from interkomm.foundation.pages.marks import forbid_storing
from interkomm.foundation.stamps.stamp import StampInvalid, issue, new_nonce, redeem
from interkomm.portal.legal import rules
from interkomm.portal.legal.forms import BarrierForm, HandlingForm
from interkomm.portal.legal.services import Words, handle_report, report_barrier
from interkomm.ui.layouts import Link, Page, current_user, page_links

PURPOSE = "barrier"
PAGE_SIZE = 25
FLOOD = 20  # reports from one address in ten minutes: more are stored without a mail each


def _trail() -> tuple[Link, ...]:
    return (Link(_("Barrierefreiheit"), reverse("portal:accessibility")),)


@csrf_exempt  # the stamp protects the form; it belongs to the session where there is one
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form; what was typed stays when something is wrong."""
    chosen = {"organisation": request.GET.get("gemeinde", ""), "page_address": request.GET.get("seite", "")[:300]}
    form = BarrierForm(request.POST or None, initial=chosen)
    nonce, problem = new_nonce(), ""
    if request.method == "POST":
        try:
            nonce = redeem(request, request.POST.get("stamp", ""), PURPOSE).nonce
        except StampInvalid:
            problem = _("Das Formular war sehr lange offen. Bitte senden Sie es noch einmal ab.")
        if form.is_valid() and not problem:
            return _store(request, form, nonce)
    page = Page(title=_("Barriere melden"), breadcrumbs=_trail())
    context = {"page": page, "form": form, "problem": problem, "stamp": issue(request, PURPOSE, nonce)}
    return render(request, "portal/legal/feedback.html", context, status=422 if request.method == "POST" else 200)


def _store(request: HttpRequest, form: BarrierForm, nonce: str) -> HttpResponse:
    values = form.cleaned_data
    if not values["website"]:
        words = Words(values["text"], values["page_address"], values["reply_to"], values["organisation"])
        is_flood = hit(request, PURPOSE) > FLOOD
        actor = current_user(request) or AnonymousUser()
        report_barrier(actor=actor, words=words, submission_key=nonce, is_flood=is_flood)
    response = HttpResponseRedirect(reverse("portal:accessibility_thanks"))
    response.status_code = 303
    return response


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Says that the report has arrived and what happens next."""
    forbid_storing(request)
    page = Page(title=_("Danke, Ihre Meldung ist angekommen"), breadcrumbs=_trail(), robots="noindex")
    return render(request, "portal/legal/thanks.html", {"page": page})


@require_safe
@signed_in
def manage(request: AuthenticatedRequest) -> HttpResponse:
    """The reports that a person works on, open ones first."""
    if not rules.works_on_barriers(request.user):
        raise Http404
    found = rules.reports_of(request.user).order_by("closed_at", "-reported_at")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": Page(title=_("Gemeldete Barrieren"), width="wide", robots="noindex"),
        "reports": page.object_list,
        "pages": page_links(request, page.number, page.paginator.num_pages),
    }
    return render(request, "portal/legal/manage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def handle(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One report: what it says, and what was done."""
    report = get_object_or_404(rules.reports_of(request.user), pk=pk)
    form = HandlingForm(request.POST or None, instance=report)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        handle_report(actor=request.user, report=report, state=values["state"], note=values["note"])
        messages.success(request, _("Gespeichert."))
        return HttpResponseRedirect(reverse("portal:manage_barriers"))
    crumbs = (Link(_("Gemeldete Barrieren"), reverse("portal:manage_barriers")),)
    page = Page(title=str(report), breadcrumbs=crumbs, robots="noindex")
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/legal/handle.html", {"page": page, "report": report, "form": form}, status=status)
