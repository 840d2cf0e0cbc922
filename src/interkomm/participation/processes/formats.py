"""The formats that a part of a process can have; each format registers itself in `ParticipationConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from interkomm.participation.processes.models import ProcessPart


@dataclass(frozen=True)
class Format:
    """`label()`: its name for people. `subjects(owner_ids)`: what a part can be about, as (key, label), newest first.
    `attach(part, key)` ties a part to it; `subject(part)` gives the key back. `problems(part)`: what is missing before
    publication, in words. `manage_url(part)`: the staff page where that is repaired. `related`: what `problems` reads
    from a part, to be fetched with it.
    """

    key: str
    label: Callable[[], str]
    subjects: Callable[[frozenset[int]], list[tuple[int, str]]]
    attach: Callable[[ProcessPart, int], None]
    subject: Callable[[ProcessPart], int | None]
    problems: Callable[[ProcessPart], list[str]]
    manage_url: Callable[[ProcessPart], str]
    related: tuple[str, ...] = ()


_formats: dict[str, Format] = {}


def register(chosen: Format) -> None:
    """Make a format known; the same key again replaces it."""
    _formats[chosen.key] = chosen


def all_formats() -> list[Format]:
    """In the order of registration."""
    return list(_formats.values())


def with_related(parts: QuerySet[ProcessPart]) -> QuerySet[ProcessPart]:
    """Parts with what their formats read of them, in the same query."""
    names = [name for chosen in all_formats() for name in chosen.related]
    return parts.select_related(*names) if names else parts


def format_of(key: str) -> Format:
    """The format with this key; LookupError when nobody registered it."""
    try:
        return _formats[key]
    except KeyError:
        raise LookupError(f"no format {key!r}") from None
