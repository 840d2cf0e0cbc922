"""File contents on disk, under their hash: written completely or not at all, and never under a name from outside."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

QUIET_SECONDS = 3600  # an upload of the same content may be in progress: its row is not committed yet


def path_of(sha256: str) -> Path:
    """Where the content with this hash lies. ValueError for anything that is not a hash."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 hash")
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def keep(content: bytes) -> str:
    """Store content durably and return its SHA-256; the same content is stored once."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if target.exists():
        os.utime(target)  # young again, so that no clean-up takes it before our row is committed
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_directory(target.parent)
    return sha256


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(sha256: str) -> bool:
    """Delete content that no row names any more, unless it is younger than an hour. Returns whether it is gone."""
    path = path_of(sha256)
    try:
        if time.time() - path.stat().st_mtime < QUIET_SECONDS:
            return False
        path.unlink()
    except FileNotFoundError:
        pass
    return True


def hashes() -> Iterator[str]:
    """The hashes of all stored contents; leftovers of interrupted uploads are removed on the way."""
    for path in Path(settings.FILES_ROOT).glob("??/??/*"):
        if path.name.startswith(".new-"):
            if time.time() - path.stat().st_mtime > QUIET_SECONDS:
                path.unlink(missing_ok=True)
        elif len(path.name) == 64:
            yield path.name
