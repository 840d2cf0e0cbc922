"""Keeping the register of offers and needs."""

from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.capabilities import rules
from interkomm.cooperation.capabilities.models import TAKING, Booking, Need, Offer
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

E = TypeVar("E", Offer, Need)


@use_case()
def keep_entry(*, actor: User, entry: E) -> E:
    """Store a new offer or need, or a changed one.

    Raises NotAllowed for a town that the actor does not work for, RuleBroken for what bookings stand on.
    """
    is_new = entry.pk is None
    before = None if is_new else type(entry).objects.select_for_update().get(pk=entry.pk)
    if not rules.may_keep(actor, entry) or (before and not rules.may_keep(actor, before)):
        raise NotAllowed
    if isinstance(before, Offer) and isinstance(entry, Offer):
        _check_booked(before, entry)
    if is_new:
        entry.created_by = actor
    entry.changed_at = timezone.now()
    entry.save()
    _record(actor, "enter" if is_new else "change", entry)
    return entry


def _check_booked(before: Offer, entry: Offer) -> None:
    """Bookings hold units of the offer's periods: both keep their meaning while there are any."""
    if all(getattr(before, name) == getattr(entry, name) for name in ("unit", "period", "organisation_id")):
        return
    if before.bookings.filter(state__in=(Booking.State.REQUESTED, *TAKING)).exists():
        raise RuleBroken(
            _(
                "Für dieses Angebot gibt es Anfragen oder Buchungen. Gemeinde, Einheit und Zeitraum bleiben deshalb. "
                "Bitte legen Sie ein neues Angebot an und beenden Sie dieses."
            )
        )


@use_case()
def end_entry(*, actor: User, entry: Offer | Need) -> None:
    """It is not found any more; what was booked stays booked. Raises NotAllowed."""
    _set_end(actor, entry, is_ended=True)


@use_case()
def restore_entry(*, actor: User, entry: Offer | Need) -> None:
    """Take the end back. Raises NotAllowed."""
    _set_end(actor, entry, is_ended=False)


def _set_end(actor: User, entry: Offer | Need, *, is_ended: bool) -> None:
    if not rules.may_keep(actor, entry):
        raise NotAllowed
    if (entry.ended_at is not None) == is_ended:
        return
    entry.ended_at = timezone.now() if is_ended else None
    entry.save(update_fields=["ended_at"])
    _record(actor, "end" if is_ended else "restore", entry)


def _record(actor: User, act: str, entry: Offer | Need) -> None:
    audit.record(
        actor=actor,
        action=f"cooperation.capabilities.{act}",
        subject=entry,
        for_organisation=entry.organisation_id,
        after={"title": entry.title, "kind": entry._meta.model_name, "visibility": entry.visibility},
    )
    topics.bump(entry.topic)
