"""Freezing the settlement of a year; a correction is a new one about the difference."""

from datetime import date

from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.capabilities import rules
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.settlements import account
from interkomm.cooperation.settlements.models import Settlement
from interkomm.foundation.audit import services as audit
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

EARLIEST_YEAR = 2000


@use_case()
def settle(*, actor: User, cooperation: Cooperation, year: int, note: str = "", today: date) -> Settlement:
    """Freeze what is confirmed of a year. Again: a correction, which needs a note and must change something.

    Raises NotAllowed, RuleBroken for a year that is not over or has nothing to settle.
    """
    if not rules.may_settle(actor, cooperation):
        raise NotAllowed
    if not EARLIEST_YEAR <= year < today.year:
        raise RuleBroken(_("Abgerechnet wird ein Jahr, wenn es vorbei ist."))
    Cooperation.objects.select_for_update().get(pk=cooperation.pk)  # two people at once: one settlement
    earlier = list(Settlement.objects.filter(cooperation=cooperation, year=year).order_by("number"))
    bookings = account.confirmed(cooperation, year)
    content = account.content_of(bookings, account.settled_before(each.content for each in earlier))
    if earlier and not note:
        raise RuleBroken(_("Das Jahr ist schon abgerechnet. Bitte nennen Sie den Anlass der Korrektur."))
    if earlier and earlier[-1].content["lines"] == content["lines"]:
        raise RuleBroken(_("Seit der letzten Abrechnung hat sich nichts geändert."))
    if not bookings and not earlier:
        raise RuleBroken(_("Für dieses Jahr ist keine Nutzung bestätigt."))
    made = Settlement.objects.create(
        cooperation=cooperation, year=year, number=len(earlier) + 1, content=content, note=note, made_by=actor
    )
    audit.record(
        actor=actor,
        action="cooperation.settlements.settle",
        subject=made,
        for_organisation=cooperation.lead_id,
        after={"year": year, "number": made.number, "payments": len(content["payments"])},
    )
    return made
