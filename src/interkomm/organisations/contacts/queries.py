"""Reading contacts: public ones of a day, and those about to expire."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from interkomm.organisations.contacts.models import Contact, ContactQuerySet

WARNING_DAYS = 30


def public_contacts(organisation_ids: Iterable[int], day: date) -> list[Contact]:
    """Contacts that everybody may see on this day, in their order."""
    contacts = Contact.objects.filter(organisation_id__in=set(organisation_ids)).public_on(day)
    return list(contacts.select_related("organisation"))


def stale_at(contacts: Iterable[Contact]) -> datetime | None:
    """The moment when the first of the contacts expires: a stored page with them is good until then."""
    days = [contact.expires_on for contact in contacts if contact.expires_on]
    if not days:
        return None
    return timezone.make_aware(datetime.combine(min(days) + timedelta(days=1), time()))


def expiring(organisation_ids: Iterable[int], day: date) -> ContactQuerySet:
    """Contacts that have expired or will within 30 days, for a reminder to those who keep them."""
    return Contact.objects.filter(
        organisation_id__in=set(organisation_ids), expires_on__lte=day + timedelta(days=WARNING_DAYS)
    ).select_related("organisation")


def expiry_state(contact: Contact, day: date) -> str:
    """The label in the list: `expired`, `soon` or nothing."""
    if contact.expires_on is None:
        return ""
    if contact.expires_on < day:
        return "expired"
    return "soon" if contact.expires_on <= day + timedelta(days=WARNING_DAYS) else ""
