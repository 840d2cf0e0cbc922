"""Who keeps offers and needs, and who sees them."""

from django.db.models import Q

from interkomm.cooperation.capabilities.models import Booking, Need, Offer, Visibility
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.rules import partner_ids
from interkomm.organisations.models import Role
from interkomm.organisations.roles.rules import Person, has_role, organisations_where

KEEPING = (Role.MANAGER, Role.EDITOR, Role.CLERK)


def kept_towns(user: Person, cooperation: Cooperation) -> frozenset[int]:
    """Partners for which the person keeps offers and needs, and books."""
    return partner_ids(cooperation) & organisations_where(user, *KEEPING)


def may_keep(user: Person, entry: Offer | Need) -> bool:
    return entry.organisation_id in kept_towns(user, entry.cooperation)


def visible(user: Person) -> Q:
    """Of the entries of a cooperation that the person works on: all but what others keep to themselves."""
    return Q(organisation__in=organisations_where(user)) | ~Q(visibility=Visibility.OWN)


def visible_bookings(user: Person, cooperation: Cooperation) -> Q:
    """Bookings of the own towns."""
    towns = partner_ids(cooperation) & organisations_where(user)
    return Q(giver__in=towns) | Q(taker__in=towns)


def acts_as_giver(user: Person, booking: Booking) -> bool:
    return booking.giver_id in kept_towns(user, booking.cooperation)


def acts_as_taker(user: Person, booking: Booking) -> bool:
    return booking.taker_id in kept_towns(user, booking.cooperation)


def may_settle(user: Person, cooperation: Cooperation) -> bool:
    """Management and treasury of a partner."""
    return has_role(user, partner_ids(cooperation), Role.MANAGER, Role.TREASURER)
