"""Staff pages: my organisations, their facts, offices and bodies."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.bodies import queries, rules, services
from interkomm.organisations.bodies.forms import FactsForm, FoundingForm
from interkomm.organisations.bodies.models import Organisation
from interkomm.ui.layouts import Link, Page


def organisation_for(request: AuthenticatedRequest, slug: str) -> Organisation:
    """The organisation, for people who work for it (or operate the installation); 404 for everybody else."""
    organisation = get_object_or_404(Organisation.objects.select_related("parent", "logo"), slug=slug)
    if not rules.may_see_staff_pages(request.user, organisation):
        raise Http404
    return organisation


def staff_page(organisation: Organisation, title: str) -> Page:
    """The frame of a staff page of an organisation."""
    trail = [Link(_("Organisationen"), reverse("organisations:manage_list"))]
    if organisation.parent is not None:
        trail.append(Link(organisation.parent.label, reverse("organisations:manage", args=[organisation.parent.slug])))
    trail.append(Link(organisation.label, reverse("organisations:manage", args=[organisation.slug])))
    return Page(title=title, breadcrumbs=tuple(trail), robots="noindex")


def tabs(organisation: Organisation, current: str) -> tuple[Link, ...]:
    """The staff pages of one organisation."""
    names = [("manage", _("Übersicht")), ("manage_facts", _("Angaben")), ("manage_contacts", _("Kontakte"))]
    if organisation.parent_id is None:
        names.append(("manage_children", _("Ämter und Gremien")))
    names.append(("manage_members", _("Personen und Rollen")))
    return tuple(
        Link(label, reverse(f"organisations:{name}", args=[organisation.slug]), is_current=name == current)
        for name, label in names
    )


@require_safe
@signed_in
def manage_list(request: AuthenticatedRequest) -> HttpResponse:
    """The organisations the person works for."""
    organisations = list(queries.staff_list(request.user))
    if not organisations and not rules.may_found(request.user):
        raise Http404
    context = {
        "page": Page(title=_("Organisationen"), robots="noindex", width="wide"),
        "organisations": organisations,
        "may_found": rules.may_found(request.user),
    }
    return render(request, "organisations/bodies/manage_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def found(request: AuthenticatedRequest) -> HttpResponseBase:
    """Found an organisation; for the operator."""
    if not rules.may_found(request.user):
        raise Http404
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            organisation = services.found_organisation(actor=request.user, facts=form.facts)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Die Organisation ist angelegt. Laden Sie jetzt ihr Management ein."))
            return redirect("organisations:manage_members", organisation.slug)
    page = Page(
        title=_("Organisation anlegen"),
        breadcrumbs=(Link(_("Organisationen"), reverse("organisations:manage_list")),),
        robots="noindex",
    )
    return render(
        request, "organisations/bodies/form.html", {"page": page, "form": form, "tabs": ()}, status=_status(form)
    )


@require_safe
@signed_in
def manage(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """What there is to do for one organisation."""
    organisation = organisation_for(request, slug)
    context = {
        "page": staff_page(organisation, organisation.name),
        "tabs": tabs(organisation, "manage"),
        "organisation": organisation,
        "missing": queries.missing_facts(organisation),
        "may_edit": rules.may_edit(request.user, organisation),
        "may_set_active": organisation.parent_id is not None and rules.may_edit(request.user, organisation),
    }
    return render(request, "organisations/bodies/manage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def manage_facts(request: AuthenticatedRequest, slug: str) -> HttpResponseBase:
    """Name, address, look, imprint and privacy notice."""
    organisation = organisation_for(request, slug)
    if not rules.may_edit(request.user, organisation):
        raise Http404
    form = FactsForm(request.POST or None, request.FILES or None, instance=organisation)
    if request.method == "POST" and form.is_valid() and _saved(request, form, slug):
        messages.success(request, _("Die Angaben sind gespeichert."))
        return redirect("organisations:manage", slug)
    context = {
        "page": staff_page(organisation, _("Angaben")),
        "tabs": tabs(organisation, "manage_facts"),
        "form": form,
        "organisation": organisation,
    }
    return render(request, "organisations/bodies/form.html", context, status=_status(form))


def _saved(request: AuthenticatedRequest, form: FactsForm, slug: str) -> bool:
    organisation = Organisation.objects.get(slug=slug)  # not the form's: its object carries unchecked values
    upload, without_logo = form.cleaned_data["logo"], form.cleaned_data["without_logo"]
    try:
        services.update_organisation(actor=request.user, organisation=organisation, facts=form.facts)
        if upload or without_logo:
            services.set_logo(actor=request.user, organisation=organisation, upload=upload or None)
    except RuleBroken as error:
        form.add_error(None, str(error))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def manage_children(request: AuthenticatedRequest, slug: str) -> HttpResponseBase:
    """Offices and bodies of an organisation, and adding one."""
    organisation = organisation_for(request, slug)
    if organisation.parent_id is not None:
        raise Http404
    may_add = rules.may_add_child(request.user, organisation)
    form = FoundingForm(request.POST or None, is_child=True)
    if request.method == "POST":
        if not may_add:
            raise Http404
        if form.is_valid():
            try:
                child = services.add_child(actor=request.user, parent=organisation, facts=form.facts)
            except RuleBroken as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("%(name)s ist angelegt.") % {"name": child.name})
                return redirect("organisations:manage_children", slug)
    context = {
        "page": staff_page(organisation, _("Ämter und Gremien")),
        "tabs": tabs(organisation, "manage_children"),
        "organisation": organisation,
        "children": list(organisation.children.all()),
        "form": form if may_add else None,
    }
    return render(request, "organisations/bodies/children.html", context, status=_status(form))


@require_POST
@signed_in
def set_active(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show an office or body in public, or not any more."""
    organisation = organisation_for(request, slug)
    if organisation.parent_id is None or not rules.may_edit(request.user, organisation):
        raise Http404
    is_active = request.POST.get("aktiv") == "1"
    services.set_active(actor=request.user, organisation=organisation, is_active=is_active)
    messages.success(request, _("Die Änderung ist gespeichert."))
    return redirect("organisations:manage", slug)


def _status(form: FactsForm | FoundingForm) -> int:
    return 422 if form.is_bound and form.errors else 200
