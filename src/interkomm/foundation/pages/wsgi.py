"""The WSGI handler: answers from the page store, or lets Django make the page and keeps it where that is allowed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from interkomm.foundation.pages.marks import FORBID_KEY, STORE_KEY, StoreMark
from interkomm.foundation.pages.store import Headers, PageStore, encoding_for, make_page
from interkomm.foundation.pages.versions import VersionReader, reader_for

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
MAX_QUERY = 200
FORBIDDEN_VARY = {"cookie", "authorization", "*"}


class StoringHandler:
    """Wraps Django's handler. One per process; the store is shared by its threads."""

    def __init__(self, inner: WSGIHandler, store: PageStore, versions: VersionReader | None = None) -> None:
        self.inner = inner
        self.store = store
        self._versions = versions

    @property
    def versions(self) -> VersionReader:
        if self._versions is None:  # on first use: the database need not exist when the server is imported
            self._versions = reader_for()
        return self._versions

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not may_ask_store(environ):
            return self.inner(environ, start_response)
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = page_key(environ, encoding)
        current = self.versions.current()
        page = self.store.get(key, current)
        if page is not None:
            if environ.get("HTTP_IF_NONE_MATCH") == page.etag:
                start_response("304 Not Modified", [("ETag", page.etag), ("Vary", "Accept-Encoding")])
                return [b""]
            start_response("200 OK", page.headers)
            return [page.body]
        return self._make(environ, start_response, key, encoding, dict(current))

    def _make(
        self, environ: Environ, start_response: StartResponse, key: tuple[str, ...], encoding: str, seen: dict[str, int]
    ) -> Iterable[bytes]:
        head: list[tuple[str, Headers]] = []

        def remember(status: str, headers: Headers, exc_info: Any = None, /) -> Callable[[bytes], object]:
            head.append((status, headers))
            return bytes  # the old write() of WSGI, which Django does not use

        response = self.inner(environ, remember)
        status, headers = head[-1]
        mark = environ.get(STORE_KEY)
        if not isinstance(mark, StoreMark) or not may_keep(environ, status, headers):
            start_response(status, headers)
            return response
        body = b"".join(response)
        if hasattr(response, "close"):
            response.close()
        page = make_page(body, headers, encoding, _pairs(mark, seen), mark.until.timestamp() if mark.until else 1e12)
        self.store.put(key, page)
        start_response(status, page.headers)
        return [page.body]


def _pairs(mark: StoreMark, seen: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((topic, seen.get(topic, 0)) for topic in mark.topics)


def may_ask_store(environ: Environ) -> bool:
    """Only plain GET requests of people without a session."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and settings.SESSION_COOKIE_NAME not in environ.get("HTTP_COOKIE", "")
        and "HTTP_AUTHORIZATION" not in environ
        and "HTTP_HX_REQUEST" not in environ
        and len(environ.get("QUERY_STRING", "")) <= MAX_QUERY
    )


def may_keep(environ: Environ, status: str, headers: Headers) -> bool:
    """The answer carries nothing that belongs to one person."""
    if not status.startswith("200") or environ.get(FORBID_KEY) or "CSRF_COOKIE_NEEDS_UPDATE" in environ:
        return False
    for name, value in headers:
        lowered = name.lower()
        if lowered in {"set-cookie", "content-encoding"}:
            return False
        if lowered == "vary" and FORBIDDEN_VARY & {word.strip().lower() for word in value.split(",")}:
            return False
        if lowered == "cache-control" and ("private" in value or "no-store" in value):
            return False
    return True


def page_key(environ: Environ, encoding: str) -> tuple[str, ...]:
    """Host, scheme, path with language prefix, sorted query, encoding."""
    query = "&".join(sorted(environ.get("QUERY_STRING", "").split("&")))
    return (environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"], environ.get("PATH_INFO", ""), query, encoding)
