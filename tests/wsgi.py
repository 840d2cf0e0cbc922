"""A client that goes through the page store, as a server would."""

import io
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler

from interkomm.foundation.pages.store import PageStore
from interkomm.foundation.pages.wsgi import StoringHandler


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class StoreClient:
    """Requests against one process with its own store; `cookies` are sent with each request."""

    store: PageStore = field(default_factory=lambda: PageStore(8_000_000))
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.handler = StoringHandler(WSGIHandler(), self.store)

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, b"", headers)

    def post(self, path: str, form: dict[str, str], **headers: str) -> Answer:
        return self._ask("POST", path, urlencode(form).encode(), headers)

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        path, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "HTTP_HOST": "testserver",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if method == "POST" else "",
            "CONTENT_LENGTH": str(len(body)),
            **headers,
        }
        if self.cookies:
            environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        seen: list[tuple[str, list[tuple[str, str]]]] = []
        chunks = self.handler(environ, lambda status, head, exc_info=None: seen.append((status, head)))
        content = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        status, head = seen[-1]
        return Answer(int(status.split()[0]), {name.lower(): value for name, value in head}, content)
