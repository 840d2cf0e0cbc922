"""Remembering what was read, as long as the versions of its topics stay the same.

For plain rows of public data that many requests need (a process with its phases, a section of a text). The versions are
read once per request, in one query, when the first of them is needed: whatever was acknowledged before the request is
then seen. Nothing is remembered inside a transaction: what it reads may never be committed.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
T = TypeVar("T")
Versions = tuple[tuple[str, int], ...]
SIZE = 256
forgetters: list[Callable[[], None]] = []


def remembered(topics_of: Callable[[Any], Iterable[str]]) -> Callable[[Callable[P, T | None]], Callable[P, T | None]]:
    """Decorate a reading function with hashable arguments; `topics_of(value)`: the topics its value depends on.

    "site" always counts as one of them. None is not remembered, so what is missing is looked for each time.
    """

    def decorate(read: Callable[P, T | None]) -> Callable[P, T | None]:
        kept: OrderedDict[Hashable, tuple[Versions, T]] = OrderedDict()
        lock = threading.Lock()
        forgetters.append(kept.clear)

        @wraps(read)
        def lookup(*args: P.args, **kwargs: P.kwargs) -> T | None:
            if connection.in_atomic_block:
                return read(*args, **kwargs)
            key = (args, tuple(sorted(kwargs.items())))
            before = current_versions()
            found = kept.get(key)
            if found is not None and all(before.get(topic, 0) == version for topic, version in found[0]):
                return found[1]
            value = read(*args, **kwargs)
            if value is not None:
                versions = tuple((topic, before.get(topic, 0)) for topic in sorted({*topics_of(value), "site"}))
                with lock:
                    kept[key] = (versions, value)
                    while len(kept) > SIZE:
                        kept.popitem(last=False)
            return value

        return lookup

    return decorate


def forget_everything() -> None:
    """Empty all memories (tests that replace the database)."""
    for forget in forgetters:
        forget()


class _OfRequest(threading.local):
    """The versions as the running request of this thread has seen them; None before it asked, or outside a request."""

    is_running = False
    versions: dict[str, int] | None = None


_request = _OfRequest()


def begin_request(**_: object) -> None:
    """A request begins on this thread (signal `request_started`)."""
    _request.is_running, _request.versions = True, None


def end_request(**_: object) -> None:
    """A request has ended on this thread (signal `request_finished`)."""
    _request.is_running, _request.versions = False, None


def current_versions() -> dict[str, int]:
    """All versions, read now or earlier in the same request. A request that writes asks again (see `forget_versions`)."""
    if _request.versions is not None:
        return _request.versions
    with connection.cursor() as cursor:
        cursor.execute("SELECT topic, version FROM foundation_topicversion")
        found = dict(cursor.fetchall())
    if _request.is_running:
        _request.versions = found
    return found


def forget_versions() -> None:
    """A topic is bumped in this request: what was read of the versions is old."""
    _request.versions = None
