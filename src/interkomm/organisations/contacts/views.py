"""Staff pages of contacts."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.bodies.rules import may_edit
from interkomm.organisations.bodies.views import organisation_for, staff_page, tabs
from interkomm.organisations.contacts import queries, services
from interkomm.organisations.contacts.forms import ContactForm
from interkomm.organisations.contacts.models import Contact


@require_safe
@signed_in
def manage_contacts(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """All contacts of an organisation with consent and expiry."""
    organisation = organisation_for(request, slug)
    if not may_edit(request.user, organisation):
        raise Http404
    today = timezone.localdate()
    contacts = [(contact, queries.expiry_state(contact, today)) for contact in organisation.contacts.all()]
    context = {
        "page": staff_page(organisation, _("Kontakte")),
        "tabs": tabs(organisation, "manage_contacts"),
        "organisation": organisation,
        "contacts": contacts,
        "needs_attention": any(state for _contact, state in contacts),
    }
    return render(request, "organisations/contacts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: AuthenticatedRequest, slug: str) -> HttpResponseBase:
    organisation = _editable(request, slug)
    return _edit(request, organisation, None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponseBase:
    organisation = _editable(request, slug)
    return _edit(request, organisation, get_object_or_404(Contact, pk=pk, organisation=organisation))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponseBase:
    """Ask, then delete."""
    organisation = _editable(request, slug)
    contact = get_object_or_404(Contact.objects.select_related("organisation"), pk=pk, organisation=organisation)
    if request.method == "POST":
        services.remove_contact(actor=request.user, contact=contact)
        messages.success(request, _("Der Kontakt ist gelöscht."))
        return redirect("organisations:manage_contacts", slug)
    context = {
        "page": staff_page(organisation, _("Kontakt löschen")),
        "question": _("Kontakt „%(title)s“ löschen?") % {"title": contact.role_title},
        "consequences": _("Alle Angaben zu diesem Kontakt werden gelöscht. Das lässt sich nicht rückgängig machen."),
        "submit": _("Kontakt löschen"),
        "cancel_url": reverse("organisations:manage_contacts", args=[slug]),
    }
    return render(request, "organisations/confirm.html", context)


def _editable(request: AuthenticatedRequest, slug: str) -> Organisation:
    organisation = organisation_for(request, slug)
    if not may_edit(request.user, organisation):
        raise Http404
    return organisation


def _edit(request: AuthenticatedRequest, organisation: Organisation, contact: Contact | None) -> HttpResponseBase:
    form = ContactForm(request.POST or None, instance=contact)
    if request.method == "POST" and form.is_valid():
        try:
            if contact is None:
                services.add_contact(actor=request.user, organisation=organisation, facts=form.cleaned_data)
            else:
                services.update_contact(actor=request.user, contact=contact, facts=form.cleaned_data)
        except RuleBroken as error:
            form.add_error("consent_on", str(error))
        else:
            messages.success(request, _("Der Kontakt ist gespeichert."))
            return redirect("organisations:manage_contacts", organisation.slug)
    title = _("Kontakt hinzufügen") if contact is None else _("Kontakt ändern")
    context = {
        "page": staff_page(organisation, title),
        "tabs": tabs(organisation, "manage_contacts"),
        "form": form,
        "organisation": organisation,
    }
    return render(request, "organisations/contacts/form.html", context, status=422 if form.errors else 200)
