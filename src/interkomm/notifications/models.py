"""Re-exports the models of the slices."""

from interkomm.notifications.digests.models import DigestSetting
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.outbox.models import OutboxMail

__all__ = ["DigestSetting", "Follow", "OutboxMail"]
