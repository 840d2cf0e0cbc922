"""Staff pages of bookings: list, request, one booking with what can be done, calendar."""

from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.bookings import queries, services
from interkomm.cooperation.bookings.forms import ReasonForm, RequestForm, UseForm
from interkomm.cooperation.bookings.services import Wish
from interkomm.cooperation.capabilities import queries as register
from interkomm.cooperation.capabilities import rules
from interkomm.cooperation.capabilities.models import Booking, Offer
from interkomm.cooperation.capabilities.periods import monday
from interkomm.cooperation.capabilities.views import register_page
from interkomm.cooperation.capabilities.wording import amount, span_words
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.views import visible_cooperation
from interkomm.foundation.documents.calendar import MEDIA_TYPE, CalendarEvent, calendar
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui.layouts import Link, Page, page_links
from interkomm.ui.text import money

READ_OR_SEND = ["GET", "HEAD", "POST"]
PAGE_SIZE = 25
CALENDAR_WEEKS, FEED_WEEKS = 12, 60
ACTS = ("zusagen", "ablehnen", "absagen", "nutzung")
State = Booking.State


@require_safe
@signed_in
def booking_list(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Given and taken by the own towns; what waits for an answer comes first."""
    cooperation = visible_cooperation(request, pk)
    rows = queries.bookings_of(request.user, cooperation)
    waiting = queries.waiting_for(request.user).filter(cooperation=cooperation).values_list("pk", flat=True)
    found = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": register_page(cooperation, _("Anfragen und Buchungen"), width="wide"),
        "cooperation": cooperation,
        "rows": [
            (each, amount(each.quantity, each.offer.unit), span_words(each.first_on, each.last_on)) for each in found
        ],
        "waiting": set(waiting),
        "total": found.paginator.count,
        "pages": page_links(request, found.number, found.paginator.num_pages),
    }
    return render(request, "cooperation/bookings/list.html", context)


@require_safe
@signed_in
def bookings_waiting(request: AuthenticatedRequest) -> HttpResponse:
    """What waits for an answer or a confirmation of the own towns, over all cooperations."""
    if not organisations_where(request.user):
        raise Http404
    rows = queries.waiting_for(request.user).select_related("offer", "giver", "taker")
    found = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    above = (Link(_("Kooperationen"), reverse("cooperation:cooperations")),)
    context = {
        "page": Page(title=_("Anfragen, die auf Sie warten"), robots="noindex", width="wide", breadcrumbs=above),
        "rows": [
            (each, amount(each.quantity, each.offer.unit), span_words(each.first_on, each.last_on)) for each in found
        ],
        "waiting": {each.pk for each in found},
        "total": found.paginator.count,
        "pages": page_links(request, found.number, found.paginator.num_pages),
    }
    return render(request, "cooperation/bookings/list.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def booking_new(request: AuthenticatedRequest, pk: int, number: int) -> HttpResponse:
    """Ask for an offer; `?bedarf=` fills the form from a need."""
    cooperation = visible_cooperation(request, pk)
    offer = get_object_or_404(register.offers_in(request.user, cooperation), pk=number)
    towns = rules.kept_towns(request.user, cooperation) - {offer.organisation_id}
    if not towns:
        raise Http404
    offer.cooperation = cooperation
    form = _request_form(request, cooperation, offer, towns)
    if request.method == "POST" and form.is_valid():
        try:
            wish = Wish(offer=offer, **form.cleaned_data)
            booking = services.request_booking(actor=request.user, wish=wish, today=timezone.localdate())
        except NotAllowed:
            raise Http404 from None
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("Ihre Anfrage ist angekommen. Sie bekommen eine Mail, sobald sie beantwortet ist.")
            )
            return _to_booking(booking, "?gespeichert=1")
    context = {
        "page": register_page(cooperation, _("Anfragen: %(title)s") % {"title": offer.title}),
        "offer": offer,
        "price": money(offer.price_cents),
        "form": form,
        "draft_key": f"booking-{offer.pk}",
    }
    return render(request, "cooperation/bookings/request.html", context, status=422 if form.errors else 200)


def _request_form(
    request: AuthenticatedRequest, cooperation: Cooperation, offer: Offer, towns: frozenset[int]
) -> RequestForm:
    needs = register.needs_in(request.user, cooperation).filter(organisation__in=towns, ended_at__isnull=True)
    wanted = request.GET.get("bedarf", "")
    need = needs.filter(pk=int(wanted)).first() if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else None
    initial = {}
    if need is not None:
        initial = {"taker": need.organisation_id, "need": need.pk, "quantity": min(need.quantity, services.MOST_UNITS),
                   "first_on": need.first_on, "last_on": need.last_on}  # fmt: skip
    return RequestForm(request.POST or None, towns=towns, needs=needs, initial=initial)


@require_safe
@signed_in
def booking_detail(request: AuthenticatedRequest, pk: int, number: int) -> HttpResponse:
    return _show(request, *_booking(request, pk, number))


@require_POST
@signed_in
def booking_act(request: AuthenticatedRequest, pk: int, number: int, act: str) -> HttpResponse:
    """One of `ACTS` from the page of the booking."""
    if act not in ACTS:
        raise Http404
    cooperation, booking = _booking(request, pk, number)
    if not (rules.acts_as_giver(request.user, booking) or rules.acts_as_taker(request.user, booking)):
        raise Http404
    form = UseForm(request.POST) if act == "nutzung" else ReasonForm(request.POST)
    if form.is_valid():
        try:
            _act(request, booking, act, form)
        except NotAllowed:
            raise Http404 from None
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            return _to_booking(booking)
    booking.refresh_from_db()
    return _show(request, cooperation, booking, act, form)


def _act(request: AuthenticatedRequest, booking: Booking, act: str, form: ReasonForm | UseForm) -> None:
    today, actor = timezone.localdate(), request.user
    if act == "nutzung":
        kept = services.record_use(actor=actor, booking=booking, quantity=form.cleaned_data["quantity"], today=today)
        both = kept.state == State.CONFIRMED
        messages.success(
            request,
            _("Beide Seiten haben die Nutzung bestätigt.")
            if both
            else _("Die Nutzung ist eingetragen; die andere Seite bestätigt sie noch."),
        )
        return
    reason = form.cleaned_data["reason"].strip()
    if act == "absagen":
        services.cancel_booking(actor=actor, booking=booking, reason=reason, today=today)
        messages.success(request, _("Die Buchung ist abgesagt. Die andere Seite bekommt eine Mail."))
        return
    accepts = act == "zusagen"
    services.answer_booking(actor=actor, booking=booking, accepts=accepts, reason=reason, today=today)
    messages.success(
        request, _("Zugesagt. Der Zeitraum ist jetzt gebucht.") if accepts else _("Die Anfrage ist abgelehnt.")
    )


def _show(
    request: AuthenticatedRequest,
    cooperation: Cooperation,
    booking: Booking,
    act: str = "",
    form: ReasonForm | UseForm | None = None,
) -> HttpResponse:
    gives, takes = rules.acts_as_giver(request.user, booking), rules.acts_as_taker(request.user, booking)
    today = timezone.localdate()
    usable = booking.state in {State.ACCEPTED, State.USED, State.CONFIRMED} and today >= booking.first_on
    unit = booking.offer.unit
    above = Link(_("Anfragen und Buchungen"), reverse("cooperation:bookings", args=[cooperation.pk]))
    use_form = form if act == "nutzung" else UseForm(initial={"quantity": _used_or_booked(booking)})
    context = {
        "page": register_page(cooperation, _("Buchung: %(title)s") % {"title": booking.offer.title}, above),
        "cooperation": cooperation,
        "booking": booking,
        "amount": amount(booking.quantity, unit),
        "span": span_words(booking.first_on, booking.last_on),
        "unit_price": money(booking.unit_price_cents),
        "used": None if booking.used_quantity is None else amount(booking.used_quantity, unit),
        "total": money(booking.amount_cents),
        "periods": [(each.starts_on, amount(each.quantity, unit)) for each in booking.periods.all()],
        "until": services.cancel_until(booking),
        "may_answer": gives and booking.state == State.REQUESTED,
        "may_cancel": (gives or takes) and booking.is_open,
        "may_record": (gives or takes) and usable,
        "form": form if form is not None and act != "nutzung" else ReasonForm(),
        "use_form": use_form,
        "failed": act,
    }
    return render(request, "cooperation/bookings/detail.html", context, status=422 if form is not None else 200)


def _used_or_booked(booking: Booking) -> int:
    return booking.quantity if booking.used_quantity is None else booking.used_quantity


@require_safe
@signed_in
def booking_calendar(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What is booked, week by week; `?ab=2026-11-23` says where it begins."""
    cooperation = visible_cooperation(request, pk)
    first = monday(_day(request.GET.get("ab", "")) or timezone.localdate())
    last = first + timedelta(weeks=CALENDAR_WEEKS, days=-1)
    rows = list(queries.booked_periods(request.user, cooperation, first, last))
    weeks = [
        (start, [(each, amount(each.quantity, each.booking.offer.unit), queries.end_of(each)) for each in group])
        for start, group in groupby(rows, key=lambda each: monday(each.starts_on))
    ]
    span = timedelta(weeks=CALENDAR_WEEKS)
    context = {
        "page": register_page(cooperation, _("Kalender der Buchungen")),
        "cooperation": cooperation,
        "weeks": weeks,
        "span": span_words(first, last),
        "earlier": (first - span).isoformat() if first > date(2000, 1, 1) else "",
        "later": (first + span).isoformat() if first < date(2100, 1, 1) else "",
    }
    return render(request, "cooperation/bookings/calendar.html", context)


@require_safe
@signed_in
def booking_feed(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The same as a calendar file for download."""
    cooperation = visible_cooperation(request, pk)
    first = timezone.localdate() - timedelta(weeks=4)
    rows = queries.booked_periods(request.user, cooperation, first, first + timedelta(weeks=FEED_WEEKS))
    events = (
        CalendarEvent(
            uid=f"booking-{each.booking_id}-{each.starts_on.isoformat()}@{request.get_host()}",
            starts=each.starts_on,
            ends=queries.end_of(each),
            summary=f"{each.booking.offer.title}: {each.booking.giver.label} → {each.booking.taker.label}",
            description=amount(each.quantity, each.booking.offer.unit),
            changed_at=each.booking.changed_at,
            url=request.build_absolute_uri(reverse("cooperation:booking", args=[pk, each.booking_id])),
        )
        for each in rows
    )
    body = calendar(_("Buchungen %(name)s") % {"name": cooperation.name}, events)
    headers = {"Content-Disposition": 'attachment; filename="buchungen.ics"'}
    return HttpResponse(body, content_type=MEDIA_TYPE, headers=headers)


@require_safe
def public_offers(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Offers of a published cooperation that everybody may read."""
    cooperation = get_object_or_404(Cooperation.objects.published(), slug=slug)
    rows = register.public_offers(cooperation, timezone.localdate())
    found = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    page = Page(
        title=_("Angebote: %(name)s") % {"name": cooperation.name},
        is_public=True,
        breadcrumbs=(Link(cooperation.name, cooperation.get_absolute_url()),),
    )
    context = {
        "page": page,
        "rows": [(offer, money(offer.price_cents)) for offer in found],
        "pages": page_links(request, found.number, found.paginator.num_pages),
    }
    return render(request, "cooperation/capabilities/public.html", context)


def _booking(request: AuthenticatedRequest, pk: int, number: int) -> tuple[Cooperation, Booking]:
    cooperation = visible_cooperation(request, pk)
    booking = get_object_or_404(queries.bookings_of(request.user, cooperation), pk=number)
    booking.cooperation = cooperation
    return cooperation, booking


def _to_booking(booking: Booking, query: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("cooperation:booking", args=[booking.cooperation_id, booking.pk]) + query)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
