"""What upper contexts know about a person: they register how to export it, erase it, and when erasing must wait.

Call `register(...)` in `AppConfig.ready()`. Exports are lists of plain rows (JSON values; datetimes and dates are
written as ISO text). Erasers run inside the transaction of the erasure, the highest context first, before the account
itself is deleted; foreign keys to the account must be CASCADE or SET_NULL.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from interkomm.accounts.users.models import User

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Choices:
    """What the person chose. `withdraw_contributions`: public contributions go; else they stay without a name."""

    withdraw_contributions: bool = False


@dataclass(frozen=True)
class Section:
    """One kind of data. `title` and `consequence` are functions, so that they speak the page's language.

    `consequence` says in a sentence what the erasure does with it; `refusal` returns why the
    account cannot be erased now, or "".
    """

    key: str
    title: Callable[[], str]
    export: Callable[[User], Iterable[Row]]
    erase: Callable[[User, Choices], None] | None = None
    consequence: Callable[[], str] | None = None
    refusal: Callable[[User], str] | None = None


sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a kind of data; the same key again replaces it."""
    sections[section.key] = section
