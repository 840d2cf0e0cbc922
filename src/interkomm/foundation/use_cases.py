"""The one way to change data: a use case.

Every public function of a `services.py` is a use case: keyword-only arguments, `actor` first, one transaction. Its body
reads: check the rule, write, `audit.record`, `topics.bump`, `events.emit`. Guard tests hook into `observers` and fail
when a use case writes without an audit entry or changes public data without bumping a topic.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class UseCase:
    """A registered use case. `unaudited` is empty, or the reason why its writes need no audit entry."""

    name: str
    unaudited: str


registry: dict[str, UseCase] = {}
observers: list[Callable[[UseCase], AbstractContextManager[None]]] = []


class NotAllowed(Exception):
    """The actor may not do this; views answer 404 for foreign objects and say why for own ones."""


class RuleBroken(Exception):
    """A rule of the subject forbids this now; `str(error)` is the message for people, already translated."""


def use_case(*, unaudited: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as use case and run it in one transaction.

    `unaudited`: why the writes of this use case need no entry in the audit trail (machine bookkeeping only).
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        case = UseCase(f"{function.__module__}.{function.__qualname__}", unaudited)
        registry[case.name] = case

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic(), _observed(case):
                return function(*args, **kwargs)

        return run

    return decorate


@contextmanager
def _observed(case: UseCase) -> Iterator[None]:
    with ExitStack() as stack:
        for observer in observers:
            stack.enter_context(observer(case))
        yield
