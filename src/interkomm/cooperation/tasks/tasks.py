"""The daily reminder."""

from django.utils import timezone

from interkomm.cooperation.tasks.services import remind
from interkomm.foundation.tasks.schedule import daily


@daily("06:10")
def remind_of_tasks() -> None:
    remind(actor=None, today=timezone.localdate())
