"""Asking addresses that people have typed in: never into the own network, each hop checked, little is read."""

import zlib
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from interkomm.foundation.requests import pinned
from interkomm.foundation.requests.pinned import Refused, public_addresses

TIMEOUT = (5, 10)  # seconds to connect, to answer
MOST_HOPS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTION = 65_536
UNPACKED = frozenset({"", "identity"})
PACKED = frozenset({"gzip", "x-gzip", "deflate"})

Get = Callable[..., requests.Response]
__all__ = ["Refused", "check_host", "fetch", "kind_of"]


def check_host(url: str) -> None:
    """Raises Refused for other schemes and for addresses inside the own network (server-side request forgery).

    A first look, so that nobody is asked in vain: what counts is the check of the connection itself (`pinned`).
    """
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Refused("scheme")
        public_addresses(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    except ValueError as problem:  # a port that is none, half an IPv6 address
        raise Refused("name") from problem


def fetch(url: str, *, agent: str, accept: str, max_bytes: int, get: Get = pinned.get) -> bytes:
    """The body behind an address, at most `max_bytes`. Raises Refused, whatever goes wrong."""
    current = url
    try:
        for _hop in range(MOST_HOPS + 1):
            check_host(current)
            headers = {"User-Agent": agent, "Accept": accept, "Accept-Encoding": "identity"}
            with get(current, timeout=TIMEOUT, stream=True, allow_redirects=False, headers=headers) as response:
                target = response.headers.get("Location", "")
                if response.status_code not in REDIRECTS or not target:
                    return _body(response, max_bytes)
            current = urljoin(current, target)
    except (requests.RequestException, urllib3.exceptions.HTTPError, zlib.error, ValueError, OSError) as problem:
        raise Refused(kind_of(problem)) from problem
    raise Refused("redirects")


def _body(response: requests.Response, max_bytes: int) -> bytes:
    if response.status_code >= 400:
        raise Refused(f"HTTP {response.status_code}")
    read = bytearray()
    for portion in _portions(response):
        read += portion
        if len(read) > max_bytes:
            raise Refused("size")
    return bytes(read)


def _portions(response: requests.Response) -> Iterator[bytes]:
    """The content in portions that stay small, however much a packed answer unpacks to."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    portions: Iterator[bytes] = response.raw.stream(PORTION, decode_content=False)
    if packing in UNPACKED:
        yield from portions
        return
    if packing not in PACKED:
        raise Refused("packing")
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)  # finds out itself whether zlib or gzip
    for portion in portions:
        left = portion
        while left:
            yield unpacking.decompress(left, PORTION)
            left = unpacking.unconsumed_tail
    yield unpacking.flush()


def kind_of(problem: Exception) -> str:
    """What went wrong with a connection, in one word."""
    if isinstance(problem, requests.Timeout | urllib3.exceptions.TimeoutError | TimeoutError):
        return "timeout"
    return "certificate" if isinstance(problem, requests.exceptions.SSLError) else "connection"
