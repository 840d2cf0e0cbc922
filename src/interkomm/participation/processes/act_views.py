"""Staff page of a joint act on a process: says what follows, asks for a reason, asks the owners."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.consents.forms import LeadForm, ProposalForm
from interkomm.cooperation.consents.proposing import proposed
from interkomm.cooperation.consents.queries import rule_sentence
from interkomm.participation.processes import owning, services
from interkomm.participation.processes.forms import OwnersForm, RuleForm
from interkomm.participation.processes.frame import READ_OR_SEND, load_managed, staff_page
from interkomm.participation.processes.models import Process
from interkomm.participation.processes.owners import owner_ids

ACT_OF_PATH = {
    "veroeffentlichen": "publish",
    "beenden": "close",
    "wieder-oeffnen": "reopen",
    "loeschen": "delete",
    "federfuehrung": "change_lead",
    "regel": "change_rule",
    "traegerinnen": "change_owners",
}


@require_http_methods(READ_OR_SEND)
@signed_in
def process_act(request: AuthenticatedRequest, pk: int, path: str) -> HttpResponse:
    """One joint act; sending the form asks the owners, or does it at once when the rule is already met."""
    process = load_managed(request, pk)
    act = ACT_OF_PATH.get(path)
    if act is None:
        raise Http404
    form = _form(request, process, act)
    if request.method == "POST" and form.is_valid() and (answer := _propose(request, process, act, form)):
        return answer
    title, consequences = _words(act)
    context = {
        "page": staff_page(title, process),
        "form": form,
        "consequences": consequences,
        "rule_sentence": rule_sentence(process.consent_rule, len(owner_ids(process)), process.lead.label),
        "action": reverse("participation:manage_act", args=[pk, path]),
        "cancel_url": reverse("participation:manage_process", args=[pk]),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "participation/processes/act.html", context, status=status)


def _form(request: AuthenticatedRequest, process: Process, act: str) -> ProposalForm:
    sent = request.POST if request.method == "POST" else None
    owners = owner_ids(process)
    if act == "change_lead":
        return LeadForm(sent, organisation_ids=owners - {process.lead_id})
    if act == "change_owners":
        eligible = owners | owning.eligible_owner_ids(request.user)
        return OwnersForm(sent, organisation_ids=eligible, initial={"organisations": sorted(owners)})
    return RuleForm(sent) if act == "change_rule" else ProposalForm(sent)


def _propose(request: AuthenticatedRequest, process: Process, act: str, form: ProposalForm) -> HttpResponse | None:
    ask = partial(
        services.propose,
        actor=request.user,
        process=process,
        act=act,
        arguments=form.arguments(),
        reason=form.cleaned_data["reason"],
    )
    if act == "delete":
        return proposed(request, form, ask, reverse("participation:manage_processes"))
    return proposed(request, form, ask, reverse("participation:manage_process", args=[process.pk]))


def _words(act: str) -> tuple[str, str]:
    """Title of the page, and what follows from the act."""
    return {
        "publish": (
            _("Verfahren veröffentlichen"),
            _("Alle können das Verfahren lesen. Die Phasen beginnen und enden von selbst zu ihren Zeiten."),
        ),
        "close": (
            _("Verfahren vorzeitig beenden"),
            _("Ab sofort kann niemand mehr Beiträge schreiben. Lesen bleibt möglich, Antworten auch."),
        ),
        "reopen": (
            _("Verfahren wieder öffnen"),
            _("Es gelten wieder die Zeiten der Phasen."),
        ),
        "delete": (
            _("Verfahren löschen"),
            _("Verfahren und Beiträge verschwinden von allen Seiten. Im Protokoll bleibt, wer das wann wollte."),
        ),
        "change_lead": (
            _("Federführung abgeben"),
            _("Die Trägerinnen bleiben gleichberechtigt; nur die Federführung wechselt."),
        ),
        "change_rule": (
            _("Zustimmungsregel ändern"),
            _("Die neue Regel gilt für alles, was danach beantragt wird. Über den Wechsel entscheidet die bisherige."),
        ),
        "change_owners": (
            _("Trägerinnen ändern"),
            _("Neue Trägerinnen werden mit gefragt. Wer ausscheidet, verliert den Zugang zu diesem Verfahren."),
        ),
    }[act]
