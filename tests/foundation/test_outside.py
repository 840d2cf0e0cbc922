"""Fetching from addresses that people type in."""

import gzip
import socket
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, ClassVar

import pytest
import requests

from interkomm.foundation.requests import pinned
from interkomm.foundation.requests.outside import Refused, fetch

PAGE = "https://rat.example/oparl"


class Reply:
    def __init__(self, body: bytes = b"", status: int = 200, location: str = "") -> None:
        self.body, self.status_code, self.headers = body, status, {"Location": location} if location else {}
        self.raw = self

    def __enter__(self) -> "Reply":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def stream(self, size: int, *, decode_content: bool) -> Iterator[bytes]:
        assert not decode_content
        return (self.body[start : start + size] for start in range(0, len(self.body), size))


def fetched(monkeypatch: pytest.MonkeyPatch, replies: dict[str, Any], address: str = "93.184.216.34") -> bytes:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (address, 443))])

    def get(url: str, **_: object) -> Any:
        reply = replies[url]
        if isinstance(reply, Exception):
            raise reply
        return reply

    return fetch(PAGE, agent="Test", accept="application/json", max_bytes=200_000, get=get)


def test_a_body_is_read_over_redirections(monkeypatch: pytest.MonkeyPatch) -> None:
    body = b"x" * 150_000
    assert (
        fetched(monkeypatch, {PAGE: Reply(status=302, location="/neu"), "https://rat.example/neu": Reply(body)}) == body
    )


@pytest.mark.parametrize(
    ("replies", "problem"),
    [
        ({PAGE: Reply(b"x" * 200_001)}, "size"),
        ({PAGE: Reply(status=503)}, "HTTP 503"),
        ({PAGE: Reply(status=301, location=PAGE)}, "redirects"),
        ({PAGE: Reply(status=301, location="file:///etc/passwd")}, "scheme"),
        ({PAGE: requests.Timeout()}, "timeout"),
        ({PAGE: requests.exceptions.SSLError()}, "certificate"),
        ({PAGE: requests.ConnectionError()}, "connection"),
    ],
)
def test_what_goes_wrong_is_named(monkeypatch: pytest.MonkeyPatch, replies: dict[str, Any], problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        fetched(monkeypatch, replies)


INSIDE = [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1",
    "fd00::1", "fe80::1%eth0", "fec0::1", "ff02::1", "::127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_the_own_network_is_never_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    with pytest.raises(Refused, match="private"):
        fetched(monkeypatch, {PAGE: Reply(b"secret")}, address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822"])
def test_public_addresses_are(address: str) -> None:
    assert pinned.is_public(address)


@pytest.mark.parametrize(
    "url", ["http://[", "http://[::1", "http://x:99999/", "http://x:-1/", "http:///x", "gopher://x", ""]
)
def test_addresses_that_are_none_are_refused(url: str) -> None:
    with pytest.raises(Refused, match=r"name|scheme"):
        fetch(url, agent="Test", accept="*/*", max_bytes=1)


# real connections: the names lead to a server of the test, which the check takes for a public one


class Hostile(BaseHTTPRequestHandler):
    """`answers`: path → headers and body; "drip" sends a byte now and then, for ever."""

    answers: ClassVar[dict[str, tuple[dict[str, str], bytes]]] = {}
    ended: ClassVar[Event] = Event()

    def do_GET(self) -> None:
        headers, body = self.answers.get(self.path, ({}, b""))
        self.send_response(302 if "Location" in headers else 200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        while self.path == "/drip" and not self.ended.wait(0.05):
            self.wfile.write(b"x")

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An address whose name leads to the server of the test."""
    served = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    Thread(target=served.serve_forever, daemon=True).start()
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", served.server_port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(pinned, "is_public", lambda address: True)
    monkeypatch.setenv("NO_PROXY", "*")
    Hostile.ended.clear()
    yield f"http://rat.example:{served.server_port}"
    Hostile.ended.set()
    served.shutdown()
    served.server_close()


def asked(address: str, most: int = 100_000) -> bytes:
    return fetch(address, agent="Test", accept="*/*", max_bytes=most)


def test_packed_answers_are_unpacked_within_the_limit(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"[" * 300_000_000, 9)
    monkeypatch.setattr(
        Hostile,
        "answers",
        {
            "/gzip": ({"Content-Encoding": "gzip"}, gzip.compress(b"{}")),
            "/deflate": ({"Content-Encoding": "deflate"}, zlib.compress(b"{}")),
            "/bomb": ({"Content-Encoding": "gzip"}, bomb),
            "/torn": ({"Content-Encoding": "gzip"}, b"no gzip at all"),
            "/odd": ({"Content-Encoding": "br"}, b"..."),
        },
    )
    assert asked(f"{server}/gzip") == asked(f"{server}/deflate") == b"{}"
    for path, problem in (("bomb", "size"), ("torn", "connection"), ("odd", "packing")):
        with pytest.raises(Refused, match=problem):
            asked(f"{server}/{path}")


def test_a_server_that_drips_is_cut_off(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinned, "LONGEST", 0.3)
    found = asked_or_refused(f"{server}/drip")
    assert isinstance(found, str) or len(found) < 1000


def asked_or_refused(address: str) -> bytes | str:
    try:
        return asked(address, 10_000_000)
    except Refused as problem:
        return str(problem)


def test_the_connection_is_checked_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was public when it was checked and is inside when it is connected to (DNS rebinding)."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(answers), 80))])
    monkeypatch.setenv("NO_PROXY", "*")
    with pytest.raises(Refused, match="private"):
        asked("http://rebind.example/")


def test_a_redirection_inside_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hostile, "answers", {"/on": ({"Location": "http://169.254.169.254/latest/"}, b"")})
    monkeypatch.setattr(pinned, "is_public", lambda address: address == "127.0.0.1")
    real = socket.getaddrinfo
    metadata = [(2, 1, 6, "", ("169.254.169.254", 80))]
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *_, **__: metadata if host.startswith("169") else real(host)
    )
    with pytest.raises(Refused, match="private"):
        asked(f"{server}/on")
