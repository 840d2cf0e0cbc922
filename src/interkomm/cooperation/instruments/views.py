"""Staff pages of instruments: lists, the page itself, its history and synopsis."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc import textdiff
from interkomm.cooperation.instruments import access, queries, rules, services
from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.instruments.page import StateWords, instrument_page, state_words
from interkomm.cooperation.instruments.state import Derived
from interkomm.cooperation.instruments.wording_of_acts import STATE_NAMES
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.views import breadcrumbs, visible_cooperation
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui.layouts import Page, page_links

PAGE_SIZE = 25
FILTER, AM = "stand", "am"
Row = tuple[Derived, StateWords, bool]


def day_asked(request: HttpRequest, today: date) -> date:
    """The day of "?am=2010-07-05"; today for everything that is no day."""
    try:
        day = date.fromisoformat(request.GET.get(AM, ""))
    except ValueError:
        return today
    return day if 1900 <= day.year <= 2100 else today


@require_safe
@signed_in
def mine(request: AuthenticatedRequest) -> HttpResponse:
    """Those of all cooperations of the person; where the person's town has something to do comes first."""
    if not (organisations_where(request.user) or partnerships.is_operator(request.user)):
        raise Http404
    towns = queries.recording_towns(request.user)
    found = queries.states_for(request.user, timezone.localdate())
    rows = [(each, state_words(each.status), queries.is_mine(request.user, each, towns)) for each in found]
    page = Page(title=_("Vereinbarungen"), robots="noindex", width="wide", breadcrumbs=breadcrumbs())
    return _list(request, page, sorted(rows, key=lambda row: not row[2]), {"cooperation": None, "may_draft": False})


@require_safe
@signed_in
def of_cooperation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Those of one cooperation."""
    cooperation = visible_cooperation(request, pk)
    towns = queries.recording_towns(request.user)
    found = queries.states_of(cooperation, timezone.localdate())
    rows = [(each, state_words(each.status), queries.is_mine(request.user, each, towns)) for each in found]
    page = Page(title=_("Vereinbarungen"), robots="noindex", width="wide", breadcrumbs=breadcrumbs(cooperation))
    context = {"cooperation": cooperation, "may_draft": rules.may_draft(request.user, cooperation)}
    return _list(request, page, rows, context)


def _list(request: AuthenticatedRequest, page: Page, rows: Sequence[Row], context: dict[str, object]) -> HttpResponse:
    wanted = request.GET.get(FILTER, "")
    chosen = [row for row in rows if wanted in {"", row[1].code} or (wanted == "mine" and row[2])]
    part = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
    present = {row[1].code for row in rows}
    shown = {
        "page": page,
        "rows": part.object_list,
        "pages": page_links(request, part.number, part.paginator.num_pages),
        "states": [(code, name) for code, name in STATE_NAMES.items() if code in present],
        "wanted": wanted,
        "has_any": bool(rows),
        "has_mine": any(row[2] for row in rows),
    }
    return render(request, "cooperation/instruments/list.html", {**context, **shown})


@require_safe
@signed_in
def detail(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """State today or on any day, what is missing, and the ways to enter it."""
    read = access.visible(request, pk, instrument)
    row, today = read.instrument, timezone.localdate()
    shown = instrument_page(read, day_asked(request, today), today)
    context = {
        "page": Page(title=row.title, robots="noindex", width="wide", breadcrumbs=access.trail(row.cooperation)),
        "shown": shown,
        "rights": access.rights_of(request.user, row),
        "is_staff_page": True,
        "text": queries.text_of(shown.latest.pk) if shown.latest else "",
        "home": reverse("cooperation:instrument", args=[pk, instrument]),
    }
    return render(request, "cooperation/instruments/detail.html", context)


@require_safe
@signed_in
def synopsis(request: AuthenticatedRequest, pk: int, instrument: int, old: int, new: int) -> HttpResponse:
    """Two wordings side by side: what was struck out, what was added."""
    read = access.visible(request, pk, instrument)
    context = synopsis_of(read.instrument, old, new)
    title = _("Fassung %(old)s und %(new)s") % {"old": old, "new": new}
    page = Page(title=title, robots="noindex", breadcrumbs=access.trail(read.instrument.cooperation, read.instrument))
    return render(request, "cooperation/instruments/synopsis.html", {"page": page, **context})


def synopsis_of(instrument: Instrument, old: int, new: int) -> dict[str, object]:
    """Both wordings and the runs of their difference. Raises Http404."""
    found = queries.wordings_with_text(instrument, [old, new])
    if old not in found or new not in found:
        raise Http404
    return {"old": found[old], "new": found[new], "runs": textdiff.diff(found[old].text, found[new].text)}


@require_POST
@signed_in
def visibility(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """Show it publicly, or no longer."""
    read = access.writable(request, pk, instrument)
    try:
        services.show_publicly(
            actor=request.user, instrument=read.instrument, is_public=request.POST.get("value") != "hide"
        )
    except RuleBroken as error:
        return _said(request, read.instrument, str(error))
    return HttpResponseRedirect(access.address(read.instrument))


def _said(request: AuthenticatedRequest, instrument: Instrument, text: str) -> HttpResponse:
    messages.error(request, text)
    return HttpResponseRedirect(access.address(instrument))
