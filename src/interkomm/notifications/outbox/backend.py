"""Django's mail backend of this installation: it stores instead of sending. Packages' mails go this way too."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from interkomm.notifications.outbox.services import store

PURPOSE_HEADER = "X-Interkomm-Purpose"
KEPT_HEADERS = ("Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post")


class OutboxBackend(BaseEmailBackend):
    """Stores one row per recipient in the running transaction, so that nobody sees the other addresses."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Return the number of messages stored; errors of the database are never swallowed."""
        stored = 0
        for message in email_messages:
            headers = {name: value for name, value in message.extra_headers.items() if name in KEPT_HEADERS}
            if message.reply_to:
                headers["Reply-To"] = ", ".join(message.reply_to)
            purpose = str(message.extra_headers.get(PURPOSE_HEADER, "account"))
            for address in message.recipients():
                store(
                    actor=None,
                    to=address,
                    subject=str(message.subject),
                    text=str(message.body),
                    purpose=purpose,
                    headers=headers,
                )
            stored += 1
        return stored
