"""When the mails about saved searches are written."""

from django.utils import timezone

from interkomm.foundation.tasks.schedule import daily
from interkomm.notifications.searches.letters import send_search_mails

MONDAY = 0


@daily("06:50")
def write_search_mails() -> None:
    """Each morning those who want it daily, on Mondays those who want it weekly, too."""
    kinds = ("daily", "weekly") if timezone.localdate().weekday() == MONDAY else ("daily",)
    send_search_mails(kinds, timezone.now())
