"""One of everything of working together for one side: groups, documents, meetings with all that is written of them, tasks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.calendars.services import hash_of
from interkomm.cooperation.models import (
    AgendaItem,
    Answer,
    Attendance,
    CalendarKey,
    Cooperation,
    Decision,
    Document,
    DocumentVersion,
    GroupMember,
    Meeting,
    MinutesVersion,
    Task,
    Vote,
    WorkingGroup,
)
from interkomm.cooperation.records.services import FILE_ACCESS
from interkomm.foundation.files import content
from interkomm.foundation.files.models import StoredFile
from interkomm.organisations.models import Organisation

Place = dict[str, str | int]


def furnish_meetings(
    cooperation: Cooperation, partners: Sequence[Organisation], manager: User, secret: str, word: str, now: datetime
) -> Place:
    """`partners`: the first is the manager's town. Private texts carry `secret`."""
    town = partners[0]
    group = WorkingGroup.objects.create(cooperation=cooperation, name=f"AG {secret}", aim=secret)
    seat = GroupMember.objects.create(group=group, organisation=town, user=manager, function=secret, is_chair=True)
    deleted_group = WorkingGroup.objects.create(cooperation=cooperation, name=secret, deleted_at=now)
    documents = [
        document(cooperation, town, secret, Document.Access.PARTNERS),
        document(cooperation, town, secret, Document.Access.OWN),
        document(cooperation, town, secret, Document.Access.PARTNERS, deleted_at=now),
        document(cooperation, town, f"Satzung {word}", Document.Access.PUBLIC),
    ]
    meeting = meeting_at(cooperation, secret, now + timedelta(days=7), invited_at=now)
    item = AgendaItem.objects.create(meeting=meeting, position=1, title=secret, text=secret, proposer=town)
    item.papers.add(documents[0])
    Answer.objects.create(
        meeting=meeting, user=manager, for_start=meeting.starts_at, choice="represented", representative=secret
    )
    decision = written(meeting, partners, secret)
    cancelled = meeting_at(cooperation, secret, now + timedelta(days=8), cancelled_at=now, cancel_reason=secret)
    moved = meeting_at(cooperation, secret, now + timedelta(days=9), earlier_starts_at=now, earlier_ends_at=now)
    task = Task.objects.create(
        cooperation=cooperation,
        meeting=meeting,
        title=secret,
        organisation=town,
        due_on=timezone.localdate() - timedelta(days=2),
    )
    key = CalendarKey.objects.create(user=manager, cooperation=cooperation, token_hash=hash_of(f"kalender-{word}"))
    return {
        "group": group.pk,
        "group_member": seat.pk,
        "deleted_group": deleted_group.pk,
        "document": documents[0].pk,
        "own_document": documents[1].pk,
        "deleted_document": documents[2].pk,
        "public_file": documents[3].versions.get().file_id,
        "joint_file": documents[0].versions.get().file_id,
        "own_file": documents[1].versions.get().file_id,
        "meeting": meeting.pk,
        "cancelled_meeting": cancelled.pk,
        "moved_meeting": moved.pk,
        "agenda_item": item.pk,
        "decision": decision.pk,
        "cooperation_task": task.pk,
        "calendar_key": key.pk,
        "calendar_token": f"kalender-{word}",
    }


def document(cooperation: Cooperation, town: Organisation, title: str, access: str, **facts: object) -> Document:
    """A document with one small file."""
    made = Document.objects.create(
        cooperation=cooperation,
        organisation=town,
        title=title,
        description=title,
        access=access,
        **facts,  # type: ignore[misc]
    )
    text = f"{title} {made.pk}".encode()
    file = StoredFile.objects.create(
        sha256=content.keep(text), size=len(text), media_type="text/plain", name="text.txt", access=FILE_ACCESS,
        access_key=str(made.pk),
    )  # fmt: skip
    DocumentVersion.objects.create(document=made, number=1, file=file)
    return made


def meeting_at(cooperation: Cooperation, title: str, starts_at: datetime, **facts: object) -> Meeting:
    return Meeting.objects.create(
        cooperation=cooperation, title=title, place=title, note=title, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), **facts,  # type: ignore[misc]
    )  # fmt: skip


def written(meeting: Meeting, partners: Sequence[Organisation], text: str) -> Decision:
    """Attendance, minutes and a decision."""
    decision = Decision.objects.create(meeting=meeting, text=text, rule="majority", lead_id=meeting.cooperation.lead_id)
    for partner in partners:
        Attendance.objects.create(meeting=meeting, organisation=partner, presence="present", names=text)
        Vote.objects.create(decision=decision, organisation=partner, choice="yes")
    MinutesVersion.objects.create(meeting=meeting, number=1, text=f"# {text}\n\n{text}")
    return decision
