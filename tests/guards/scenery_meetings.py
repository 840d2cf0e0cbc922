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
    return {
        **_group(cooperation, partners[0], manager, secret, now),
        **_documents(cooperation, partners[0], secret, word, now),
        **_meetings(cooperation, partners, manager, secret, now),
        **_calendars(cooperation, manager, word),
    }


def _group(cooperation: Cooperation, town: Organisation, manager: User, secret: str, now: datetime) -> Place:
    group = WorkingGroup.objects.create(cooperation=cooperation, name=f"AG {secret}", aim=secret)
    seat = GroupMember.objects.create(group=group, organisation=town, user=manager, function=secret, is_chair=True)
    deleted = WorkingGroup.objects.create(cooperation=cooperation, name=secret, deleted_at=now)
    return {"group": group.pk, "group_member": seat.pk, "deleted_group": deleted.pk}


def _documents(cooperation: Cooperation, town: Organisation, secret: str, word: str, now: datetime) -> Place:
    joint = document(cooperation, town, secret, Document.Access.PARTNERS)
    own = document(cooperation, town, secret, Document.Access.OWN)
    public = document(cooperation, town, f"Satzung {word}", Document.Access.PUBLIC)
    return {
        "document": joint.pk,
        "own_document": own.pk,
        "deleted_document": document(cooperation, town, secret, Document.Access.PARTNERS, deleted_at=now).pk,
        "public_file": public.versions.get().file_id,
        "joint_file": joint.versions.get().file_id,
        "own_file": own.versions.get().file_id,
    }


def _meetings(
    cooperation: Cooperation, partners: Sequence[Organisation], manager: User, secret: str, now: datetime
) -> Place:
    meeting = meeting_at(cooperation, secret, now + timedelta(days=7), invited_at=now)
    item = AgendaItem.objects.create(meeting=meeting, position=1, title=secret, text=secret, proposer=partners[0])
    item.papers.add(Document.objects.filter(cooperation=cooperation).earliest("pk"))
    removed = AgendaItem.with_removed.create(meeting=meeting, position=2, title=secret, removed_at=now)
    Answer.objects.create(
        meeting=meeting, user=manager, for_start=meeting.starts_at, choice="represented", representative=secret
    )
    cancelled = meeting_at(cooperation, secret, now + timedelta(days=8), cancelled_at=now, cancel_reason=secret)
    earlier = {"earlier_starts_at": now, "earlier_ends_at": now + timedelta(hours=1)}
    moved = meeting_at(cooperation, secret, now + timedelta(days=9), **earlier)
    day = timezone.localdate() - timedelta(days=2)
    task = Task.objects.create(
        cooperation=cooperation, meeting=meeting, title=secret, organisation=partners[0], due_on=day
    )
    return {
        "meeting": meeting.pk,
        "cancelled_meeting": cancelled.pk,
        "moved_meeting": moved.pk,
        "agenda_item": item.pk,
        "removed_item": removed.pk,
        "decision": written(meeting, partners, secret).pk,
        "cooperation_task": task.pk,
    }


def _calendars(cooperation: Cooperation, manager: User, word: str) -> Place:
    key = CalendarKey.objects.create(user=manager, cooperation=cooperation, token_hash=hash_of(f"alles-{word}"))
    reader = User.objects.create(
        email=f"kalender-{word}@example.org", name="Kim"
    )  # invited to nothing: an empty calendar
    CalendarKey.objects.create(user=reader, token_hash=hash_of(f"kalender-{word}"))
    return {"calendar_key": key.pk, "calendar_token": f"kalender-{word}"}


def document(cooperation: Cooperation, town: Organisation, title: str, access: str, **facts: object) -> Document:
    """A document with one small file."""
    made = Document.objects.create(
        cooperation=cooperation,
        organisation=town,
        title=title,
        description=title,
        access=access,
        **facts,
    )
    text = f"{title} {made.pk}".encode()
    file = StoredFile.objects.create(
        sha256=content.keep(text), size=len(text), media_type="text/plain", name="text.txt", access=FILE_ACCESS,
        access_key=f"{made.pk}/1",
    )  # fmt: skip
    DocumentVersion.objects.create(document=made, number=1, file=file)
    return made


def meeting_at(cooperation: Cooperation, title: str, starts_at: datetime, **facts: object) -> Meeting:
    return Meeting.objects.create(
        cooperation=cooperation, title=title, place=title, note=title, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), **facts,
    )  # fmt: skip


def written(meeting: Meeting, partners: Sequence[Organisation], text: str) -> Decision:
    """Attendance, minutes and a decision."""
    decision = Decision.objects.create(meeting=meeting, text=text, rule="majority", lead_id=meeting.cooperation.lead_id)
    for partner in partners:
        Attendance.objects.create(meeting=meeting, organisation=partner, presence="present", names=text)
        Vote.objects.create(decision=decision, organisation=partner, choice="yes")
    MinutesVersion.objects.create(meeting=meeting, number=1, text=f"# {text}\n\n{text}")
    return decision
