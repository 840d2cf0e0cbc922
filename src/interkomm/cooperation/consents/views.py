"""Staff pages of joint decisions."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.consents import queries, rules, services
from interkomm.cooperation.consents.forms import ConsentForm
from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui.layouts import Link, Page

DECIDED_SHOWN = 30


@require_safe
@signed_in
def consent_list(request: AuthenticatedRequest) -> HttpResponse:
    """What waits on us, what else is open, and what was decided."""
    if not organisations_where(request.user):
        raise Http404
    ours, managed = queries.visible_requests(request.user), organisations_where(request.user, Role.MANAGER)
    undecided = queries.panels(ours.filter(outcome=ConsentRequest.Outcome.OPEN))
    waiting = [panel for panel in undecided if managed & {answer.organisation_id for answer in panel.missing}]
    decided = ours.exclude(outcome=ConsentRequest.Outcome.OPEN).order_by("-decided_at")[:DECIDED_SHOWN]
    context = {
        "page": Page(title=_("Zustimmungen"), robots="noindex", width="wide", breadcrumbs=_breadcrumbs()[:1]),
        "waiting": waiting,
        "open_others": [panel for panel in undecided if panel not in waiting],
        "decided": queries.panels(decided),
    }
    return render(request, "cooperation/consents/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def consent_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One request: who has consented, who is missing; the form for the towns that the person manages."""
    asked = _visible(request, pk)
    ours = rules.may_consent_for(request.user, asked)
    panel = queries.panel(asked)
    next_town = next((each.organisation_id for each in panel.missing if each.organisation_id in ours), None)
    form = ConsentForm(request.POST or None, organisation_ids=ours, next_town=next_town) if ours else None
    if request.method == "POST":
        if form is None:
            return _decided_meanwhile(request, asked)
        if form.is_valid() and (answer := _give(request, asked, form)):
            return answer
    context = {
        "page": Page(title=panel.sentence, robots="noindex", breadcrumbs=_breadcrumbs()),
        "panel": panel,
        "form": form,
        "may_withdraw": rules.may_withdraw(request.user, asked),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "cooperation/consents/detail.html", context, status=status)


@require_POST
@signed_in
def consent_withdraw(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    asked = _visible(request, pk)
    try:
        services.withdraw_request(actor=request.user, request=asked)
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Die Anfrage ist zurückgezogen."))
    return HttpResponseRedirect(reverse("cooperation:consent", args=[asked.pk]))


def _give(request: AuthenticatedRequest, asked: ConsentRequest, form: ConsentForm) -> HttpResponse | None:
    try:
        current = services.give_consent(
            actor=request.user,
            request=asked,
            organisation_id=form.cleaned_data["organisation"].pk,
            agrees=form.cleaned_data["answer"] == "agree",
            remark=form.cleaned_data["remark"].strip(),
        )
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        form.add_error(None, str(error))
        return None
    if current.outcome == ConsentRequest.Outcome.GRANTED:
        messages.success(request, _("Ihre Antwort ist gespeichert. Damit ist es beschlossen und ausgeführt."))
    else:
        messages.success(request, _("Ihre Antwort ist gespeichert."))
    return HttpResponseRedirect(reverse("cooperation:consent", args=[asked.pk]))


def _decided_meanwhile(request: AuthenticatedRequest, asked: ConsentRequest) -> HttpResponse:
    if asked.outcome == ConsentRequest.Outcome.OPEN:  # a role that may look but not decide
        raise Http404
    messages.info(request, _("Diese Anfrage ist inzwischen entschieden. Ihre Antwort wurde nicht mehr gezählt."))
    return HttpResponseRedirect(reverse("cooperation:consent", args=[asked.pk]))


def _visible(request: AuthenticatedRequest, pk: int) -> ConsentRequest:
    return get_object_or_404(queries.visible_requests(request.user), pk=pk)


def _breadcrumbs() -> tuple[Link, ...]:
    return (
        Link(_("Kooperationen"), reverse("cooperation:cooperations")),
        Link(_("Zustimmungen"), reverse("cooperation:consents")),
    )
