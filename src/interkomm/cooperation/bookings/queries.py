"""Reads of bookings."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from interkomm.cooperation.capabilities import rules
from interkomm.cooperation.capabilities.models import BookedPeriod, Booking
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.roles.rules import Person, organisations_where

State = Booking.State


def bookings_of(user: Person, cooperation: Cooperation) -> QuerySet[Booking]:
    """Given and taken by the towns that the person works for."""
    rows = Booking.objects.filter(rules.visible_bookings(user, cooperation), cooperation=cooperation)
    return rows.select_related("offer", "need", "giver", "taker")


def waiting_for(user: Person) -> QuerySet[Booking]:
    """Requests to answer and uses to confirm, for the towns whose register the person keeps."""
    towns = organisations_where(user, *rules.KEEPING)
    asked = Q(state=State.REQUESTED, giver__in=towns)
    used = Q(state=State.USED, giver__in=towns, giver_confirmed_at__isnull=True)
    used |= Q(state=State.USED, taker__in=towns, taker_confirmed_at__isnull=True)
    return Booking.objects.filter(asked | used)


def booked_periods(user: Person, cooperation: Cooperation, first: date, last: date) -> QuerySet[BookedPeriod]:
    """What the own towns give and take in periods that begin between two days (both count)."""
    bookings = Booking.objects.filter(rules.visible_bookings(user, cooperation), cooperation=cooperation)
    rows = BookedPeriod.objects.filter(booking__in=bookings, starts_on__gte=first, starts_on__lte=last)
    return rows.select_related("booking__offer", "booking__giver", "booking__taker").order_by("starts_on", "pk")


def end_of(period: BookedPeriod) -> date:
    """The last day of the period."""
    return period.starts_on + timedelta(days=0 if period.booking.offer.period == "day" else 6)
