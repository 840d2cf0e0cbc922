"""Fetching from addresses that people type in."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from interkomm.foundation.requests import outside
from interkomm.foundation.requests.outside import Refused, fetch

PAGE = "https://rat.example/oparl"


class Reply:
    def __init__(self, body: bytes = b"", status: int = 200, location: str = "") -> None:
        self.body, self.status_code, self.headers = body, status, {"Location": location} if location else {}

    def __enter__(self) -> "Reply":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def iter_content(self, size: int) -> Iterator[bytes]:
        return (self.body[start : start + size] for start in range(0, len(self.body), size))


def fetched(monkeypatch: pytest.MonkeyPatch, replies: dict[str, Any], address: str = "93.184.216.34") -> bytes:
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *_: [(2, 1, 6, "", (address, 443))])

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


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fd00::1"])
def test_the_own_network_is_never_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    with pytest.raises(Refused, match="private"):
        fetched(monkeypatch, {PAGE: Reply(b"secret")}, address)
