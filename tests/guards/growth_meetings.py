"""More of everything of working together, for `growth`."""

from datetime import datetime, timedelta

from interkomm.accounts.models import User
from interkomm.cooperation.models import (
    AgendaItem,
    CalendarKey,
    Cooperation,
    GroupMember,
    Meeting,
    MinutesVersion,
    Task,
    WorkingGroup,
)
from interkomm.organisations.models import Organisation
from tests.guards.scenery_meetings import document, meeting_at, written


def grow_meetings(cooperation: Cooperation, town: Organisation, manager: User, number: int, now: datetime) -> None:
    """One of each kind more; the meeting on the stage gets an item, a decision, a version of the minutes and a task more."""
    group = WorkingGroup.objects.create(cooperation=cooperation, name=f"Gruppe {number}", is_public=True)
    first = WorkingGroup.objects.filter(cooperation=cooperation).earliest("pk")
    for body in (group, first):
        GroupMember.objects.create(group=body, organisation=town, user=manager, function=f"Amt {number}", is_chair=True)
    paper = document(cooperation, town, f"Unterlage {number}", ["partners", "public"][number % 2])
    stage = Meeting.objects.filter(cooperation=cooperation).earliest("pk")
    meeting = meeting_at(
        cooperation, f"Sitzung {number}", now + timedelta(days=10 + number), is_public=True, group=group, invited_at=now
    )
    for each in (stage, meeting):
        AgendaItem.objects.create(meeting=each, position=number + 1, title=f"Punkt {number}").papers.add(paper)
        AgendaItem.with_removed.create(meeting=each, position=number + 1, title=f"Ohne {number}", removed_at=now)
    written(meeting, [town], f"Text {number}")
    MinutesVersion.objects.create(meeting=stage, number=number + 10, text=f"Text {number}", saved_by=manager)
    stage.decisions.create(text=f"Beschluss {number}", rule="all", lead_id=cooperation.lead_id).votes.create(
        organisation=town
    )
    Task.objects.create(
        cooperation=cooperation, meeting=stage, title=f"Aufgabe {number}", organisation=town, person=manager
    )
    CalendarKey.objects.create(user=manager, cooperation=cooperation, token_hash=f"k{number}")
