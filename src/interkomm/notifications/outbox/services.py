"""Writing into the outbox, and the book-keeping of its delivery (the sending itself is in `delivery`)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from interkomm.foundation.audit.services import Actor, record
from interkomm.foundation.use_cases import NotAllowed, use_case
from interkomm.notifications.outbox.models import OutboxMail
from interkomm.notifications.outbox.rules import may_see_outbox, one_line

CLAIM = timedelta(minutes=15)  # far longer than one conversation with the mail server (EMAIL_TIMEOUT per step)
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440))  # four days in all
_BOOKKEEPING = "book-keeping of the delivery; the act that the mail tells about has its own entry"


@use_case(unaudited=_BOOKKEEPING)
def store(
    *,
    actor: Actor,
    to: str,
    subject: str,
    text: str,
    purpose: str,
    dedupe_key: str | None = None,
    headers: Mapping[str, str] | None = None,
    send_after: datetime | None = None,
) -> None:
    """Put a mail into the outbox; a second one with the same `dedupe_key` is left out."""
    mail = OutboxMail(
        to=to.strip(),
        subject=one_line(subject),
        text=text.replace("\x00", ""),
        purpose=purpose,
        dedupe_key=dedupe_key,
        headers={name: one_line(value, 900) for name, value in (headers or {}).items()},
        send_after=send_after or timezone.now(),
    )
    OutboxMail.objects.bulk_create([mail], ignore_conflicts=dedupe_key is not None)


@use_case(unaudited=_BOOKKEEPING)
def cancel(*, actor: Actor, dedupe_prefix: str) -> int:
    """Take back the mails that are still waiting untried and whose key begins so; returns how many."""
    waiting = OutboxMail.objects.waiting().filter(dedupe_key__startswith=dedupe_prefix, attempts=0)
    return waiting.delete()[0]


@use_case(unaudited=_BOOKKEEPING)
def claim_next(*, actor: Actor, now: datetime) -> OutboxMail | None:
    """Hand the oldest due mail to one worker; no other gets it before `claimed_until`. None: nothing is due."""
    mail = OutboxMail.objects.select_for_update(skip_locked=True).due(now).order_by("send_after", "id").first()
    if mail is None:
        return None
    mail.claimed_until = now + CLAIM
    mail.attempts += 1
    mail.save(update_fields=["claimed_until", "attempts"])
    return mail


@use_case(unaudited=_BOOKKEEPING)
def mark_sent(*, actor: Actor, mail: OutboxMail, now: datetime) -> None:
    """The mail server took it. Text and headers go: only the fact that it was sent is still needed."""
    OutboxMail.objects.filter(pk=mail.pk).update(
        sent_at=now, failed_at=None, claimed_until=None, last_error="", text="", headers={}
    )


@use_case(unaudited=_BOOKKEEPING)
def mark_failed(*, actor: Actor, mail: OutboxMail, error: str, is_permanent: bool, now: datetime) -> None:
    """The attempt failed: try again later with growing pauses, or give up; the mail itself is kept in either case."""
    is_last = is_permanent or mail.attempts > len(PAUSES)
    OutboxMail.objects.filter(pk=mail.pk, sent_at__isnull=True).update(
        claimed_until=None,
        last_error=error[:500],
        failed_at=now if is_last else None,
        send_after=now if is_last else now + PAUSES[mail.attempts - 1],
    )


@use_case(unaudited=_BOOKKEEPING)
def put_back(*, actor: Actor, mail: OutboxMail, error: str, send_after: datetime) -> None:
    """The mail server cannot be reached: that is no attempt of this mail, however long it lasts."""
    OutboxMail.objects.filter(pk=mail.pk, sent_at__isnull=True).update(
        claimed_until=None, last_error=error[:500], send_after=send_after, attempts=F("attempts") - 1
    )


@use_case()
def retry(*, actor: Actor, mail_ids: Iterable[int], now: datetime | None = None) -> int:
    """Let the operator try mails again at once that were given up or are waiting for their next attempt."""
    if not may_see_outbox(actor):
        raise NotAllowed
    moment = now or timezone.now()
    open_mails = OutboxMail.objects.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lt=moment))
    mails = list(open_mails.filter(pk__in=list(mail_ids), sent_at__isnull=True))
    for mail in mails:
        before = {"attempts": mail.attempts, "failed": mail.failed_at is not None}
        mail.attempts, mail.failed_at, mail.send_after = 0, None, moment
        mail.save(update_fields=["attempts", "failed_at", "send_after"])
        record(actor=actor, action="notifications.outbox.retry", subject=mail, before=before, after={"attempts": 0})
    return len(mails)
