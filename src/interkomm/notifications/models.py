"""Re-exports the models of the slices."""

from interkomm.notifications.outbox.models import OutboxMail

__all__ = ["OutboxMail"]
