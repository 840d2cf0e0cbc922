"""Staff pages of answering: the work list, one answer beside its contribution, the same answer for several, undo."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.stamps.stamp import StampInvalid, issue, redeem
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.processes.models import Process
from interkomm.participation.responses import queries, rules, services
from interkomm.participation.responses.forms import AnswerForm, WorkFilterForm
from interkomm.participation.responses.models import Response
from interkomm.participation.responses.services import Answer
from interkomm.ui.layouts import Link, Page
from interkomm.ui.lists import with_query

Status = Contribution.Status


@signed_in
@require_safe
def work_list(request: AuthenticatedRequest) -> HttpResponse:
    """What waits for an answer, by process and status; what was forwarded to us has a tab of its own."""
    if not rules.answers_somewhere(request.user):
        raise Http404
    processes = list(queries.answered_processes(request.user))
    chosen = _process(request, processes)
    sections = queries.section_titles(chosen.pk) if chosen else []
    towns = list(Organisation.objects.filter(process_ownerships__process=chosen)) if chosen else []
    form = WorkFilterForm(
        {**request.GET.dict(), "verfahren": chosen.pk if chosen else ""},
        processes=processes,
        municipalities=towns,
        sections=sections,
    )
    choice = _choice(request, form, chosen)
    found = queries.work_list(request.user, choice)
    context = {
        "page": Page(title=_("Rückmeldungen"), robots="noindex", width="wide"),
        "work": found,
        "choice": choice,
        "process": chosen,
        "form": form,
        "tabs": _tabs(request, choice.tab, found.counts),
        "section_labels": {section.key: section.label for section in sections},
        "next_url": with_query(request, nach=str(found.following)) if found.following else "",
        "reset_url": f"{request.path}?verfahren={chosen.pk if chosen else ''}&stand={choice.tab}",
        "to_us": queries.TO_US,
    }
    return render(request, "participation/responses/work_list.html", context)


def _process(request: HttpRequest, processes: list[Process]) -> Process | None:
    """The process asked for, else the one with most unanswered contributions."""
    asked = request.GET.get("verfahren", "")
    found = next((one for one in processes if str(one.pk) == asked), None)
    if found is not None or not processes:
        return found
    waiting = queries.waiting_by_process([one.pk for one in processes])
    return max(processes, key=lambda one: (waiting.get(one.pk, 0), one.pk))


def _choice(request: HttpRequest, form: WorkFilterForm, process: Process | None) -> queries.WorkChoice:
    values = form.cleaned_data if form.is_valid() else {}
    tab, after = request.GET.get("stand", ""), request.GET.get("nach", "")
    return queries.WorkChoice(
        tab=tab if tab in {*Status.values, queries.TO_US} else Status.RECEIVED.value,
        process_id=process.pk if process else None,
        municipality_id=values.get("gemeinde"),
        section_key=values.get("abschnitt", ""),
        words=values.get("suche", ""),
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None,
    )


def _tabs(request: HttpRequest, current: str, counts: dict[str, int]) -> list[Link]:
    labels = {value: str(label) for value, label in Status.choices}
    labels[queries.TO_US] = _("an uns weitergeleitet")
    return [
        Link(label, with_query(request, stand=tab, nach=""), is_current=tab == current, meta=str(counts[tab]))
        for tab, label in labels.items()
    ]


def _mine(request: AuthenticatedRequest, public_id: str) -> Contribution:
    """A contribution that the person may answer. Raises Http404."""
    joined = Contribution.objects.select_related("process", "part", "municipality", "parent", "forwarded_to")
    found = get_object_or_404(joined, public_id=public_id)
    if not rules.may_answer(request.user, found):
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: AuthenticatedRequest, public_id: str) -> HttpResponse:
    """Write the answer beside contribution, paragraph and thread; as draft or for everybody."""
    contribution = _mine(request, public_id)
    around = queries.beside(contribution, request.user)
    form = _form(request, [contribution], around)
    nonce = ""
    if form.is_bound and form.is_valid():
        try:
            nonce = redeem(request, request.POST.get("stamp", ""), f"answer:{public_id}").nonce
            return _stored(request, contribution, form.answer(), nonce)
        except StampInvalid:
            form.add_error(None, _("Das Formular war sehr lange offen. Bitte senden Sie es noch einmal ab."))
        except RuleBroken as broken:
            form.add_error(None, str(broken))
            nonce = ""
    newest = around.versions[0] if around.versions else None
    context = {
        "page": Page(
            title=_("Beitrag %(id)s beantworten") % {"id": public_id},
            robots="noindex",
            width="wide",
            breadcrumbs=(Link(_("Rückmeldungen"), reverse("participation:responses")),),
        ),
        "contribution": contribution,
        "beside": around,
        "newest": newest,
        "form": form,
        "stamp": issue(request, f"answer:{public_id}", nonce),
        "just_saved": "gespeichert" in request.GET and newest is not None,
        "may_undo": newest is not None and not newest.submission_key.startswith("undo:"),
    }
    return render(request, "participation/responses/answer.html", context, status=422 if form.is_bound else 200)


def _form(
    request: AuthenticatedRequest, contributions: list[Contribution], around: queries.Beside | None
) -> AnswerForm:
    """The form with the draft, or the answer that is shown now, filled in."""
    keys = frozenset.intersection(*(rules.answering_organisations(request.user, one) for one in contributions))
    initial: dict[str, object] = {}
    source = around.draft or (around.versions[0] if around.versions else None) if around else None
    if source is not None:
        names = {
            "status": "status",
            "text": "text",
            "organisation": "organisation_id",
            "forwarded_to": "forwarded_to_id",
        }
        initial = {name: getattr(source, attribute) for name, attribute in names.items()}
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        organisations=list(Organisation.objects.filter(pk__in=keys)),
        receivers=queries.possible_receivers({one.process_id for one in contributions}),
        initial=initial,
    )


def _stored(request: AuthenticatedRequest, contribution: Contribution, given: Answer, nonce: str) -> HttpResponse:
    address = reverse("participation:answer", args=[contribution.public_id])
    try:
        if "entwurf" in request.POST:
            services.save_draft(actor=request.user, contribution=contribution, draft=given, now=timezone.now())
            messages.success(request, _("Der Entwurf ist gespeichert. Er ist noch nicht öffentlich."))
            return redirect(address)
        seen = request.POST.get("gesehen", "")
        services.answer(
            actor=request.user,
            contribution=contribution,
            answer=given,
            submission_key=nonce,
            now=timezone.now(),
            seen_response_id=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None,
        )
    except NotAllowed:
        raise Http404 from None
    return redirect(f"{address}?gespeichert=1")


@signed_in
@require_http_methods(["GET", "POST"])
def answer_many(request: AuthenticatedRequest) -> HttpResponse:
    """The same answer for several contributions, after showing all of them once more."""
    given = request.POST if request.method == "POST" else request.GET
    ids = list(dict.fromkeys(given.getlist("beitrag")))[: queries.PAGE_SIZE]
    if not rules.answers_somewhere(request.user):
        raise Http404
    if not ids:
        messages.warning(request, _("Bitte wählen Sie zuerst mindestens einen Beitrag aus."))
        return redirect("participation:responses")
    found = list(
        Contribution.objects.filter(public_id__in=ids).select_related("process", "municipality").order_by("id")
    )
    if len(found) != len(ids) or not all(rules.may_answer(request.user, one) for one in found):
        raise Http404
    form = _form(request, found, None)
    if form.is_bound and form.is_valid():
        try:
            return _stored_many(request, found, form.answer())
        except StampInvalid:
            form.add_error(None, _("Das Formular war sehr lange offen. Bitte senden Sie es noch einmal ab."))
        except RuleBroken as broken:
            form.add_error(None, str(broken))
    title = ngettext("%(count)d Beitrag beantworten", "%(count)d Beiträge gemeinsam beantworten", len(found))
    context = {
        "page": Page(
            title=title % {"count": len(found)},
            robots="noindex",
            breadcrumbs=(Link(_("Rückmeldungen"), reverse("participation:responses")),),
        ),
        "contributions": found,
        "form": form,
        "stamp": issue(request, "answers"),
    }
    return render(request, "participation/responses/answer_many.html", context, status=422 if form.is_bound else 200)


def _stored_many(request: AuthenticatedRequest, found: list[Contribution], given: Answer) -> HttpResponse:
    stamp = redeem(request, request.POST.get("stamp", ""), "answers")
    try:
        count = services.answer_many(
            actor=request.user,
            contribution_ids=[one.pk for one in found],
            answer=given,
            submission_key=stamp.nonce,
            now=timezone.now(),
        )
    except NotAllowed:
        raise Http404 from None
    text = ngettext("%(count)d Beitrag ist beantwortet.", "%(count)d Beiträge sind beantwortet.", count)
    messages.success(request, text % {"count": count})
    return redirect(f"{reverse('participation:responses')}?verfahren={found[0].process_id}")


@signed_in
@require_POST
def undo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take the newest answer back."""
    response = get_object_or_404(Response.objects.select_related("contribution__process"), pk=pk)
    if not rules.may_answer(request.user, response.contribution):
        raise Http404
    try:
        services.undo(actor=request.user, response=response, now=timezone.now())
    except RuleBroken as broken:
        messages.warning(request, str(broken))
    else:
        messages.success(request, _("Die Antwort ist zurückgenommen."))
    return redirect("participation:answer", public_id=response.contribution.public_id)
