"""How long invitations are kept."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.foundation.retention.rules import RetentionRule, older_than
from interkomm.organisations.roles.models import Invitation

DAYS = 90


def settled_invitations(now: datetime) -> QuerySet[Invitation]:
    """Accepted, withdrawn or expired for a quarter of a year."""
    limit = older_than(now, days=DAYS)
    return Invitation.objects.filter(Q(accepted_at__lt=limit) | Q(revoked_at__lt=limit) | Q(expires_at__lt=limit))


INVITATIONS = RetentionRule(
    "organisations.invitations",
    _("Angenommene, zurückgenommene und abgelaufene Einladungen"),
    _("90 Tage"),
    _("Nachvollziehen, wie jemand zu einer Rolle kam; danach genügt das Protokoll (Art. 5 Abs. 1 Buchst. e DSGVO)"),
    lambda now: settled_invitations(now).count(),
    lambda now: int(settled_invitations(now).delete()[0]),
)
