"""Who may look into the outbox, and what may stand in a header."""

import re

from django.conf import settings

from interkomm.accounts.models import User
from interkomm.foundation.audit.services import Actor

_UNSAFE_IN_HEADER = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def may_see_outbox(user: Actor) -> bool:
    """The operator of the installation: counts, subjects, errors."""
    return isinstance(user, User) and user.is_active and user.is_staff


def may_read_texts(user: Actor) -> bool:
    """Only on a demonstration site, so that people can follow the links; elsewhere mails are nobody else's business."""
    return settings.IS_DEMO and may_see_outbox(user)


def one_line(text: str, length: int = 200) -> str:
    """A header value: control characters and line breaks become one space, so nothing can start a header of its own."""
    return _UNSAFE_IN_HEADER.sub(" ", text).strip()[:length]
