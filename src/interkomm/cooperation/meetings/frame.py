"""What the pages about one meeting share."""

from django.db.models import OuterRef, Subquery
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.accounts.users.gate import AuthenticatedRequest
from interkomm.cooperation.meetings import rules
from interkomm.cooperation.meetings.models import Meeting, MinutesVersion
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.queries import cooperations_of
from interkomm.cooperation.records.frame import staff_page
from interkomm.ui.layouts import Link


def meeting_of(request: AuthenticatedRequest, pk: int, meeting: int) -> Meeting:
    """The meeting of a cooperation on which the person works, with what is known of its newest minutes; else 404."""
    seen = cooperations_of(request.user).order_by().values("pk")
    newest = MinutesVersion.objects.filter(meeting=OuterRef("pk")).order_by("-number")
    rows = Meeting.objects.select_related("group", "cooperation__lead").annotate(
        minutes_number=Subquery(newest.values("number")[:1]),
        minutes_saved_at=Subquery(newest.values("saved_at")[:1]),
        minutes_confirmed_at=Subquery(newest.values("confirmed_at")[:1]),
    )
    found = get_object_or_404(rows.filter(cooperation__in=seen), pk=meeting, cooperation=pk)
    if found.group is not None:
        found.group.cooperation = found.cooperation
    return found


def writable_meeting(request: AuthenticatedRequest, pk: int, meeting: int) -> Meeting:
    found = meeting_of(request, pk, meeting)
    if not rules.may_write(request.user, found):
        raise Http404
    return found


def meetings_link(cooperation: Cooperation) -> Link:
    return Link(_("Sitzungen"), reverse("cooperation:meetings", args=[cooperation.pk]))


def meeting_link(meeting: Meeting) -> Link:
    return Link(meeting.title, address_of(meeting))


def address_of(meeting: Meeting) -> str:
    return reverse("cooperation:meeting", args=[meeting.cooperation_id, meeting.pk])


def to_meeting(meeting: Meeting, anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(address_of(meeting) + (f"#{anchor}" if anchor else ""))


def form_page(
    request: AuthenticatedRequest, cooperation: Cooperation, title: str, form: BaseForm,
    meeting: Meeting | None = None, *, submit: str = "",
) -> HttpResponse:  # fmt: skip
    """A page with one form; below the meeting, if there is one."""
    above = [meetings_link(cooperation), *([meeting_link(meeting)] if meeting else [])]
    context = {"page": staff_page(cooperation, title, *above), "form": form, "submit": submit}
    return render(request, "cooperation/records/form.html", context, status=422 if form.errors else 200)
