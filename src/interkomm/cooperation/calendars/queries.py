"""What stands in which calendar."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from interkomm.cooperation.calendars.services import hash_of
from interkomm.cooperation.meetings.models import CalendarKey, Meeting, Task
from interkomm.cooperation.meetings.rules import INVITED_ROLES
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.queries import cooperations_of
from interkomm.cooperation.tasks.rules import tasks_of
from interkomm.organisations.roles.rules import organisations_where

PAST = timedelta(days=400)  # programs keep what they have read; the feed stays small
MOST = 1000


def key_of(token: str) -> CalendarKey | None:
    """The key of a token whose owner may still read it."""
    key = CalendarKey.objects.filter(token_hash=hash_of(token)).select_related("user", "cooperation").first()
    if key is None or not key.user.is_active:
        return None
    if key.cooperation is not None and not partnerships.may_see(key.user, key.cooperation):
        return None
    return key


def public_meetings(cooperation_id: int, now: datetime) -> QuerySet[Meeting]:
    """Meetings that everybody may know of, also cancelled ones, so that calendars take them back."""
    return _near(now).filter(cooperation=cooperation_id, cooperation__is_published=True, is_public=True)


def meetings_of(key: CalendarKey, now: datetime) -> list[Meeting]:
    """Of one cooperation all; of a person those to which the person is invited."""
    if key.cooperation_id is not None:
        return list(_near(now).filter(cooperation=key.cooperation_id)[:MOST])
    invited_in = cooperations_of(key.user).filter(
        partners__organisation__in=organisations_where(key.user, *INVITED_ROLES)
    )
    invited = Q(group__isnull=True, cooperation__in=invited_in.values("pk")) | Q(
        group__members__user=key.user.pk, cooperation__in=cooperations_of(key.user).values("pk")
    )
    return list(_near(now).filter(invited).distinct()[:MOST])


def tasks_in(key: CalendarKey) -> list[Task]:
    """Open tasks with a day that the person does."""
    tasks = tasks_of(key.user).filter(due_on__isnull=False)
    if key.cooperation_id is not None:
        tasks = tasks.filter(cooperation=key.cooperation_id)
    return list(tasks[:MOST])


def _near(now: datetime) -> QuerySet[Meeting]:
    return Meeting.objects.filter(ends_at__gte=now - PAST).select_related("cooperation", "group")
