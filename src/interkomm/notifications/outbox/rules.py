"""Who may look into the outbox."""

from django.conf import settings

from interkomm.accounts.models import User
from interkomm.foundation.audit.services import Actor


def may_see_outbox(user: Actor) -> bool:
    """The operator of the installation: counts, subjects, errors."""
    return isinstance(user, User) and user.is_active and user.is_staff


def may_read_texts(user: Actor) -> bool:
    """Only on a demonstration site, so that people can follow the links; elsewhere mails are nobody else's business."""
    return settings.IS_DEMO and may_see_outbox(user)
