"""Staff pages of working groups, with the cooperation's public contacts and its map."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.models import User
from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.groups import queries, rules, services
from interkomm.cooperation.groups.forms import GroupForm, MemberForm
from interkomm.cooperation.groups.models import GroupMember, WorkingGroup
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records.frame import (
    READ_OR_SEND,
    SearchForm,
    form_answer,
    paged,
    press,
    sent,
    staff_cooperation,
    staff_page,
    table_file,
)
from interkomm.organisations.contacts.queries import public_contacts
from interkomm.organisations.models import Organisation
from interkomm.ui.layouts import Column, Link, Page, page_links, sort_of


@require_safe
@signed_in
def group_list(request: AuthenticatedRequest, pk: int) -> HttpResponseBase:
    """The groups, the partners' public contacts by role and the map of the members."""
    cooperation = staff_cooperation(request, pk)
    form = SearchForm(request)
    columns = [
        Column(_("Arbeitsgruppe"), "name"),
        Column(_("Leitung")),
        Column(_("Mitglieder"), "members"),
        Column(_("arbeitet bis"), "end"),
    ]
    sort = sort_of(request, columns, default="name")
    is_bin = request.GET.get("papierkorb") == "1"
    found = queries.groups(cooperation, words=form.value("q"), ordering=sort.ordering, deleted=is_bin)
    if kind := request.GET.get("format", ""):
        rows = (_cells(group) for group in found)
        return table_file(kind, "arbeitsgruppen", [*(column.label for column in columns), _("Auftrag")], rows)
    page = paged(request, found)
    context = {
        "page": staff_page(cooperation, _("Gelöschte Arbeitsgruppen") if is_bin else _("Arbeitsgruppen"), width="wide"),
        "cooperation": cooperation,
        "form": form,
        "rows": [(group, _chairs(group)) for group in page.object_list],
        "total": page.paginator.count,
        "pages": page_links(request, page.number, page.paginator.num_pages),
        "columns": columns,
        "sort": sort,
        "is_bin": is_bin,
        "query": request.GET.urlencode(),
        "may_found": partnerships.may_edit(request.user, cooperation),
        "contacts": public_contacts(partnerships.partner_ids(cooperation), timezone.localdate()),
    }
    return render(request, "cooperation/groups/list.html", context)


def _chairs(group: WorkingGroup) -> str:
    return ", ".join(f"{chair.shown} ({chair.organisation.label})" for chair in group.chairs)  # type: ignore[attr-defined]


@require_http_methods(READ_OR_SEND)
@signed_in
def group_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    cooperation = staff_cooperation(request, pk)
    if not partnerships.may_edit(request.user, cooperation):
        raise Http404
    form = GroupForm(sent(request))
    act = lambda: services.found_group(actor=request.user, cooperation=cooperation, **form.cleaned_data)  # noqa: E731
    return form_answer(request, _page(cooperation, _("Neue Arbeitsgruppe")), form, act, _address)


