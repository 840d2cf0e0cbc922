"""Requests, answers, cancellations and uses.

Nobody books what is taken: an acceptance locks the row of the offer (on SQLite the transaction begins with the write lock),
reads what is free and takes it in the same transaction.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.bookings.events import BookingAnswered, BookingCancelled, BookingRequested, UseRecorded
from interkomm.cooperation.capabilities import queries, rules
from interkomm.cooperation.capabilities.models import BookedPeriod, Booking, Need, Offer, Visibility
from interkomm.cooperation.capabilities.periods import earliest_on, free_periods, split
from interkomm.cooperation.capabilities.wording import amount, span_words
from interkomm.foundation.audit import services as audit
from interkomm.foundation.events import bus
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.models import Organisation
from interkomm.ui.text import localdate

State = Booking.State
MOST_UNITS = 100_000
LONGEST_DAYS = 366


@dataclass(frozen=True)
class Wish:
    """What a town asks for: units between two days (both count)."""

    offer: Offer
    taker: Organisation
    first_on: date
    last_on: date
    quantity: int
    need: Need | None = None
    note: str = ""


@use_case()
def request_booking(*, actor: User, wish: Wish, today: date) -> Booking:
    """Ask for an offer. Raises NotAllowed, RuleBroken when it cannot be given as things stand."""
    offer = wish.offer
    cooperation = offer.cooperation
    if wish.taker.pk not in rules.kept_towns(actor, cooperation) or offer.visibility == Visibility.OWN:
        raise NotAllowed
    _check(wish, today)
    first_on = max(wish.first_on, earliest_on(offer, today))  # the lead time counts from the request
    _allocate(offer, first_on, wish.last_on, wish.quantity)
    booking = Booking.objects.create(
        cooperation=cooperation,
        offer=offer,
        need=wish.need,
        giver=offer.organisation,
        taker=wish.taker,
        first_on=first_on,
        last_on=wish.last_on,
        quantity=wish.quantity,
        note=wish.note,
        unit_price_cents=offer.price_cents if offer.price_cents is not None else offer.full_cost_cents or 0,
        has_vat=offer.has_vat,
        requested_by=actor,
    )
    _record(actor, "request", booking, wish.taker.pk)
    bus.emit(BookingRequested(booking.pk))
    return booking


@use_case()
def answer_booking(*, actor: User, booking: Booking, accepts: bool, reason: str, today: date) -> Booking:
    """The giver accepts, which takes the capacity, or declines with a reason. Raises NotAllowed, RuleBroken."""
    offer, current = _locked(booking)
    if not rules.acts_as_giver(actor, current):
        raise NotAllowed
    _expect(current, State.REQUESTED)
    if accepts:
        if today > current.last_on:
            raise RuleBroken(_("Der gewünschte Zeitraum ist vorbei. Bitte lehnen Sie die Anfrage ab."))
        parts = _allocate(offer, max(current.first_on, today), current.last_on, current.quantity)
        BookedPeriod.objects.bulk_create(
            BookedPeriod(booking=current, offer=offer, starts_on=day, quantity=units) for day, units in parts.items()
        )
    elif not reason:
        raise RuleBroken(_("Bitte schreiben Sie, warum Sie ablehnen."))
    current.state = State.ACCEPTED if accepts else State.DECLINED
    current.reason, current.answered_at = reason, timezone.now()
    _save(actor, "accept" if accepts else "decline", current, current.giver_id)
    bus.emit(BookingAnswered(current.pk))
    return current


@use_case()
def cancel_booking(*, actor: User, booking: Booking, reason: str, today: date) -> Booking:
    """Call it off: the taker until the deadline, the giver until it begins, with a reason. Raises NotAllowed, RuleBroken."""
    _offer, current = _locked(booking)
    by_giver = rules.acts_as_giver(actor, current)
    if not by_giver and not rules.acts_as_taker(actor, current):
        raise NotAllowed
    _expect(current, State.REQUESTED, State.ACCEPTED)
    until = cancel_until(current)
    if current.state == State.ACCEPTED and not by_giver and today > until:
        raise RuleBroken(_("Absagen war bis zum %(day)s möglich.") % {"day": localdate(until)})
    if current.state == State.ACCEPTED and not reason:
        raise RuleBroken(_("Bitte schreiben Sie, warum Sie absagen."))
    current.periods.all().delete()
    current.state, current.reason = State.CANCELLED, reason
    _save(actor, "cancel", current, current.giver_id if by_giver else current.taker_id)
    bus.emit(BookingCancelled(current.pk, by_giver))
    return current


@use_case()
def record_use(*, actor: User, booking: Booking, quantity: int, today: date) -> Booking:
    """What was really used. The same quantity from both sides confirms it; another one begins anew.

    Raises NotAllowed, RuleBroken before the first day, for a state without use, or a quantity out of range.
    """
    _offer, current = _locked(booking)
    gives, takes = rules.acts_as_giver(actor, current), rules.acts_as_taker(actor, current)
    if not gives and not takes:
        raise NotAllowed
    _expect(current, State.ACCEPTED, State.USED, State.CONFIRMED)
    if today < current.first_on:
        raise RuleBroken(_("Die Nutzung hat noch nicht begonnen."))
    if not 0 <= quantity <= MOST_UNITS:
        raise RuleBroken(_("Diese Menge ist nicht möglich. Bitte geben Sie eine Zahl ab 0 ein."))
    now = timezone.now()
    if current.used_quantity != quantity:
        current.giver_confirmed_at = current.taker_confirmed_at = None
    current.giver_confirmed_at = now if gives else current.giver_confirmed_at
    current.taker_confirmed_at = now if takes else current.taker_confirmed_at
    current.used_quantity, current.amount_cents = quantity, quantity * current.unit_price_cents
    both = current.giver_confirmed_at and current.taker_confirmed_at
    current.state = State.CONFIRMED if both else State.USED
    _save(actor, "confirm" if both else "use", current, current.giver_id if gives else current.taker_id)
    if not both:
        bus.emit(UseRecorded(current.pk, gives))
    return current


def cancel_until(booking: Booking) -> date:
    """The last day on which the taker may call off."""
    return booking.first_on - timedelta(days=booking.offer.cancel_days)


def _check(wish: Wish, today: date) -> None:
    offer = wish.offer
    if wish.taker.pk == offer.organisation_id:
        raise RuleBroken(_("Das ist ein Angebot Ihrer eigenen Gemeinde."))
    if offer.ended_at is not None:
        raise RuleBroken(_("Dieses Angebot ist beendet."))
    if not 1 <= wish.quantity <= MOST_UNITS or not 0 <= (wish.last_on - wish.first_on).days <= LONGEST_DAYS:
        raise RuleBroken(
            _("Bitte prüfen Sie Menge und Zeitraum: mindestens 1, höchstens ein Jahr, Ende nach dem Beginn.")
        )
    earliest = earliest_on(offer, today)
    if wish.last_on < earliest:
        raise RuleBroken(
            _("Das Angebot braucht Vorlauf: möglich ist es ab dem %(day)s.") % {"day": localdate(earliest)}
        )
    is_party = f"i:{offer.instrument_id or ''}" in queries.parties(offer.cooperation).get(wish.taker.pk, frozenset())
    if offer.legal_basis == Offer.LegalBasis.INSTRUMENT and not is_party:
        raise RuleBroken(_("Ihre Gemeinde ist nicht Partei der Vereinbarung, auf der das Angebot beruht."))


def _allocate(offer: Offer, first: date, last: date, quantity: int) -> dict[date, int]:
    """Period → units, the earliest free ones. Raises RuleBroken that says how much is free."""
    held = queries.booked([offer.pk]).get(offer.pk, {})
    free = free_periods(offer, held, first, last)
    parts = split(free, quantity)
    if not parts:
        facts = {"span": span_words(first, last), "free": amount(sum(free.values()), offer.unit)}
        raise RuleBroken(_("Frei sind in diesem Zeitraum (%(span)s) nur noch %(free)s.") % facts)
    return parts


def _locked(booking: Booking) -> tuple[Offer, Booking]:
    """The offer first: two acts on the same offer wait for each other."""
    offer = Offer.objects.select_for_update(of=("self",)).select_related("cooperation").get(pk=booking.offer_id)
    current = Booking.objects.select_for_update(of=("self",)).select_related("cooperation").get(pk=booking.pk)
    current.offer = offer
    return offer, current


def _expect(booking: Booking, *states: State) -> None:
    if booking.state not in states:
        raise RuleBroken(_("Das geht nicht mehr: Die Buchung ist %(state)s.") % {"state": booking.get_state_display()})


def _save(actor: User, act: str, booking: Booking, town: int) -> None:
    booking.changed_at = timezone.now()
    booking.save()
    _record(actor, act, booking, town)


def _record(actor: User, act: str, booking: Booking, town: int) -> None:
    audit.record(
        actor=actor,
        action=f"cooperation.bookings.{act}",
        subject=booking,
        for_organisation=town,
        after={"state": booking.state, "quantity": booking.quantity, "used": booking.used_quantity},
    )
