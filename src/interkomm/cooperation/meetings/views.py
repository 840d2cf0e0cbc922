"""Staff pages of meetings: list, one meeting, its life and the answers."""

from datetime import datetime

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.groups.models import WorkingGroup
from interkomm.cooperation.meetings import queries, rules, services
from interkomm.cooperation.meetings.forms import (
    TIMES,
    AnswerForm,
    CancelForm,
    FactsForm,
    MeetingFilter,
    MeetingForm,
    SpanForm,
    times_of,
)
from interkomm.cooperation.meetings.frame import (
    form_page,
    meeting_of,
    meetings_link,
    to_meeting,
    writable_meeting,
)
from interkomm.cooperation.meetings.models import Meeting
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records.frame import (
    READ_OR_SEND,
    attempt,
    paged,
    press,
    staff_cooperation,
    staff_page,
    table_file,
)
from interkomm.ui import slots
from interkomm.ui.layouts import Column, page_links, sort_of


@require_safe
@signed_in
def meeting_list(request: AuthenticatedRequest, pk: int) -> HttpResponseBase:
    """The next meetings, or the past ones; `?format=csv|xlsx` gives the same list as a table."""
    cooperation = staff_cooperation(request, pk)
    groups = [(str(group.pk), group.name) for group in cooperation.working_groups.filter(deleted_at__isnull=True)]
    form = MeetingFilter(request, {"gruppe": groups})
    form.fields["zeit"].choices = TIMES  # type: ignore[attr-defined]
    time = request.GET.get("zeit", queries.UPCOMING)
    time = time if time in dict(TIMES) else queries.UPCOMING
    columns = [
        Column(_("Sitzung"), "title"),
        Column(_("Zeit"), "start"),
        Column(_("Wer tagt?")),
        Column(_("Ort"), "place"),
    ]
    sort = sort_of(request, columns, default="start" if time == queries.UPCOMING else "-start")
    found = queries.meetings(
        cooperation,
        timezone.now(),
        time=time,
        words=form.value("q"),
        group=form.value("gruppe"),
        ordering=sort.ordering,
    )
    if kind := request.GET.get("format", ""):
        return _table(kind, cooperation, found)
    page = paged(request, found)
    context = {
        "page": staff_page(cooperation, _("Sitzungen"), width="wide"),
        "cooperation": cooperation,
        "form": form,
        "rows": list(page.object_list),
        "total": page.paginator.count,
        "pages": page_links(request, page.number, page.paginator.num_pages),
        "columns": columns,
        "sort": sort,
        "query": request.GET.urlencode(),
        "may_call": partnerships.may_edit(request.user, cooperation) or _led(request, cooperation).exists(),
    }
    return render(request, "cooperation/meetings/list.html", context)


def _table(kind: str, cooperation: Cooperation, found: QuerySet[Meeting]) -> HttpResponseBase:
    columns = [_("Sitzung"), _("Beginn"), _("Ende"), _("Wer tagt?"), _("Ort"), _("abgesagt am"), _("öffentlich")]
    rows = (
        [
            each.title, _local(each.starts_at), _local(each.ends_at), each.group.name if each.group else cooperation.name,
            each.place, _local(each.cancelled_at), _("ja") if each.is_public else _("nein"),
        ]
        for each in found
    )  # fmt: skip
    return table_file(kind, "sitzungen", columns, rows)