@require_safe
@signed_in
def group_detail(request: AuthenticatedRequest, pk: int, group: int) -> HttpResponse:
    shown = _group(request, pk, group)
    context = {
        "page": staff_page(shown.cooperation, shown.name, _up(shown.cooperation)),
        "group": shown,
        "members": queries.members(shown),
        "removed": request.session.get(_undo_key(shown)),
        "may_write": rules.may_write(request.user, shown),
        "is_over": shown.ends_on is not None and shown.ends_on < timezone.localdate(),
    }
    return render(request, "cooperation/groups/detail.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def group_edit(request: AuthenticatedRequest, pk: int, group: int) -> HttpResponse:
    shown = _writable(request, pk, group)
    form = GroupForm(sent(request), instance=WorkingGroup.objects.get(pk=shown.pk))
    act = lambda: services.change_group(actor=request.user, group=shown, facts=form.cleaned_data)  # noqa: E731
    return form_answer(request, _page(shown.cooperation, _("Arbeitsgruppe bearbeiten"), shown), form, act, _address)


@require_http_methods(READ_OR_SEND)
@signed_in
def member_new(request: AuthenticatedRequest, pk: int, group: int) -> HttpResponse:
    shown = _writable(request, pk, group)
    form = MemberForm(sent(request), partners=partnerships.partner_ids(shown.cooperation))
    return form_answer(
        request,
        _page(shown.cooperation, _("Mitglied hinzufügen"), shown),
        form,
        lambda: services.add_member(actor=request.user, group=shown, seat=services.Seat(**form.cleaned_data)),
        lambda _member: _address(shown),
    )


@require_POST
@signed_in
def member_remove(request: AuthenticatedRequest, pk: int, group: int, member: int) -> HttpResponse:
    """Whoever has pressed it can undo it while signed in; nobody else keeps the name."""
    seat = _seat(request, pk, group, member)
    kept = {name: getattr(seat, name) for name in ("organisation_id", "user_id", "person_name", "function", "is_chair")}

    def act() -> None:
        services.remove_member(actor=request.user, member=seat)
        request.session[_undo_key(seat.group)] = {**kept, "shown": str(seat)}

    press(request, act, _("Das Mitglied ist entfernt."))
    return _to_group(seat.group)


@require_POST
@signed_in
def member_restore(request: AuthenticatedRequest, pk: int, group: int) -> HttpResponse:
    """Undo the last removal: the same seat again. Pressed twice, or with nothing to undo, nothing happens."""
    shown = _writable(request, pk, group)
    kept = request.session.pop(_undo_key(shown), None)
    if kept is not None:
        seat = services.Seat(
            get_object_or_404(Organisation, pk=kept["organisation_id"]),
            User.objects.filter(pk=kept["user_id"]).first(),
            kept["person_name"],
            kept["function"],
            kept["is_chair"],
        )
        press(
            request,
            lambda: services.add_member(actor=request.user, group=shown, seat=seat),
            _("Das Mitglied ist wieder da."),
        )
    return _to_group(shown)


def _undo_key(group: WorkingGroup) -> str:
    return f"removed-from-group-{group.pk}"


@require_POST
@signed_in
def member_chair(request: AuthenticatedRequest, pk: int, group: int, member: int) -> HttpResponse:
    """Into the chair (`?leitung=1`), or out of it (`?leitung=0`): pressed twice it stays what it became."""
    seat = _seat(request, pk, group, member)
    becomes = {"1": True, "0": False}.get(request.GET.get("leitung", ""), not seat.is_chair)
    act = lambda: services.set_chair(actor=request.user, member=seat, is_chair=becomes)  # noqa: E731
    press(request, act, _("Die Leitung ist eingetragen.") if becomes else _("Die Leitung ist abgegeben."))
    return _to_group(seat.group)


@require_POST
@signed_in
def group_delete(request: AuthenticatedRequest, pk: int, group: int) -> HttpResponse:
    shown = _writable(request, pk, group)
    done = _("Gelöscht. Unter „Gelöschte Arbeitsgruppen“ können Sie sie wiederherstellen.")
    press(request, lambda: services.delete_group(actor=request.user, group=shown), done)
    return HttpResponseRedirect(reverse("cooperation:groups", args=[pk]))


@require_POST
@signed_in
def group_restore(request: AuthenticatedRequest, pk: int, group: int) -> HttpResponse:
    shown = _writable(request, pk, group)
    press(request, lambda: services.restore_group(actor=request.user, group=shown), _("Wiederhergestellt."))
    return _to_group(shown)


def _group(request: AuthenticatedRequest, pk: int, group: int) -> WorkingGroup:
    cooperation = staff_cooperation(request, pk)
    found = get_object_or_404(WorkingGroup, pk=group, cooperation=cooperation)
    found.cooperation = cooperation
    return found


def _writable(request: AuthenticatedRequest, pk: int, group: int) -> WorkingGroup:
    shown = _group(request, pk, group)
    if not rules.may_write(request.user, shown):
        raise Http404
    return shown


def _seat(request: AuthenticatedRequest, pk: int, group: int, member: int) -> GroupMember:
    shown = _writable(request, pk, group)
    return get_object_or_404(GroupMember.objects.select_related("group", "organisation"), pk=member, group=shown)


def _up(cooperation: Cooperation) -> Link:
    return Link(_("Arbeitsgruppen"), reverse("cooperation:groups", args=[cooperation.pk]))


def _address(group: WorkingGroup) -> str:
    return reverse("cooperation:group", args=[group.cooperation_id, group.pk])


def _to_group(group: WorkingGroup) -> HttpResponse:
    return HttpResponseRedirect(_address(group))


def _page(cooperation: Cooperation, title: str, group: WorkingGroup | None = None) -> Page:
    """The frame of a page with a form; below the group, if there is one."""
    return staff_page(cooperation, title, _up(cooperation), *([Link(group.name, _address(group))] if group else []))


def _cells(group: Any) -> list[Any]:
    """A row of the table to take along."""
    ends_on = group.ends_on.isoformat() if group.ends_on else ""
    return [group.name, _chairs(group), group.member_count, ends_on, group.aim]
