"""Calendars: secret addresses on a staff page, the feeds themselves, and the public one of a region."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.calendars import queries, services
from interkomm.cooperation.calendars.events_of import meeting_events, task_events
from interkomm.cooperation.calendars.forms import KeyForm
from interkomm.cooperation.instruments.queries import instruments_for
from interkomm.cooperation.meetings.models import CalendarKey
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.queries import cooperations_of
from interkomm.cooperation.recording.calendar import staff_events
from interkomm.cooperation.records.frame import READ_OR_SEND, attempt, press
from interkomm.foundation.documents.calendar import MEDIA_TYPE, calendar
from interkomm.foundation.pages.marks import storable
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui.layouts import Page


@require_http_methods(READ_OR_SEND)
@signed_in
def calendar_keys(request: AuthenticatedRequest) -> HttpResponse:
    """Own addresses; a new one is shown once, in the answer that makes it."""
    if not organisations_where(request.user):
        raise Http404
    form = KeyForm(request.POST if request.method == "POST" else None, cooperations=cooperations_of(request.user))
    address = ""
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["cooperation"]
        token = attempt(form, lambda: services.create_key(actor=request.user, cooperation=chosen))
        if token:
            address = f"{settings.PUBLIC_URL}{reverse('cooperation:calendar_feed', args=[token])}"
            form = KeyForm(cooperations=cooperations_of(request.user))
    context = {
        "page": Page(title=_("Termine im eigenen Kalender"), robots="noindex"),
        "form": form,
        "address": address,
        "keys": list(CalendarKey.objects.filter(user=request.user).select_related("cooperation")),
    }
    return render(request, "cooperation/meetings/calendars.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def calendar_revoke(request: AuthenticatedRequest, key: int) -> HttpResponse:
    found = get_object_or_404(CalendarKey, pk=key, user=request.user)
    press(request, lambda: services.revoke_key(actor=request.user, key=found), _("Diese Adresse gilt nicht mehr."))
    return HttpResponseRedirect(reverse("cooperation:calendars"))


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of a secret address; 404 when it was revoked or its owner may not read it any more."""
    key = queries.key_of(token)
    if key is None:
        raise Http404
    now = timezone.now()
    events = meeting_events(queries.meetings_of(key, now), is_public=False) + task_events(queries.tasks_in(key))
    events += staff_events(instruments_for(key.user, key.cooperation_id), timezone.localdate())
    name = key.cooperation.name if key.cooperation else _("Meine Sitzungen und Aufgaben")
    answer = HttpResponse(calendar(name, events), content_type=MEDIA_TYPE)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
def public_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Meetings of a published region that are marked public."""
    cooperation = get_object_or_404(Cooperation.objects.published(), slug=slug)
    found = queries.public_meetings(cooperation.pk, timezone.now())[: queries.MOST]
    answer = HttpResponse(calendar(cooperation.name, meeting_events(found, is_public=True)), content_type=MEDIA_TYPE)
    return storable(request, answer, topics=[cooperation.topic])
