"""Signed form stamps: protection of forms without cookies, and the key that makes a submission count exactly once.

A stamp is issued into a form and redeemed with its submission. It carries a random nonce (unique key of what the form
creates), the time of issue, its purpose, and the session it was issued to. A stamp issued to a signed-in session is
only good in that session, so it also protects against cross-site request forgery.
"""

import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from interkomm.foundation.pages.marks import forbid_storing

SALT = "interkomm.stamp"
MAX_AGE_SECONDS = 7 * 24 * 3600


class StampInvalid(Exception):
    """The stamp is forged, for another form, or for another session."""


class StampExpired(StampInvalid):
    """The stamp is older than its time allows; the text must be kept and a new stamp issued."""


@dataclass(frozen=True)
class Stamp:
    nonce: str
    age_seconds: float


def _audience(request: HttpRequest) -> str:
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return signing.Signer(salt=SALT).signature(key)[:16] if key else ""


def new_nonce() -> str:
    """A random key for one submission (96 bits)."""
    return secrets.token_urlsafe(12)


def issue(request: HttpRequest, purpose: str, nonce: str = "") -> str:
    """A new stamp for one form; the page that carries it is never stored.

    `nonce`: keep the nonce of an earlier stamp when its form is shown again, so that a late copy of it still counts once.
    """
    forbid_storing(request)
    content = [nonce or new_nonce(), int(time.time()), purpose, _audience(request)]
    return signing.dumps(content, salt=SALT)


def redeem(request: HttpRequest, token: str, purpose: str, *, max_age: int = MAX_AGE_SECONDS) -> Stamp:
    """Check a submitted stamp. Raises StampInvalid or StampExpired."""
    try:
        nonce, issued_at, issued_for, audience = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise StampInvalid from error
    if issued_for != purpose or audience != _audience(request):
        raise StampInvalid
    age = time.time() - float(issued_at)
    if age > max_age:
        raise StampExpired
    return Stamp(str(nonce), age)
