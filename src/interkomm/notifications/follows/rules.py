"""Who may follow what, and when an address has had enough."""

from datetime import datetime, timedelta

from interkomm.notifications.outbox.models import OutboxMail
from interkomm.participation.models import Contribution, Process

LIMIT_UNCONFIRMED = 4  # mails in a day to an address whose owner has not answered yet
ASKING = ("follow.confirm", "contribution.private")


def is_flooded(address: str, now: datetime) -> bool:
    """Whether an address has got so many unasked mails today that nobody can be made to get more."""
    asked = OutboxMail.objects.filter(to=address.strip().lower(), purpose__in=ASKING)
    return asked.filter(created_at__gte=now - timedelta(days=1)).count() >= LIMIT_UNCONFIRMED


def followed_process(slug: str) -> Process | None:
    """A process that everybody may follow: the published ones."""
    return Process.objects.published().select_related("lead").filter(slug=slug).first()


def followed_contribution(public_id: str) -> Contribution | None:
    """A contribution that everybody may follow: a public one of a published process."""
    public = Contribution.objects.public().select_related("process__lead")
    found = public.filter(public_id=public_id, process__published_at__isnull=False, process__deleted_at__isnull=True)
    return found.first()
