"""The daily round of reminders."""

from django.utils import timezone

from interkomm.cooperation.recording.reminders import remind
from interkomm.foundation.tasks.schedule import daily


@daily("06:10")
def remind_of_instruments() -> None:
    """Deadlines of missing acts, ends of agreements, last days for a notice."""
    remind(timezone.localdate())
