"""How long questions and the addresses they go to are kept."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.enquiries.models import ContactAddress, Question
from interkomm.foundation.retention.rules import RetentionRule, older_than, register

DAYS = 90


def _questions(now: datetime) -> QuerySet[Question]:
    return Question.objects.filter(asked_at__lt=older_than(now, days=DAYS))


def _addresses(now: datetime) -> QuerySet[ContactAddress]:
    return ContactAddress.objects.filter(expires_on__lt=older_than(now, days=DAYS).date())


def register_own() -> None:
    """Tell the registry; called once when the program starts."""
    register(
        RetentionRule(
            "catalogue.questions",
            _("Fragen zu Fällen im Katalog mit Name und E-Mail-Adresse"),
            _("90 Tage"),
            _("Weiterleitung der Frage; ein Nachweis, falls etwas nicht ankommt"),
            lambda now: _questions(now).count(),
            lambda now: _questions(now).delete()[0],
        )
    )
    register(
        RetentionRule(
            "catalogue.addresses",
            _("Adressen, an die Fragen zu Fällen gehen"),
            _("90 Tage nach dem Ende der Einwilligung"),
            _("Einwilligung der Person (Art. 6 Abs. 1 Buchst. a DSGVO)"),
            lambda now: _addresses(now).count(),
            lambda now: _addresses(now).delete()[0],
        )
    )
