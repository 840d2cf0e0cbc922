"""Sending the same news to several recipients, each in their own language."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone, translation

from interkomm.notifications.follows.letters import stop_link
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.outbox.letter import Envelope, Letter, post
from interkomm.participation.models import Process

UNDO_TIME = timedelta(minutes=5)  # how long an act can be taken back before anybody is told


def tell(
    follows: Iterable[Follow],
    write: Callable[[Follow], Letter],
    *,
    purpose: str,
    key: str,
    send_after: datetime | None = None,
) -> None:
    """Post what `write` says, once for each follow; `key` names the news, so that it is told once."""
    for follow in follows:
        with translation.override(follow.spoken):
            letter = replace(write(follow), stop_url=stop_link(follow))
            post(letter, Envelope(follow.address, purpose, f"{key}:{follow.pk}", send_after))


def after_undo_time() -> datetime:
    return timezone.now() + UNDO_TIME


def sender_of(process: Process) -> dict[str, str]:
    """Name and reply address of the lead, for `Letter`."""
    return {"sender": process.lead.name, "reply_to": process.lead.email}


def shortened(text: str, length: int = 400) -> str:
    """A quotation of a text for a mail, on lines that begin with ">"."""
    cut = text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
    return "\n".join(f"> {line}" for line in cut.splitlines())
