"""When the daily mails are written."""

from django.utils import timezone

from interkomm.foundation.tasks.schedule import daily
from interkomm.notifications.digests.letters import send_process_digests, send_staff_digests


@daily("06:30")
def write_staff_digests() -> None:
    """What waits, before the day begins."""
    send_staff_digests(timezone.localdate())


@daily("17:30")
def write_process_digests() -> None:
    """What is new for followers of processes."""
    send_process_digests(timezone.now())
