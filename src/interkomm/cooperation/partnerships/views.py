"""Staff pages of cooperations: list, one cooperation, its texts, invitations, and proposals to the partners."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.consents.forms import LeadForm, ProposalForm
from interkomm.cooperation.consents.proposing import proposed
from interkomm.cooperation.consents.queries import waiting_for
from interkomm.cooperation.partnerships import queries, rules, services
from interkomm.cooperation.partnerships.forms import LeavingForm, PartnersForm, RuleForm, TextsForm
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.selection import chosen_areas, selection_page
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui.layouts import Link, Page

READ_OR_SEND = ["GET", "HEAD", "POST"]
ACT_OF_PATH = {
    "beitritt": "add_partner",
    "austritt": "remove_partner",
    "federfuehrung": "change_lead",
    "regel": "change_rule",
    "veroeffentlichen": "publish",
    "verbergen": "unpublish",
}


@require_safe
@signed_in
def cooperation_list(request: AuthenticatedRequest) -> HttpResponse:
    """The cooperations of the person's towns, invitations to answer, and what waits for consent."""
    if not (organisations_where(request.user) or rules.is_operator(request.user)):
        raise Http404
    context = {
        "page": Page(title=_("Kooperationen"), robots="noindex", width="wide"),
        "cooperations": list(queries.cooperations_of(request.user)),
        "invitations": list(queries.invitations_for(request.user)),
        "waiting_count": waiting_for(request.user).count(),
        "may_found": rules.may_found(request.user),
    }
    return render(request, "cooperation/partnerships/list.html", context)


