"""Asking the contact of a case without account, confirming by link, and the editors' list of addresses."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.cases import from_json
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.editing.rules import is_editor
from interkomm.catalogue.enquiries.forms import AddressForm, QuestionForm
from interkomm.catalogue.enquiries.models import ContactAddress
from interkomm.catalogue.enquiries.queries import question_of, valid_addresses
from interkomm.catalogue.enquiries.services import Address, Words, ask, confirm, forget_address, hashed, keep_address
from interkomm.foundation.pages.marks import forbid_storing
from interkomm.foundation.stamps.stamp import StampInvalid, issue, new_nonce, redeem
from interkomm.foundation.use_cases import RuleBroken
from interkomm.ui.layouts import Link, Page, current_user

PURPOSE = "catalogue.question"


def _trail(case: Case) -> tuple[Link, ...]:
    return (Link(_("Katalog"), reverse("catalogue:cases")), Link(case.name, case.get_absolute_url()))


def _seen_other(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


@csrf_exempt  # the stamp protects the form; it belongs to the session where there is one
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what was typed stays when something is wrong."""
    case = get_object_or_404(Case.objects.released().select_related("released"), slug=slug)
    assert case.released is not None
    contacts = from_json(case.released.content).items("contacts")
    form = QuestionForm(request.POST or None, roles=[contact.role for contact in contacts])
    nonce, problem = new_nonce(), ""
    if request.method == "POST":
        try:
            nonce = redeem(request, request.POST.get("stamp", ""), PURPOSE).nonce
        except StampInvalid:
            problem = _("Das Formular war sehr lange offen. Bitte senden Sie es noch einmal ab.")
        if form.is_valid() and not problem:
            try:
                return _keep(request, case, form, nonce)
            except RuleBroken as broken:
                problem = str(broken)
    page = Page(title=_("Frage zu „%(name)s“") % {"name": case.name}, breadcrumbs=_trail(case), robots="noindex")
    context = {
        "page": page,
        "form": form,
        "problem": problem,
        "stamp": issue(request, PURPOSE, nonce),
        "has_address": valid_addresses(case, timezone.localdate()).exists(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "catalogue/enquiries/question.html", context, status=status)


def _keep(request: HttpRequest, case: Case, form: QuestionForm, nonce: str) -> HttpResponse:
    values = form.cleaned_data
    if not values["website"]:
        words = Words(values["name"], values["email"], values["text"], values["organisation"], values.get("role", ""))
        ask(actor=current_user(request) or AnonymousUser(), case=case, words=words, submission_key=nonce)
    return _seen_other(reverse("catalogue:question_asked", args=[case.slug]))


@require_http_methods(["GET", "HEAD"])
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """Says that a mail with a link is on its way."""
    case = get_object_or_404(Case.objects.released(), slug=slug)
    forbid_storing(request)
    page = Page(title=_("Bitte bestätigen Sie Ihre Frage"), breadcrumbs=_trail(case), robots="noindex")
    return render(request, "catalogue/enquiries/asked.html", {"page": page, "case": case})


@csrf_exempt  # whoever holds the link may confirm; nothing else is done
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: reading changes nothing, the button confirms."""
    found = question_of(hashed(token))
    if found is None:
        raise Http404
    forbid_storing(request)
    if request.method == "POST":
        confirm(actor=current_user(request) or AnonymousUser(), token=token)
        return _seen_other(request.path)
    page = Page(title=_("Frage abschicken"), breadcrumbs=_trail(found.case), robots="noindex")
    return render(request, "catalogue/enquiries/confirm.html", {"page": page, "question": found})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def addresses(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Where questions about a case go, for the editors."""
    if not is_editor(request.user):
        raise Http404
    case = get_object_or_404(Case, slug=slug)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        address = Address(values["role"], values["email"], values["consent_source"], values["expires_on"])
        keep_address(actor=request.user, case=case, address=address)
        messages.success(request, _("Gespeichert."))
        return _seen_other(request.path)
    context = {
        "page": Page(title=_("Adressen für Fragen"), breadcrumbs=_trail(case), robots="noindex"),
        "case": case,
        "form": form,
        "addresses": ContactAddress.objects.filter(case=case),
        "today": timezone.localdate(),
    }
    return render(
        request, "catalogue/enquiries/addresses.html", context, status=422 if request.method == "POST" else 200
    )


@require_http_methods(["POST"])
@signed_in
def address_remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Erase one address."""
    if not is_editor(request.user):
        raise Http404
    address = get_object_or_404(ContactAddress.objects.select_related("case"), pk=pk)
    forget_address(actor=request.user, address=address)
    messages.success(request, _("Die Adresse ist gelöscht."))
    return _seen_other(reverse("catalogue:addresses", args=[address.case.slug]))
