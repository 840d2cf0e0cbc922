"""Stored OParl pages become stale whenever an instrument changes; what was read from council systems is kept for a time."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.instruments.events import InstrumentChanged
from interkomm.exchange.oparl.models import CouncilImport
from interkomm.exchange.oparl.views import TOPIC
from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.retention.rules import RetentionRule, older_than, register
from interkomm.foundation.topics.services import bump

DAYS = 90


def _old(now: datetime) -> QuerySet[CouncilImport]:
    return CouncilImport.objects.filter(asked_at__lt=older_than(now, days=DAYS))


def _erase(now: datetime) -> int:
    """Readings go with what was found in them; resolutions that a person has confirmed stay, with their evidence."""
    found = list(_old(now).values_list("pk", flat=True))
    CouncilImport.objects.filter(pk__in=found).delete()
    return len(found)


def register_own() -> None:
    """Tell the registry; called once when the program starts."""
    register(
        RetentionRule(
            "exchange.council_imports",
            _("Eingelesene Ratsinformationen"),
            _("90 Tage"),
            _("nur zum Prüfen nötig; bestätigte Beschlüsse stehen mit ihrem Beleg bei der Vereinbarung"),
            lambda now: _old(now).count(),
            _erase,
        )
    )


def _changed(event: object) -> None:
    bump(TOPIC)


def connect() -> None:
    """Called once when the program starts."""
    subscribe(InstrumentChanged, _changed, durable=True)
