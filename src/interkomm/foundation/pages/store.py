"""The store of compressed public pages, in front of Django's middleware.

Stored is only what a view marked with `storable`, and of that only GET answers with status 200 to requests without a
session cookie, without Set-Cookie, without a form stamp or CSRF token. A stored page is good as long as the versions of
its topics are those read *before* it was made, and its moment has not come (a phase that begins or ends).
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

import brotli

BROTLI_QUALITY = 5
Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class StoredPage:
    """One page in one encoding. `versions` pairs topics with the versions it was made from."""

    versions: tuple[tuple[str, int], ...]
    until: float
    headers: Headers
    body: bytes
    etag: str

    def is_valid(self, current: Mapping[str, int]) -> bool:
        return time.time() < self.until and all(current.get(topic, 0) == version for topic, version in self.versions)


@dataclass
class PageStore:
    """A dictionary of pages bounded by bytes; the page that was made longest ago goes first. Safe for several threads."""

    max_bytes: int
    pages: OrderedDict[tuple[str, ...], StoredPage] = field(default_factory=OrderedDict)
    size: int = 0
    hits: int = 0
    misses: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: tuple[str, ...], current: Mapping[str, int]) -> StoredPage | None:
        page = self.pages.get(key)
        if page is None or not page.is_valid(current):
            self.misses += 1
            return None
        self.hits += 1
        return page

    def put(self, key: tuple[str, ...], page: StoredPage) -> None:
        if len(page.body) > self.max_bytes // 20:
            return
        with self._lock:
            previous = self.pages.pop(key, None)
            self.size += len(page.body) - (len(previous.body) if previous else 0)
            self.pages[key] = page
            while self.size > self.max_bytes:
                _, oldest = self.pages.popitem(last=False)
                self.size -= len(oldest.body)

    def clear(self) -> None:
        with self._lock:
            self.pages.clear()
            self.size = 0


def encoding_for(accepted: str) -> str:
    """The best encoding of the two that we store, from an Accept-Encoding header."""
    if "br" in accepted:
        return "br"
    return "gzip" if "gzip" in accepted else ""


def compress(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=BROTLI_QUALITY))
    return gzip.compress(body, 5, mtime=0) if encoding == "gzip" else body


def make_page(
    body: bytes, headers: Headers, encoding: str, versions: tuple[tuple[str, int], ...], until: float
) -> StoredPage:
    """Compress a page and write the headers that every later hit sends."""
    packed = compress(body, encoding)
    etag = '"' + hashlib.blake2b(packed, digest_size=12).hexdigest() + '"'
    kept = [(name, value) for name, value in headers if name.lower() not in {"content-length", "vary", "etag"}]
    if encoding:
        kept.append(("Content-Encoding", encoding))
    if not any(name.lower() == "cache-control" for name, _ in kept):
        kept.append(("Cache-Control", "no-cache"))
    kept += [("Vary", "Accept-Encoding"), ("ETag", etag), ("Content-Length", str(len(packed)))]
    return StoredPage(versions, until, kept, packed, etag)
