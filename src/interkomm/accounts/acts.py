"""Doors from accounts to the layer above: the audit trail and the guard of use cases.

Accounts lie below foundation, so they cannot import them. Foundation opens the doors in its `AppConfig.ready()`;
until then acts run without a trail, which only happens in tools that load nothing but this app.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Model

from interkomm.accounts.users.models import User

P = ParamSpec("P")
R = TypeVar("R")


class RuleBroken(Exception):
    """The act is not possible now; `str(error)` is the message for people, already translated."""


@dataclass(frozen=True)
class Act:
    """One entry for the trail. `before`/`after`: JSON values of what changed, no personal data."""

    actor: User | None
    action: str
    subject: Model
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass
class Doors:
    record: Callable[[Act], None] | None = None
    announce: Callable[[str], object] | None = None
    observe: Callable[[str], AbstractContextManager[None]] | None = None


doors = Doors()
names: list[str] = []


def record(act: Act) -> None:
    """Append to the audit trail in the running transaction."""
    if doors.record is not None:
        doors.record(act)


def use_case() -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As `foundation.use_cases.use_case`: one transaction, registered, seen by the guard."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"
        names.append(name)
        if doors.announce is not None:
            doors.announce(name)

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic(), doors.observe(name) if doors.observe else nullcontext():
                return function(*args, **kwargs)

        return run

    return decorate
