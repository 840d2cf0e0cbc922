"""How long reported barriers are kept."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.foundation.retention.rules import RetentionRule, older_than, register
from interkomm.portal.legal.models import BarrierReport

DAYS = 365


def _expired(now: datetime) -> QuerySet[BarrierReport]:
    return BarrierReport.objects.filter(closed_at__lt=older_than(now, days=DAYS))


def register_own() -> None:
    """Tell the registry; called once when the program starts."""
    register(
        RetentionRule(
            "portal.barriers",
            _("Gemeldete Barrieren mit der Antwortadresse"),
            _("1 Jahr nach der Erledigung"),
            _("Bearbeitung und Nachweis gegenüber der Überwachungsstelle (EU-Richtlinie 2016/2102)"),
            lambda now: _expired(now).count(),
            lambda now: _expired(now).delete()[0],
        )
    )
