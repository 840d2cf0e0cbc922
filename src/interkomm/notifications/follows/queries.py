"""Who follows what."""

from datetime import datetime

from django.db.models import Q, QuerySet

from interkomm.accounts.models import User
from interkomm.notifications.follows.models import Follow
from interkomm.participation.models import Contribution, Process


def follows_with_account(user: User | None, subject: Process | Contribution) -> bool:
    if user is None:
        return False
    name = "process" if isinstance(subject, Process) else "contribution"
    return Follow.objects.filter(**{name: subject}, user=user).exists()


def recipients(*, authors_only: bool = False, **subject: object) -> QuerySet[Follow]:
    """Confirmed follows of `process_id=` or `contribution_id=` that still reach somebody."""
    found = Follow.objects.confirmed().filter(Q(user__isnull=True) | Q(user__is_active=True), **subject)
    found = found.select_related("user", "contribution__process__lead", "process__lead")
    return found.filter(is_author=True) if authors_only else found


def follows_of(user: User) -> list[Follow]:
    """Everything that a person follows with the account."""
    return list(Follow.objects.filter(user=user).select_related("process", "contribution__process"))


def unconfirmed_before(moment: datetime) -> QuerySet[Follow]:
    return Follow.objects.filter(confirmed_at__isnull=True, created_at__lt=moment)
