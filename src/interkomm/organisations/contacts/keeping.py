"""How long contacts are kept after their expiry: nobody sees them in public from the day after it."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.foundation.retention.rules import RetentionRule, older_than
from interkomm.organisations.contacts.models import Contact

DAYS = 365


def expired_contacts(now: datetime) -> QuerySet[Contact]:
    """Contacts that expired a year ago and were not renewed."""
    return Contact.objects.filter(expires_on__lt=older_than(now, days=DAYS).date())


CONTACTS = RetentionRule(
    "organisations.contacts",
    _("Abgelaufene Kontakte von Organisationen"),
    _("ein Jahr nach dem Ablauf; öffentlich nur bis zum Ablauf"),
    _("Einwilligung der Person (Art. 6 Abs. 1 Buchst. a DSGVO)"),
    lambda now: expired_contacts(now).count(),
    lambda now: int(expired_contacts(now).delete()[0]),
)
