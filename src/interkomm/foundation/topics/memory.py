"""Remembering what was read, as long as the versions of its topics stay the same.

For plain rows of public data that many requests need (a process with its phases, a section of a text). A hit costs one
query by primary key instead of several by the ORM. Nothing is remembered inside a transaction: what it reads may never
be committed.
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
            found = kept.get(key)
            if found is not None and _of(topic for topic, _ in found[0]) == dict(found[0]):
                return found[1]
            before = _all()
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


def _all() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT topic, version FROM foundation_topicversion")
        return dict(cursor.fetchall())


def _of(topics: Iterable[str]) -> dict[str, int]:
    """Versions of these topics; 0 for one that was never bumped."""
    names = list(topics)
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        # only placeholders are put together here
        cursor.execute(f"SELECT topic, version FROM foundation_topicversion WHERE topic IN ({places})", names)  # noqa: S608
        return dict.fromkeys(names, 0) | dict(cursor.fetchall())
