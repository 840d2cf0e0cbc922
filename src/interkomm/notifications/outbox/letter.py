"""Writing one mail: paragraphs in the language of the recipient, in the frame that all mails share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.template import loader
from django.urls import NoReverseMatch, reverse

from interkomm.notifications.outbox.services import store
from interkomm.ui.layouts import Brand


@dataclass(frozen=True)
class Letter:
    """`paragraphs` are plain text, links a paragraph of their own; `reason`: why somebody gets this mail."""

    subject: str
    paragraphs: tuple[str, ...]
    reason: str
    sender: str = ""
    reply_to: str = ""
    stop_url: str = ""


@dataclass(frozen=True)
class Envelope:
    """To whom and when. `dedupe_key`: at most one mail with it; `send_after` leaves time to take an act back."""

    to: str
    purpose: str
    dedupe_key: str | None = None
    send_after: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def link(name: str, *args: object) -> str:
    """The full address of a page, in the language that is active."""
    return absolute(reverse(name, args=args))


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def post(letter: Letter, envelope: Envelope) -> None:
    """Put the letter into the outbox; call it while the language of the recipient is active."""
    context = {"letter": letter, "brand": _frame(letter)}
    text = loader.render_to_string("notifications/outbox/letter.txt", context)
    headers = dict(envelope.headers)
    if letter.reply_to:
        headers["Reply-To"] = letter.reply_to
    if letter.stop_url:  # RFC 8058: mail programs offer "unsubscribe" with one click
        headers["List-Unsubscribe"] = f"<{letter.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    store(
        actor=None,
        to=envelope.to,
        subject=letter.subject,
        text=text,
        purpose=envelope.purpose,
        dedupe_key=envelope.dedupe_key,
        headers=headers,
        send_after=envelope.send_after,
    )


def _frame(letter: Letter) -> Brand:
    return Brand(
        name=letter.sender or settings.SITE_TITLE,
        imprint_url=_optional("portal:imprint"),
        privacy_url=_optional("portal:privacy"),
    )


def _optional(name: str) -> str:
    try:
        return link(name)
    except NoReverseMatch:
        return ""
