"""Handing the mails of the outbox to the mail server.

At least once: a mail is marked sent after the server has taken it. If the process dies in between, the mail goes out
again after `services.CLAIM` with the same `Message-ID`. Two workers never have the same mail at the same time. The
conversation with the server happens outside every transaction, so a hanging server blocks nobody.
"""

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from interkomm.notifications.outbox.models import OutboxMail
from interkomm.notifications.outbox.services import claim_next, mark_failed, mark_sent, put_back

Clock = Callable[[], datetime]
logger = logging.getLogger(__name__)
SERVER_PAUSE = timedelta(minutes=1)
ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)  # the server spoke, about this one mail
PERMANENT = 500  # SMTP replies from 500 on: trying again does not help (RFC 5321, 4.2.1)


@dataclass
class DeliveryReport:
    """What one run did: numbers of mails; `server_answers` False: the run stopped because the server did not."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0
    server_answers: bool = True


def deliver_due(*, limit: int = 500, clock: Clock = timezone.now) -> DeliveryReport:
    """Send what is due, at most `limit` mails; without a transport (demonstration) nothing is sent, all is kept."""
    report = DeliveryReport()
    if not settings.OUTBOX_TRANSPORT:
        return report
    transport = get_connection(settings.OUTBOX_TRANSPORT)
    try:
        for _step in range(limit):
            mail = claim_next(actor=None, now=clock())
            if mail is None or not _deliver(mail, transport, report, clock):
                break
    finally:
        _close(transport)
    return report


def _deliver(mail: OutboxMail, transport: BaseEmailBackend, report: DeliveryReport, clock: Clock) -> bool:
    """Try one mail; False: the server does not work, stop this run."""
    try:
        transport.open()
    except OSError as error:
        put_back(actor=None, mail=mail, error=_describe(error), send_after=clock() + SERVER_PAUSE)
        return _failed(mail, transport, error, report, is_permanent=False)
    try:
        transport.send_messages([as_message(mail)])
    except (OSError, ValueError, MessageError) as error:
        is_permanent = _is_permanent(error)
        mark_failed(actor=None, mail=mail, error=_describe(error), is_permanent=is_permanent, now=clock())
        return _failed(mail, transport, error, report, is_permanent=is_permanent)
    mark_sent(actor=None, mail=mail, now=clock())
    report.sent += 1
    return True


def _failed(
    mail: OutboxMail, transport: BaseEmailBackend, error: Exception, report: DeliveryReport, *, is_permanent: bool
) -> bool:
    _close(transport)
    report.given_up += is_permanent
    report.postponed += not is_permanent
    logger.warning("mail not taken", extra={"mail": mail.pk, "error": type(error).__name__})
    report.server_answers = is_permanent or isinstance(error, ANSWERS)
    return report.server_answers


def as_message(mail: OutboxMail) -> EmailMessage:
    """The mail as it goes over the wire; plain text, marked as written by a program (RFC 3834)."""
    headers = {"Message-ID": f"<{mail.message_id}>", "Auto-Submitted": "auto-generated", **mail.headers}
    return EmailMessage(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=headers)


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _text in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= PERMANENT
    return isinstance(error, (ValueError, MessageError))  # an address or header that can never be written


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _close(transport: BaseEmailBackend) -> None:
    try:
        transport.close()
    except Exception:  # closing a broken connection must not hide why it broke
        logger.debug("connection already gone", exc_info=True)
