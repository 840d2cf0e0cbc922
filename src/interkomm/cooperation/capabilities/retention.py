"""How long old needs and refused requests are kept."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.capabilities.models import Booking, Need
from interkomm.foundation.retention.rules import RetentionRule, older_than, register

NEED_DAYS, REQUEST_DAYS = 2 * 365, 365
REFUSED = (Booking.State.DECLINED, Booking.State.CANCELLED)


def _needs(now: datetime) -> QuerySet[Need]:
    return Need.objects.filter(last_on__lt=older_than(now, days=NEED_DAYS).date())


def _requests(now: datetime) -> QuerySet[Booking]:
    return Booking.objects.filter(state__in=REFUSED, changed_at__lt=older_than(now, days=REQUEST_DAYS))


def register_own() -> None:
    """Tell the registry; called once when the program starts."""
    register(
        RetentionRule(
            "cooperation.needs",
            _("Bedarfe von Ämtern"),
            _("zwei Jahre nach dem gewünschten Zeitraum"),
            _("danach ohne Nutzen; was gebucht und abgerechnet wurde, bleibt in der Buchung"),
            lambda now: _needs(now).count(),
            lambda now: _needs(now).delete()[0],
        )
    )
    register(
        RetentionRule(
            "cooperation.refused_requests",
            _("abgelehnte und abgesagte Anfragen nach Angeboten"),
            _("ein Jahr"),
            _("Nachweis, falls etwas unklar ist; im Konto zählen sie nicht"),
            lambda now: _requests(now).count(),
            lambda now: _requests(now).delete()[0],
        )
    )
