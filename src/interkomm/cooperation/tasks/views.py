"""Staff pages of tasks: of a cooperation, and my own over all of them."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.meetings import rules as meetings
from interkomm.cooperation.meetings.models import Meeting, Task
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records.frame import (
    READ_OR_SEND,
    form_answer,
    paged,
    press,
    sent,
    staff_cooperation,
    staff_page,
    table_file,
)
from interkomm.cooperation.tasks import queries, rules, services
from interkomm.cooperation.tasks.forms import TaskFilter, TaskForm
from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui.layouts import Column, Link, Page, page_links, sort_of


def state_names() -> dict[str, str]:
    return {"open": _("offen"), "overdue": _("überfällig"), "done": _("erledigt")}


@require_safe
@signed_in
def my_tasks(request: AuthenticatedRequest) -> HttpResponse:
    """What I do, and invitations that I have not answered."""
    if not organisations_where(request.user):
        raise Http404
    now = timezone.now()
    context = {
        "page": Page(title=_("Meine Sitzungen und Aufgaben"), robots="noindex"),
        "rows": queries.own_tasks(request.user, timezone.localdate()),
        "state_names": state_names(),
        "unanswered": list(queries.unanswered(request.user, now).select_related("cooperation")[: queries.MOST]),
    }
    return render(request, "cooperation/meetings/my_tasks.html", context)


@require_safe
@signed_in
def task_list(request: AuthenticatedRequest, pk: int) -> HttpResponseBase:
    """All tasks of a cooperation; `?format=csv|xlsx` gives the same list as a table."""
    cooperation = staff_cooperation(request, pk)
    today, names = timezone.localdate(), state_names()
    partners = Organisation.objects.filter(pk__in=partnerships.partner_ids(cooperation)).order_by("name")
    form = TaskFilter(
        request, {"stand": list(names.items()), "partnerin": [(str(each.pk), each.name) for each in partners]}
    )
    columns = [
        Column(_("Aufgabe"), "title"),
        Column(_("Zuständig"), "who"),
        Column(_("Fällig"), "due"),
        Column(_("Stand")),
    ]
    sort = sort_of(request, columns, default="due")
    found = queries.tasks(
        cooperation, today, words=form.value("q"), state=form.value("stand"), organisation=form.value("partnerin"),
        ordering=sort.ordering,
    )  # fmt: skip
    if kind := request.GET.get("format", ""):
        return _table(kind, found, [column.label for column in columns])
    page = paged(request, found)
    context = {
        "page": staff_page(cooperation, _("Aufgaben"), width="wide"),
        "cooperation": cooperation,
        "form": form,
        "rows": [queries.row_of(task, today) for task in page.object_list],
        "total": page.paginator.count,
        "pages": page_links(request, page.number, page.paginator.num_pages),
        "columns": columns,
        "sort": sort,
        "state_names": names,
        "query": request.GET.urlencode(),
        "may_add": partnerships.may_edit(request.user, cooperation),
    }
    return render(request, "cooperation/meetings/tasks.html", context)


def _table(kind: str, found: QuerySet[Task], heads: list[str]) -> HttpResponseBase:
    today, names = timezone.localdate(), state_names()
    rows = (
        [row.task.title, row.who, row.task.due_on.isoformat() if row.task.due_on else "", names[row.state],
         row.task.text, row.task.meeting.title if row.task.meeting else ""]
        for row in (queries.row_of(task, today) for task in found)
    )  # fmt: skip
    return table_file(kind, "aufgaben", [*heads, _("Erläuterung"), _("Sitzung")], rows)


@require_http_methods(READ_OR_SEND)
@signed_in
def task_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """`?sitzung=12`: a task from that meeting."""
    cooperation = staff_cooperation(request, pk)
    meeting = _meeting(request, cooperation)
    if not rules.may_write(request.user, Task(cooperation=cooperation, meeting=meeting)):
        raise Http404
    form = TaskForm(sent(request), partners=partnerships.partner_ids(cooperation))
    return form_answer(
        request,
        _page(cooperation, _("Neue Aufgabe")),
        form,
        lambda: services.add_task(
            actor=request.user, cooperation=cooperation, facts=form.cleaned_data, meeting=meeting
        ),
        _address,
    )


def _meeting(request: AuthenticatedRequest, cooperation: Cooperation) -> Meeting | None:
    wanted = request.GET.get("sitzung", "")
    if not wanted:
        return None
    if not wanted.isdecimal() or len(wanted) > 18:
        raise Http404
    found = get_object_or_404(
        Meeting.objects.select_related("group__cooperation"), pk=int(wanted), cooperation=cooperation
    )
    found.cooperation = cooperation
    return found if meetings.may_write(request.user, found) else None


@require_safe
@signed_in
def task_detail(request: AuthenticatedRequest, pk: int, task: int) -> HttpResponse:
    shown = _task(request, pk, task)
    context = {
        "page": staff_page(shown.cooperation, shown.title, _up(shown.cooperation)),
        "row": queries.row_of(shown, timezone.localdate()),
        "task": shown,
        "state_names": state_names(),
        "may_write": rules.may_write(request.user, shown),
        "may_finish": rules.may_finish(request.user, shown),
    }
    return render(request, "cooperation/meetings/task.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def task_edit(request: AuthenticatedRequest, pk: int, task: int) -> HttpResponse:
    shown = _task(request, pk, task)
    if not rules.may_write(request.user, shown):
        raise Http404
    form = TaskForm(sent(request), instance=shown, partners=partnerships.partner_ids(shown.cooperation))
    act = lambda: services.change_task(actor=request.user, task=shown, facts=form.cleaned_data)  # noqa: E731
    return form_answer(request, _page(shown.cooperation, _("Aufgabe bearbeiten"), shown), form, act, _address)


@require_POST
@signed_in
def task_finish(request: AuthenticatedRequest, pk: int, task: int) -> HttpResponse:
    """Done; or open again."""
    shown = _task(request, pk, task)
    if not rules.may_finish(request.user, shown):
        raise Http404
    is_done = request.POST.get("offen") != "1"
    act = lambda: services.finish_task(actor=request.user, task=shown, is_done=is_done)  # noqa: E731
    press(request, act, _("Erledigt. Danke.") if is_done else _("Die Aufgabe ist wieder offen."))
    return _to_task(shown)


def _task(request: AuthenticatedRequest, pk: int, task: int) -> Task:
    cooperation = staff_cooperation(request, pk)
    rows = Task.objects.select_related("organisation", "person", "meeting__group__cooperation", "meeting__cooperation")
    found = get_object_or_404(rows, pk=task, cooperation=cooperation)
    found.cooperation = cooperation
    return found


def _up(cooperation: Cooperation) -> Link:
    return Link(_("Aufgaben"), reverse("cooperation:tasks", args=[cooperation.pk]))


def _address(task: Task) -> str:
    return reverse("cooperation:task", args=[task.cooperation_id, task.pk])


def _to_task(task: Task) -> HttpResponse:
    return HttpResponseRedirect(_address(task))


def _page(cooperation: Cooperation, title: str, task: Task | None = None) -> Page:
    """The frame of a page with a form; below the task, if there is one."""
    return staff_page(cooperation, title, _up(cooperation), *([Link(task.title, _address(task))] if task else []))
