"""Connections that go only where the check has looked: a name is resolved once, for the check and for the connection.

Were the name asked twice, a hostile name server could answer the check with a public address and the connection with an
inner one (DNS rebinding). A connection is also cut after `LONGEST` seconds: a server that sends a byte every few seconds
would never run into the time limits of single reads.
"""

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from threading import Timer
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

LONGEST = 90.0  # seconds for one address, from connecting to the last byte
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
UNICAST = ipaddress.IPv6Network("2000::/3")
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")


class Refused(Exception):
    """The address leads where we do not go, or answers with what we do not read; `str(error)` is the kind of problem:

    scheme, name, private, redirects, timeout, certificate, connection, packing, size, "HTTP 404".
    """


def public_addresses(host: str, port: int) -> list[str]:
    """Where a name leads, in the order of the resolver. Raises Refused: unknown, or one of them is inside."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise Refused("name") from problem
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not addresses or not all(is_public(address) for address in addresses):
        raise Refused("private")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also when an IPv4 address hides in it."""
    found = ipaddress.ip_address(address.split("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found not in UNICAST or found in SIX_TO_FOUR:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def get(url: str, **options: Any) -> requests.Response:
    """As `requests.get`, over checked connections. No secrets of the machine (netrc) travel along. Raises Refused too.

    The response is to be closed (`with`); its connection ends after `LONGEST` seconds in any case.
    """
    with requests.Session() as session, _Watch() as watch:
        session.auth = _nobody
        for scheme in ("http://", "https://"):
            session.mount(scheme, _Adapter())
        response = session.get(url, **options)
        response.close = watch.closing(response.close)  # type: ignore[method-assign]
        return response


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class _Checked(urllib3.connection.HTTPConnection):
    """Connects to the addresses that were checked; the name stays what certificate and server are asked for."""

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        problem: urllib3.exceptions.HTTPError | None = None
        try:
            for address in public_addresses(name, self.port):
                self._dns_host = address
                try:
                    connected = super()._new_conn()
                except urllib3.exceptions.HTTPError as each:
                    problem = each
                    continue
                for watch in _watching.get():
                    watch.begin(connected)
                return connected
        finally:
            self._dns_host = name
        raise problem or Refused("name")


class _CheckedTls(_Checked, urllib3.connection.HTTPSConnection):
    pass


class _Watch:
    """Cuts the connections of one request when its time is over, whatever they are doing then.

    `http.client` counts a connection as closed while its last answer is still being read, so the response ends the watch.
    """

    def __init__(self) -> None:
        self._lines: list[tuple[socket.socket, Timer]] = []

    def __enter__(self) -> "_Watch":
        self._token = _watching.set((self,))
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        _watching.reset(self._token)
        if failed is not None:
            self.end()

    def begin(self, connected: socket.socket) -> None:
        line = connected.dup()  # TLS takes the socket over; its twin still leads to the same connection
        timer = Timer(LONGEST, _cut, [line])
        timer.daemon = True
        timer.start()
        self._lines.append((line, timer))

    def closing(self, close: Callable[[], None]) -> Callable[[], None]:
        def closed() -> None:
            close()
            self.end()

        return closed

    def end(self) -> None:
        for line, timer in self._lines:
            timer.cancel()
            line.close()


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


_watching: ContextVar[tuple[_Watch, ...]] = ContextVar("watching", default=())


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Checked


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _CheckedTls


class _Adapter(HTTPAdapter):
    """Through a proxy that the operator has set, the proxy resolves names and decides."""

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
