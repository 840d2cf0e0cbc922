"""Staff pages of attendance, minutes and decisions."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.textdiff import diff
from interkomm.cooperation.meetings import rules
from interkomm.cooperation.meetings.frame import (
    form_page,
    meeting_link,
    meeting_of,
    meetings_link,
    to_meeting,
    writable_meeting,
)
from interkomm.cooperation.meetings.models import Decision, Meeting, MinutesVersion
from interkomm.cooperation.minutes import queries, services
from interkomm.cooperation.minutes.forms import AttendanceForm, DecisionForm, MinutesForm
from interkomm.cooperation.minutes.paper import minutes_pdf
from interkomm.cooperation.records.frame import READ_OR_SEND, attempt, press, staff_page
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Page

MOST_VERSIONS = 50


@require_http_methods(READ_OR_SEND)
@signed_in
def attendance(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    """Who was there: one row for each partner."""
    shown = writable_meeting(request, pk, meeting)
    form = AttendanceForm(
        request.POST if request.method == "POST" else None,
        partners=queries.partners_of(shown),
        stored=shown.attendance.all(),
    )
    if form.is_bound and form.is_valid():
        act = lambda: services.record_attendance(actor=request.user, meeting=shown, presences=form.presences())  # noqa: E731
        if press(request, act, _("Die Anwesenheit ist gespeichert.")):
            return to_meeting(shown, "anwesenheit")
    context = {"page": _page(shown, _("Anwesenheit")), "form": form}
    return render(request, "cooperation/meetings/attendance.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def minutes_read(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    """The newest version, or `?fassung=3`, and the list of all."""
    shown = meeting_of(request, pk, meeting)
    version = _version(request, shown)
    versions = list(shown.minutes.defer("text").select_related("saved_by", "confirmed_by")[:MOST_VERSIONS])
    context = {
        "page": _page(shown, pgettext("Sitzung", "Protokoll")),
        "meeting": shown,
        "version": version,
        "versions": versions,
        "is_newest": version is not None and version.number == versions[0].number,
        "may_write": rules.may_write(request.user, shown),
        "may_confirm": rules.may_confirm(request.user, shown),
    }
    return render(request, "cooperation/meetings/minutes.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def minutes_write(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    """The text. When somebody else saved in the meantime: both texts are shown, nothing is lost."""
    shown = writable_meeting(request, pk, meeting)
    newest = shown.minutes.first()
    start = {"text": newest.text if newest else _outline(shown), "based_on": newest.number if newest else 0}
    form = MinutesForm(request.POST if request.method == "POST" else None, initial=start)
    overtaken: MinutesVersion | None = None
    if form.is_bound and form.is_valid():
        try:
            services.save_minutes(actor=request.user, meeting=shown, **form.cleaned_data)
        except NotAllowed:
            raise Http404 from None
        except services.Overtaken as problem:
            overtaken = problem.newest
            form = MinutesForm(initial={"text": form.cleaned_data["text"], "based_on": overtaken.number})
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Das Protokoll ist gespeichert."))
            return _to_minutes(shown)
    context = {
        "page": _page(shown, _("Protokoll schreiben")),
        "form": form,
        "overtaken": overtaken,
        "runs": diff(overtaken.text, form.initial["text"]) if overtaken else [],
        "draft_key": f"minutes-{shown.pk}",
    }
    status = 409 if overtaken else 422 if form.errors else 200
    return render(request, "cooperation/meetings/minutes_form.html", context, status=status)


@require_POST
@signed_in
def minutes_confirm(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    shown = meeting_of(request, pk, meeting)
    if not rules.may_confirm(request.user, shown):
        raise Http404
    number = request.POST.get("number", "")
    if not number.isdecimal() or len(number) > 9:
        messages.error(request, _("Es gibt noch kein Protokoll."))
        return _to_minutes(shown)
    act = lambda: services.confirm_minutes(actor=request.user, meeting=shown, number=int(number))  # noqa: E731
    press(request, act, _("Das Protokoll ist bestätigt."))
    return _to_minutes(shown)


@require_safe
@signed_in
def minutes_paper(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    """The PDF of the newest version, or of `?fassung=3`."""
    shown = meeting_of(request, pk, meeting)
    version = _version(request, shown)
    if version is None:
        raise Http404
    answer = HttpResponse(minutes_pdf(shown, version), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="protokoll-{shown.pk}-{version.number}.pdf"'
    return answer


@require_http_methods(READ_OR_SEND)
@signed_in
def decision_new(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    shown = writable_meeting(request, pk, meeting)
    sent = request.POST if request.method == "POST" else None
    form = DecisionForm(
        sent, meeting=shown, partners=queries.partners_of(shown), votes={}, initial={"item": request.GET.get("top")}
    )
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        made = attempt(
            form,
            lambda: services.record_decision(
                actor=request.user, meeting=shown, text=values["text"], votes=form.votes(), item=values["item"]
            ),
        )
        if made:
            return to_meeting(shown, "beschluesse")
    return form_page(request, shown.cooperation, _("Neuer Beschluss"), form, shown)


@require_http_methods(READ_OR_SEND)
@signed_in
def decision_edit(request: AuthenticatedRequest, pk: int, meeting: int, decision: int) -> HttpResponse:
    shown = writable_meeting(request, pk, meeting)
    found = get_object_or_404(Decision, pk=decision, meeting=shown)
    found.meeting = shown
    votes = list(found.votes.select_related("organisation"))
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        meeting=shown,
        partners=[vote.organisation for vote in votes],
        votes={vote.organisation_id: vote.choice for vote in votes},
        initial={"text": found.text, "item": found.item_id},
    )
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        if attempt(
            form,
            lambda: services.change_decision(
                actor=request.user, decision=found, text=values["text"], votes=form.votes(), item=values["item"]
            ),
        ):
            return to_meeting(shown, "beschluesse")
    return form_page(request, shown.cooperation, _("Beschluss bearbeiten"), form, shown)


def _version(request: AuthenticatedRequest, meeting: Meeting) -> MinutesVersion | None:
    versions = meeting.minutes.select_related("saved_by", "confirmed_by")
    wanted = request.GET.get("fassung", "")
    if not wanted:
        return versions.first()
    if not wanted.isdecimal() or len(wanted) > 6:
        raise Http404
    return get_object_or_404(versions, number=int(wanted))


def _outline(meeting: Meeting) -> str:
    """A beginning: a heading for each item of the agenda."""
    items = meeting.agenda.values_list("title", flat=True)
    return "\n\n".join(f"# TOP {number}: {title}\n" for number, title in enumerate(items, start=1))


def _page(meeting: Meeting, title: str) -> Page:
    return staff_page(meeting.cooperation, title, meetings_link(meeting.cooperation), meeting_link(meeting))


def _to_minutes(meeting: Meeting) -> HttpResponse:
    return HttpResponseRedirect(reverse("cooperation:minutes", args=[meeting.cooperation_id, meeting.pk]))
