"""When the outbox is emptied."""

from interkomm.foundation.tasks.schedule import every
from interkomm.notifications.outbox.delivery import deliver_due


@every(seconds=10)
def send_waiting_mails() -> None:
    """Send what is due; parallel runs share the work, see `delivery`."""
    deliver_due()
