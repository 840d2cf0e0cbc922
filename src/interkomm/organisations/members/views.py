"""Staff pages of members and invitations."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.bodies.views import organisation_for, staff_page, tabs
from interkomm.organisations.members import queries, rules, services
from interkomm.organisations.members.forms import GrantForm, InvitationForm
from interkomm.organisations.roles.models import Invitation, Membership
from interkomm.organisations.roles.rules import has_role


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def manage_members(request: AuthenticatedRequest, slug: str) -> HttpResponseBase:
    """People, roles and open invitations; inviting somebody (POST)."""
    organisation = organisation_for(request, slug)
    may_manage = rules.may_manage_members(request.user, organisation)
    may_appoint = not may_manage and rules.may_appoint_first_manager(request.user, organisation)
    if request.method == "POST" and not (may_manage or may_appoint):
        raise Http404
    form = InvitationForm(request.POST or None, only_manager=may_appoint)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite(actor=request.user, organisation=organisation, **form.cleaned_data)
        except NotAllowed:
            raise Http404 from None
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Die Einladung ist unterwegs. Der Link darin gilt 14 Tage."))
            return redirect("organisations:manage_members", slug)
    context = {
        "page": staff_page(organisation, _("Personen und Rollen")),
        "tabs": tabs(organisation, "manage_members"),
        "organisation": organisation,
        **_people(request, organisation, may_manage=may_manage),
        "invitations": list(queries.open_invitations(organisation)) if may_manage or may_appoint else [],
        "form": form if may_manage or may_appoint else None,
        "may_manage": may_manage,
        "may_appoint": may_appoint,
    }
    return render(request, "organisations/members/list.html", context, status=422 if form.errors else 200)


def _people(request: AuthenticatedRequest, organisation: Organisation, *, may_manage: bool) -> dict[str, object]:
    """The operator without a role here sees no names: who works for a town is the town's content."""
    if not may_manage and not has_role(request.user, organisation.pk):
        return {"members": [], "grant_form": None}
    return {
        "members": queries.members_of(organisation),
        "grant_form": GrantForm(organisation=organisation) if may_manage else None,
    }


@require_POST
@signed_in
def grant(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Give a further role to a member."""
    organisation = organisation_for(request, slug)
    form = GrantForm(request.POST, organisation=organisation)
    if not rules.may_manage_members(request.user, organisation):
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Bitte wählen Sie eine Person und eine Rolle aus der Liste."))
    else:
        _try(request, lambda: services.grant_role(actor=request.user, organisation=organisation, **form.cleaned_data))
    return redirect("organisations:manage_members", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def revoke(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponseBase:
    """Ask, then take a role away (or give back one's own)."""
    organisation = organisation_for(request, slug)
    held = Membership.objects.select_related("user", "organisation").filter(pk=pk, organisation=organisation).first()
    if held is None and request.method == "POST":
        return redirect("organisations:manage_members", slug)  # the second of two clicks
    if held is None or not (rules.may_manage_members(request.user, organisation) or held.user_id == request.user.pk):
        raise Http404
    if request.method == "POST":
        _try(request, lambda: services.revoke_role(actor=request.user, membership=held), _("Die Rolle ist entzogen."))
        return redirect("accounts:account" if held.user_id == request.user.pk else _members_url(slug))
    context = {
        "page": staff_page(organisation, _("Rolle entziehen")),
        "question": _("%(person)s die Rolle „%(role)s“ entziehen?")
        % {"person": held.user.display_name, "role": held.get_role_display()},
        "consequences": _("Die Person kann danach nicht mehr in dieser Rolle handeln. Ihre bisherige Arbeit bleibt."),
        "submit": _("Rolle entziehen"),
        "cancel_url": _members_url(slug),
    }
    return render(request, "organisations/confirm.html", context)


@require_POST
@signed_in
def resend(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Send an invitation again with a new link."""
    invitation = _invitation(request, slug, pk)
    done = _("Die Einladung wurde noch einmal gesendet. Der frühere Link gilt nicht mehr.")
    known = request.GET.get("stand", "")
    _try(request, lambda: services.resend_invitation(actor=request.user, invitation=invitation, known=known), done)
    return redirect("organisations:manage_members", slug)


@require_POST
@signed_in
def take_back(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, slug, pk)
    done = _("Die Einladung ist zurückgenommen. Ihr Link gilt nicht mehr.")
    _try(request, lambda: services.revoke_invitation(actor=request.user, invitation=invitation), done)
    return redirect("organisations:manage_members", slug)


def _invitation(request: AuthenticatedRequest, slug: str, pk: int) -> Invitation:
    organisation = organisation_for(request, slug)
    return get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk, organisation=organisation)


def _members_url(slug: str) -> str:
    return reverse("organisations:manage_members", args=[slug])


def _try(request: AuthenticatedRequest, act: Callable[[], object], done: str = "") -> None:
    """Run a use case and say in a message how it went; 404 for what is not the person's business."""
    try:
        act()
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done or _("Die Änderung ist gespeichert."))