def _local(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def _led(request: AuthenticatedRequest, cooperation: Cooperation) -> QuerySet[WorkingGroup]:
    return cooperation.working_groups.filter(
        members__user=request.user.pk, members__is_chair=True, deleted_at__isnull=True
    )


@require_http_methods(READ_OR_SEND)
@signed_in
def meeting_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Editors of a partner for any group; the chair for the own one."""
    cooperation = staff_cooperation(request, pk)
    groups = cooperation.working_groups.filter(deleted_at__isnull=True)
    if not partnerships.may_edit(request.user, cooperation):
        groups = _led(request, cooperation)
        if not groups.exists():
            raise Http404
    form = MeetingForm(
        request.POST if request.method == "POST" else None, groups=groups, initial={"group": request.GET.get("gruppe")}
    )
    if form.is_bound and form.is_valid():
        group = form.cleaned_data["group"]
        made = attempt(
            form,
            lambda: services.call_meeting(
                actor=request.user, cooperation=cooperation, span=form.meeting_span, facts=form.facts(), group=group
            ),
        )
        if made:
            _say_twice(request, form)
            return to_meeting(made)
    return form_page(request, cooperation, _("Neue Sitzung"), form)


def _say_twice(request: AuthenticatedRequest, form: SpanForm) -> None:
    if form.meeting_span.is_twice:
        messages.warning(
            request,
            _(
                "In dieser Nacht werden die Uhren zurückgestellt. Gemeint ist die erste der beiden gleichen Stunden (Sommerzeit)."
            ),
        )


@require_safe
@signed_in
def meeting_detail(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    """Everything about a meeting; what was written down is added by the slices above."""
    shown = meeting_of(request, pk, meeting)
    now = timezone.now()
    invited = queries.invited_of(shown)
    own = next((each for each in invited if each.person.pk == request.user.pk), None)
    agenda, removed = queries.agenda_of(shown)
    may_write = rules.may_write(request.user, shown)
    can_answer = own is not None and shown.cancelled_at is None and shown.starts_at > now
    context = {
        "page": staff_page(shown.cooperation, shown.title, meetings_link(shown.cooperation), width="wide"),
        "meeting": shown,
        "invited": invited,
        "agenda": agenda,
        "removed": removed,
        "may_write": may_write,
        "is_over": shown.ends_at <= now,
        "answer_form": AnswerForm(initial={"choice": own.choice, "representative": own.representative})
        if own and can_answer
        else None,
        "last": queries.last_with_agenda(shown) if may_write and not agenda else None,
        "written": slots.render("cooperation.meeting", request, shown),
    }
    return render(request, "cooperation/meetings/detail.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def meeting_edit(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    shown = writable_meeting(request, pk, meeting)
    form = FactsForm(request.POST if request.method == "POST" else None, instance=shown)
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: services.change_meeting(actor=request.user, meeting=shown, facts=form.cleaned_data))
    ):
        return to_meeting(shown)
    return form_page(request, shown.cooperation, _("Sitzung bearbeiten"), form, shown)


@require_http_methods(READ_OR_SEND)
@signed_in
def meeting_move(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    shown = writable_meeting(request, pk, meeting)
    form = SpanForm(request.POST if request.method == "POST" else None, initial=times_of(shown))
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: services.move_meeting(actor=request.user, meeting=shown, span=form.meeting_span))
    ):
        _say_twice(request, form)
        messages.success(request, _("Verschoben. Wer eingeladen war, bekommt eine Nachricht und antwortet neu."))
        return to_meeting(shown)
    return form_page(request, shown.cooperation, _("Sitzung verschieben"), form, shown, submit=_("Verschieben"))


@require_POST
@signed_in
def meeting_undo_move(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    shown = writable_meeting(request, pk, meeting)
    press(request, lambda: services.undo_move(actor=request.user, meeting=shown), _("Es gilt wieder die Zeit davor."))
    return to_meeting(shown)


@require_http_methods(READ_OR_SEND)
@signed_in
def meeting_cancel(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    shown = writable_meeting(request, pk, meeting)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if (
        form.is_bound
        and form.is_valid()
        and attempt(
            form,
            lambda: services.cancel_meeting(actor=request.user, meeting=shown, reason=form.cleaned_data["reason"]),
        )
    ):
        messages.success(request, _("Abgesagt. Sie können die Absage zurücknehmen."))
        return to_meeting(shown)
    return form_page(request, shown.cooperation, _("Sitzung absagen"), form, shown, submit=_("Absagen"))


@require_POST
@signed_in
def meeting_restore(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    shown = writable_meeting(request, pk, meeting)
    press(request, lambda: services.restore_meeting(actor=request.user, meeting=shown), _("Die Sitzung findet statt."))
    return to_meeting(shown)


@require_POST
@signed_in
def meeting_invite(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    shown = writable_meeting(request, pk, meeting)
    count = len(queries.invited_of(shown))
    done = ngettext("Die Einladung geht an eine Person.", "Die Einladung geht an %(count)d Personen.", count)
    known = request.GET.get("stand", "")
    press(request, lambda: services.invite(actor=request.user, meeting=shown, known=known), done % {"count": count})
    return to_meeting(shown)


@require_POST
@signed_in
def meeting_answer(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    """The button of an invited person."""
    shown = meeting_of(request, pk, meeting)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        if not rules.is_invited(request.user, shown):
            raise Http404
        messages.error(request, _("Bitte wählen Sie eine Antwort."))
        return to_meeting(shown, "antwort")
    act = {"choice": form.cleaned_data["choice"], "representative": form.cleaned_data["representative"]}
    press(request, lambda: services.answer(actor=request.user, meeting=shown, **act), _("Danke für Ihre Antwort."))
    return to_meeting(shown, "antwort")


@require_POST
@signed_in
def meeting_copy_agenda(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    """The agenda of the last meeting of the same group."""
    shown = writable_meeting(request, pk, meeting)
    last = queries.last_with_agenda(shown)
    if last is None:
        messages.error(request, _("Es gibt keine frühere Tagesordnung."))
    else:
        act = lambda: services.copy_agenda(actor=request.user, meeting=shown, source=last)  # noqa: E731
        press(request, act, _("Die Tagesordnung ist übernommen."))
    return to_meeting(shown, "tagesordnung")
