"""Staff pages of the agenda."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.agenda import services
from interkomm.cooperation.agenda.forms import ItemForm
from interkomm.cooperation.meetings.frame import form_page, to_meeting, writable_meeting
from interkomm.cooperation.meetings.models import AgendaItem
from interkomm.cooperation.records.frame import READ_OR_SEND, attempt, press


@require_http_methods(READ_OR_SEND)
@signed_in
def item_new(request: AuthenticatedRequest, pk: int, meeting: int) -> HttpResponse:
    shown = writable_meeting(request, pk, meeting)
    form = ItemForm(request.POST if request.method == "POST" else None, meeting=shown, user=request.user)
    if form.is_bound and form.is_valid():
        made = attempt(
            form,
            lambda: services.add_item(actor=request.user, meeting=shown, facts=form.facts(), papers=form.papers()),
        )
        if made:
            return to_meeting(shown, "tagesordnung")
    return form_page(request, shown.cooperation, _("Neuer Tagesordnungspunkt"), form, shown)


@require_http_methods(READ_OR_SEND)
@signed_in
def item_edit(request: AuthenticatedRequest, pk: int, meeting: int, item: int) -> HttpResponse:
    found = _item(request, pk, meeting, item)
    sent = request.POST if request.method == "POST" else None
    form = ItemForm(sent, instance=found, meeting=found.meeting, user=request.user)
    if form.is_bound and form.is_valid():
        papers = form.papers() if "papers" in form.fields else None
        if attempt(
            form,
            lambda: services.change_item(actor=request.user, item=found, facts=form.facts(), papers=papers),
        ):
            return to_meeting(found.meeting, f"top-{found.pk}")
    return form_page(request, found.meeting.cooperation, _("Tagesordnungspunkt bearbeiten"), form, found.meeting)


@require_POST
@signed_in
def item_remove(request: AuthenticatedRequest, pk: int, meeting: int, item: int) -> HttpResponse:
    found = _item(request, pk, meeting, item)
    press(
        request,
        lambda: services.remove_item(actor=request.user, item=found),
        _("Entfernt. Unter „Entfernte Punkte“ können Sie ihn wiederherstellen: %(title)s") % {"title": found.title},
    )
    return to_meeting(found.meeting, "tagesordnung")


@require_POST
@signed_in
def item_restore(request: AuthenticatedRequest, pk: int, meeting: int, item: int) -> HttpResponse:
    found = _item(request, pk, meeting, item)
    press(request, lambda: services.restore_item(actor=request.user, item=found), _("Wiederhergestellt."))
    return to_meeting(found.meeting, f"top-{found.pk}")


@require_POST
@signed_in
def item_up(request: AuthenticatedRequest, pk: int, meeting: int, item: int) -> HttpResponse:
    return _step(request, _item(request, pk, meeting, item), -1)


@require_POST
@signed_in
def item_down(request: AuthenticatedRequest, pk: int, meeting: int, item: int) -> HttpResponse:
    return _step(request, _item(request, pk, meeting, item), 1)


def _step(request: AuthenticatedRequest, item: AgendaItem, step: int) -> HttpResponse:
    """`?von=3`: only from the third place, so that pressed twice it moves once."""
    known = request.GET.get("von", "")
    place = int(known) if known.isdecimal() and len(known) < 5 else None
    act = lambda: services.move_item(actor=request.user, item=item, step=step, known=place)  # noqa: E731
    press(request, act, _("Die Reihenfolge ist geändert."))
    return to_meeting(item.meeting, f"top-{item.pk}")


def _item(request: AuthenticatedRequest, pk: int, meeting: int, item: int) -> AgendaItem:
    shown = writable_meeting(request, pk, meeting)
    found = get_object_or_404(AgendaItem.with_removed, pk=item, meeting=shown)
    found.meeting = shown
    return found
