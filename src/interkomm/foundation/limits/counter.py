"""Counting what comes from one address in a time window, to make floods costly. Nobody is locked out by it.

The address is never stored: the key is a keyed hash that changes every day, kept in the memory of the process only.
"""

import hmac
import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address the request came from; a proxy's header counts only where the operator says there is a proxy."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        return str(forwarded).rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(request: HttpRequest, purpose: str, window: int) -> str:
    day = int(time.time() // 86400)
    secret = f"{settings.SECRET_KEY}{day}".encode()
    digest = hmac.new(secret, address_of(request).encode(), sha256).hexdigest()[:20]
    return f"limit:{purpose}:{int(time.time() // window)}:{digest}"


def seen(request: HttpRequest, purpose: str, *, window: int = 600) -> int:
    """How often `hit` was called for this address and purpose in the current window (seconds)."""
    return int(cache.get(_key(request, purpose, window), 0))


def hit(request: HttpRequest, purpose: str, *, window: int = 600) -> int:
    """Count one and return the new number."""
    key = _key(request, purpose, window)
    cache.add(key, 0, window)
    try:
        return int(cache.incr(key))
    except ValueError:  # it expired between the two lines
        return 1
