"""Meetings for tests."""

from datetime import date, time, timedelta

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.meetings.hours import span
from interkomm.cooperation.meetings.services import call_meeting
from interkomm.cooperation.models import Meeting, WorkingGroup
from tests.world import World


def called(
    world: World,
    title: str = "Lenkungsgruppe",
    *,
    days: int = 10,
    by: User | None = None,
    group: WorkingGroup | None = None,
) -> Meeting:
    """A meeting of the three towns in so many days, 10 to 12."""
    day = timezone.localdate() + timedelta(days=days)
    return call_meeting(
        actor=by or world.alice, cooperation=world.cooperation, group=group, facts={"title": title, "place": "Rathaus"},
        span=span(day, time(10), time(12)),
    )  # fmt: skip


def held(world: World, title: str = "Lenkungsgruppe") -> Meeting:
    return called(world, title, days=-3)


def on(day: date) -> tuple[date, time, time]:
    return day, time(10), time(12)
