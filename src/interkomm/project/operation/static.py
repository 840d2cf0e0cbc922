"""Static files in front of Django: hashed names for a year, ready compressed copies, bytes kept in memory.

Files are known at the start (a request cannot name a path on the disk), so there is nothing to escape from.
"""

import hashlib
import json
import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
YEAR = "public, max-age=31536000, immutable"
ASK = "public, no-cache"
KEPT_BYTES = 24 * 1024 * 1024
TYPES = {
    ".woff2": "font/woff2",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".geojson": "application/geo+json",
}
MISSING = b"Not found"


@dataclass
class StaticFile:
    """One representation of a file; `body` is read on first use and kept while there is room."""

    path: Path
    headers: list[tuple[str, str]]
    etag: str
    body: bytes | None = None


class StaticFiles:
    """WSGI application: answers below `prefix` from `root`, hands everything else on."""

    def __init__(self, inner: Application, root: Path, prefix: str = "/static/") -> None:
        self.inner = inner
        self.prefix = prefix
        self._room = KEPT_BYTES
        self.files = _files(root)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if not path.startswith(self.prefix):
            return self.inner(environ, start_response)
        found = self.files.get(path[len(self.prefix) :])
        if found is None or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            start_response("404 Not Found", [("Content-Type", "text/plain"), ("Content-Length", str(len(MISSING)))])
            return [MISSING]
        file = _choose(found, environ.get("HTTP_ACCEPT_ENCODING", ""))
        if environ.get("HTTP_IF_NONE_MATCH") == file.etag:
            start_response("304 Not Modified", [pair for pair in file.headers if pair[0] != "Content-Length"])
            return [b""]
        start_response("200 OK", file.headers)
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [self._body(file)]

    def _body(self, file: StaticFile) -> bytes:
        if file.body is not None:
            return file.body
        body = file.path.read_bytes()
        if len(body) <= self._room:
            self._room -= len(body)
            file.body = body
        return body


def _choose(found: dict[str, StaticFile], accepted: str) -> StaticFile:
    if "br" in accepted and "br" in found:
        return found["br"]
    return found["gzip"] if "gzip" in accepted and "gzip" in found else found[""]


def _files(root: Path) -> dict[str, dict[str, StaticFile]]:
    """Every file below the root by name and encoding; names in Django's manifest carry a hash and never change."""
    manifest = root / "staticfiles.json"
    hashed = set(json.loads(manifest.read_text(encoding="utf-8"))["paths"].values()) if manifest.exists() else set()
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and path.suffix not in {".br", ".gz"} and not name.startswith("."):
            found[name] = _representations(path, YEAR if name in hashed else ASK)
    return found


def _representations(path: Path, cache: str) -> dict[str, StaticFile]:
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind in {"application/json", "image/svg+xml"}:
        kind += "; charset=utf-8"
    copies = {"": path, "gzip": path.with_name(f"{path.name}.gz"), "br": path.with_name(f"{path.name}.br")}
    return {encoding: _file(copy, kind, cache, encoding) for encoding, copy in copies.items() if copy.is_file()}


def _file(path: Path, kind: str, cache: str, encoding: str) -> StaticFile:
    facts = path.stat()
    etag = (
        '"'
        + hashlib.blake2b(f"{path.name}{facts.st_size}{facts.st_mtime_ns}".encode(), digest_size=9).hexdigest()
        + '"'
    )
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(facts.st_size)),
        ("Cache-Control", cache),
        ("ETag", etag),
        ("Vary", "Accept-Encoding"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return StaticFile(path, [*headers, ("Content-Encoding", encoding)] if encoding else headers, etag)
