"""What the operator sees of the outbox."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min, Q

from interkomm.notifications.outbox.models import OutboxMail, OutboxMailQuerySet

PAGE_SIZE = 50
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class OutboxCounts:
    """Numbers of mails by state; `oldest_waiting`: since when the oldest unsent one waits."""

    waiting: int
    failed: int
    sent: int
    oldest_waiting: datetime | None


def outbox_counts() -> OutboxCounts:
    waiting = Q(sent_at__isnull=True, failed_at__isnull=True)
    numbers = OutboxMail.objects.aggregate(
        waiting=Count("id", filter=waiting),
        failed=Count("id", filter=Q(failed_at__isnull=False)),
        sent=Count("id", filter=Q(sent_at__isnull=False)),
        oldest_waiting=Min("created_at", filter=waiting),
    )
    return OutboxCounts(**numbers)


def outbox_page(state: str, before: int | None) -> tuple[list[OutboxMail], int | None]:
    """Mails of a state ("" = all), newest first, and the key after which the next page begins (None: the last page)."""
    mails = _in_state(state)
    if before is not None:
        mails = mails.filter(pk__lt=before)
    rows = list(mails.order_by("-id")[: PAGE_SIZE + 1])
    return rows[:PAGE_SIZE], rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None


def _in_state(state: str) -> OutboxMailQuerySet:
    mails = OutboxMail.objects.all()
    if state == "waiting":
        return mails.waiting()
    if state == "failed":
        return mails.filter(failed_at__isnull=False)
    return mails.filter(sent_at__isnull=False) if state == "sent" else mails


def masked(address: str) -> str:
    """Enough of an address to recognise a typing error in its domain, not the person: "z…@example.org"."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}"


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text cut at our own addresses, as (text, address or ""); foreign addresses stay plain text."""
    position = 0
    own = f"{settings.PUBLIC_URL}/"
    for match in _ADDRESS.finditer(text):
        address = match.group()
        if address.startswith(own):
            yield text[position : match.start()], ""
            yield address, address.removeprefix(settings.PUBLIC_URL)  # works on whatever port the site is opened
            position = match.end()
    yield text[position:], ""
