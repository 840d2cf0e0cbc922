"""Are mails leaving?"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.foundation.health.probes import Finding, register
from interkomm.notifications.outbox.models import OutboxMail

LONGEST_WAIT = timedelta(minutes=30)


def backlog() -> Finding:
    """Well while no mail that is due has waited for long; an installation without a mail server only stores them."""
    now = timezone.now()
    waiting = OutboxMail.objects.waiting()
    late = waiting.filter(created_at__lt=now - LONGEST_WAIT, send_after__lt=now - LONGEST_WAIT).count()
    return Finding(not late, {"waiting": waiting.count(), "late": late})


def register_probe() -> None:
    register("outbox", _("Ausgehende Mails"), backlog)
