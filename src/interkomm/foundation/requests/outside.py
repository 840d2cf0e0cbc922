"""Asking addresses that people have typed in: never into the own network, each hop checked, little is read."""

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import requests

TIMEOUT = (5, 10)  # seconds to connect, to answer
MOST_HOPS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTION = 65_536

Get = Callable[..., requests.Response]


class Refused(Exception):
    """The address leads where we do not go, or answers with what we do not read; `str(error)` is the kind of problem:

    scheme, name, private, redirects, timeout, certificate, connection, size, "HTTP 404".
    """


def check_host(url: str) -> None:
    """Raises Refused for other schemes and for addresses inside the own network (server-side request forgery)."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refused("scheme")
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    except (OSError, UnicodeError) as problem:
        raise Refused("name") from problem
    if not all(ipaddress.ip_address(str(each[4][0]).split("%")[0]).is_global for each in found):
        raise Refused("private")


def fetch(url: str, *, agent: str, accept: str, max_bytes: int, get: Get = requests.get) -> bytes:
    """The body behind an address, at most `max_bytes`. Raises Refused, whatever goes wrong."""
    current = url
    try:
        for _hop in range(MOST_HOPS + 1):
            check_host(current)
            headers = {"User-Agent": agent, "Accept": accept}
            with get(current, timeout=TIMEOUT, stream=True, allow_redirects=False, headers=headers) as response:
                target = response.headers.get("Location", "")
                if response.status_code not in REDIRECTS or not target:
                    return _body(response, max_bytes)
            current = urljoin(current, target)
    except (requests.RequestException, ValueError, UnicodeError) as problem:
        raise Refused(kind_of(problem)) from problem
    raise Refused("redirects")


def _body(response: requests.Response, max_bytes: int) -> bytes:
    if response.status_code >= 400:
        raise Refused(f"HTTP {response.status_code}")
    read = bytearray()
    for portion in response.iter_content(PORTION):
        read += portion
        if len(read) > max_bytes:
            raise Refused("size")
    return bytes(read)


def kind_of(problem: Exception) -> str:
    """What went wrong with a connection, in one word."""
    if isinstance(problem, requests.Timeout):
        return "timeout"
    return "certificate" if isinstance(problem, requests.exceptions.SSLError) else "connection"
