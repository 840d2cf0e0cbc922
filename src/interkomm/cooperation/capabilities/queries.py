"""Reads of the register."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from interkomm.cooperation.capabilities import rules
from interkomm.cooperation.capabilities.models import BookedPeriod, Need, Offer, Visibility
from interkomm.cooperation.capabilities.periods import earliest_on, free_periods
from interkomm.cooperation.instruments.models import Party
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.roles.rules import Person

Booked = dict[int, dict[date, int]]


def offers_in(user: Person, cooperation: Cooperation) -> QuerySet[Offer]:
    """All offers of the cooperation that the person may see, ended ones too."""
    rows = Offer.objects.filter(rules.visible(user), cooperation=cooperation)
    return rows.select_related("organisation__area", "instrument")


def needs_in(user: Person, cooperation: Cooperation) -> QuerySet[Need]:
    """All needs of the cooperation that the person may see, ended ones too."""
    return Need.objects.filter(rules.visible(user), cooperation=cooperation).select_related("organisation__area")


def valid_offers(today: date) -> Q:
    """Neither ended nor out of date."""
    return Q(ended_at__isnull=True) & (Q(available_until__isnull=True) | Q(available_until__gte=today))


def valid_needs(today: date) -> Q:
    return Q(ended_at__isnull=True, last_on__gte=today)


def public_offers(cooperation: Cooperation, today: date) -> QuerySet[Offer]:
    """What everybody may read; nothing of a cooperation that is not published."""
    rows = Offer.objects.filter(valid_offers(today), cooperation=cooperation, visibility=Visibility.PUBLIC)
    return rows.filter(cooperation__is_published=True).select_related("organisation")


def booked(offers: Iterable[int]) -> Booked:
    """Offer → first day of the period → units that bookings hold."""
    found: Booked = {}
    rows = BookedPeriod.objects.filter(offer__in=list(offers)).values_list("offer_id", "starts_on", "quantity")
    for offer_id, starts_on, quantity in rows:
        of_offer = found.setdefault(offer_id, {})
        of_offer[starts_on] = of_offer.get(starts_on, 0) + quantity
    return found


def free_units(offer: Offer, held: dict[date, int], first: date, last: date, today: date) -> dict[date, int]:
    """Period → free units within the window, the lead time kept."""
    return free_periods(offer, held, max(first, earliest_on(offer, today)), last)


def parties(cooperation: Cooperation) -> dict[int, frozenset[str]]:
    """Organisation → keys of the instruments of the cooperation to which it is a party."""
    found: dict[int, set[str]] = {}
    rows = Party.objects.filter(instrument__cooperation=cooperation, organisation__isnull=False)
    for organisation_id, instrument_id in rows.values_list("organisation_id", "instrument_id"):
        found.setdefault(organisation_id or 0, set()).add(f"i:{instrument_id}")
    return {key: frozenset(keys) for key, keys in found.items()}
