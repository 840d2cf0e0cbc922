"""Where the demonstration's meetings, groups, tasks and documents are; an item that was taken off an agenda."""

from typing import Any

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.agenda.services import remove_item
from interkomm.cooperation.models import Cooperation, Decision, Document, Meeting, Task, WorkingGroup


def stage_meetings(cooperation: Cooperation, manager: User) -> dict[str, Any]:
    """`meeting`: the next one of all; `held`: the one with decisions; `moved`: with the way back."""
    meetings = Meeting.objects.filter(cooperation=cooperation)
    coming = meetings.get(title="Lenkungsrunde", starts_at__gt=timezone.now())
    held = meetings.get(title="Lenkungsrunde", starts_at__lt=timezone.now())
    first, *_others, last = coming.agenda.all()
    remove_item(actor=manager, item=last)
    return {
        "meeting": coming.pk,
        "agenda_item": first.pk,
        "held": held.pk,
        "decision": Decision.objects.filter(meeting=held).earliest("pk").pk,
        "moved": meetings.get(earlier_starts_at__isnull=False).pk,
        "cancelled": meetings.get(cancelled_at__isnull=False).pk,
        "task": Task.objects.filter(cooperation=cooperation, meeting=held).earliest("pk").pk,
        "group": WorkingGroup.objects.get(cooperation=cooperation, name="AG Radwege").pk,
        "document": Document.objects.get(cooperation=cooperation, title__startswith="Fahrzeuge").pk,
    }