@require_safe
@signed_in
def cooperation_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    cooperation = visible_cooperation(request, pk)
    context = {
        "page": Page(title=cooperation.name, robots="noindex", width="wide", breadcrumbs=breadcrumbs()),
        "shown": queries.cooperation_page(cooperation),
        "may_edit": rules.may_edit(request.user, cooperation),
        "may_manage": rules.may_manage(request.user, cooperation),
        "may_leave": bool(rules.may_leave_for(request.user, cooperation)),
    }
    return render(request, "cooperation/partnerships/detail.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def cooperation_texts(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    cooperation = visible_cooperation(request, pk)
    if not rules.may_edit(request.user, cooperation):
        raise Http404
    form = TextsForm(request.POST or None, instance=Cooperation.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        services.update_texts(actor=request.user, cooperation=cooperation, facts=form.cleaned_data)
        messages.success(request, _("Die Texte sind gespeichert."))
        return _to_detail(pk)
    context = {
        "page": Page(title=_("Texte der Kooperation"), robots="noindex", breadcrumbs=breadcrumbs(cooperation)),
        "form": form,
        "action": reverse("cooperation:cooperation_texts", args=[pk]),
        "draft_key": f"cooperation-{pk}",
    }
    return render(request, "cooperation/partnerships/form.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_SEND)
@signed_in
def cooperation_propose(request: AuthenticatedRequest, pk: int, path: str) -> HttpResponse:
    """One joint act: a form whose sending asks the partners, or does it at once when the rule is already met."""
    cooperation = visible_cooperation(request, pk)
    act = ACT_OF_PATH.get(path)
    if act is None or not rules.may_manage(request.user, cooperation):
        raise Http404
    if act == "add_partner" and request.method != "POST" and "weiter" not in request.GET:
        return _choose_partners(request, cooperation)
    form = _proposal_form(request, cooperation, act)
    if request.method == "POST" and form.is_valid() and (answer := _propose(request, cooperation, act, form)):
        return answer
    context = {
        "page": Page(title=_title(act), robots="noindex", breadcrumbs=breadcrumbs(cooperation)),
        "form": form,
        "areas": getattr(form, "areas", ()),
        "rule_sentence": queries.cooperation_page(cooperation).rule_sentence,
        "action": reverse("cooperation:cooperation_propose", args=[pk, path]),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "cooperation/partnerships/propose.html", context, status=status)


@require_http_methods(READ_OR_SEND)
@signed_in
def cooperation_leave(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The own town leaves: its own decision, after a page that says what follows."""
    cooperation = visible_cooperation(request, pk)
    own = rules.may_leave_for(request.user, cooperation)
    if not own:
        raise Http404
    form = LeavingForm(request.POST or None, organisation_ids=own)
    del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        try:
            services.leave(
                actor=request.user,
                cooperation=cooperation,
                organisation_id=form.cleaned_data["organisation"].pk,
                left_on=form.cleaned_data["left_on"],
            )
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Der Austritt ist eingetragen."))
            return HttpResponseRedirect(reverse("cooperation:cooperations"))
    context = {
        "page": Page(title=_("Austritt erklären"), robots="noindex", breadcrumbs=breadcrumbs(cooperation)),
        "form": form,
        "action": reverse("cooperation:cooperation_leave", args=[pk]),
    }
    return render(request, "cooperation/partnerships/leave.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_SEND)
@signed_in
def invitation_answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What the cooperation is, who is in it, and the two buttons."""
    invitation = get_object_or_404(queries.invitations_for(request.user), pk=pk)
    if request.method == "POST":
        accepts = request.POST.get("answer") == "accept"
        try:
            services.answer_invitation(actor=request.user, invitation=invitation, accepts=accepts)
        except NotAllowed:
            raise Http404 from None
        except RuleBroken as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Willkommen als Partnerin.") if accepts else _("Die Einladung ist abgelehnt."))
        return HttpResponseRedirect(reverse("cooperation:cooperations"))
    context = {
        "page": Page(title=_("Einladung in eine Kooperation"), robots="noindex", breadcrumbs=breadcrumbs()),
        "invitation": invitation,
        "shown": queries.cooperation_page(invitation.cooperation),
    }
    return render(request, "cooperation/partnerships/invitation.html", context)


def visible_cooperation(request: AuthenticatedRequest, pk: int) -> Cooperation:
    """The cooperation, when the person works on it; else 404."""
    return get_object_or_404(queries.cooperations_of(request.user), pk=pk)


def breadcrumbs(cooperation: Cooperation | None = None) -> tuple[Link, ...]:
    start = (Link(_("Kooperationen"), reverse("cooperation:cooperations")),)
    if cooperation is None:
        return start
    return (*start, Link(cooperation.name, reverse("cooperation:cooperation", args=[cooperation.pk])))


def _choose_partners(request: AuthenticatedRequest, cooperation: Cooperation) -> HttpResponse:
    page = Page(title=_title("add_partner"), robots="noindex", width="wide", breadcrumbs=breadcrumbs(cooperation))
    return selection_page(request, page, next_url=request.path)


def _proposal_form(request: AuthenticatedRequest, cooperation: Cooperation, act: str) -> ProposalForm:
    sent = request.POST if request.method == "POST" else None
    partners = rules.partner_ids(cooperation) - {cooperation.lead_id}
    if act == "add_partner":
        return PartnersForm(sent, areas=chosen_areas(request))
    if act == "change_lead":
        return LeadForm(sent, organisation_ids=partners)
    if act == "remove_partner":
        return LeavingForm(sent, organisation_ids=partners)
    return RuleForm(sent) if act == "change_rule" else ProposalForm(sent)


def _propose(
    request: AuthenticatedRequest, cooperation: Cooperation, act: str, form: ProposalForm
) -> HttpResponse | None:
    ask = partial(
        services.propose,
        actor=request.user,
        cooperation=cooperation,
        act=act,
        arguments=form.arguments(),
        reason=form.cleaned_data["reason"],
    )
    return proposed(request, form, ask, reverse("cooperation:cooperation", args=[cooperation.pk]))


def _title(act: str) -> str:
    return {
        "add_partner": _("Gemeinden einladen"),
        "remove_partner": _("Austritt einer Gemeinde eintragen"),
        "change_lead": _("Federführung abgeben"),
        "change_rule": _("Zustimmungsregel ändern"),
        "publish": _("Kooperation veröffentlichen"),
        "unpublish": _("Kooperation nicht mehr öffentlich zeigen"),
    }[act]


def _to_detail(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("cooperation:cooperation", args=[pk]))
