"""A pseudonym for the network address of a person, for limits and lock-outs.

No IP address is ever stored: what looks like an address in tables of packages is a keyed hash that changes every day,
written as a unique local IPv6 address (fd00::/8). It tells two callers apart for a day, and nothing else.
"""

import hashlib
import hmac
import ipaddress
from datetime import date

from django.conf import settings
from django.utils import timezone

UNKNOWN = "0.0.0.0"  # noqa: S104 - a value, not a binding


def pseudonym_of(address: str, day: date | None = None) -> str:
    """The pseudonym of an IP address on a day (UTC). IPv6 callers count per /64, since they change the rest at will."""
    day = day or timezone.now().date()
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        parsed = ipaddress.ip_address(UNKNOWN)
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = ipaddress.ip_network(f"{parsed}/64", strict=False).network_address
    key = f"network:{day.isoformat()}:{settings.SECRET_KEY}".encode()
    digest = hmac.new(key, str(parsed).encode(), hashlib.sha256).digest()
    return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))
