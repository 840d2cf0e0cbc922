"""How long each kind of data is kept. Each context registers its rules in `AppConfig.ready()`.

The same list is applied each night, shown by `interkomm retention --dry-run`, and read by the privacy page: what the
notice says is what happens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class RetentionRule:
    """`count(moment)` says how many records are older than allowed at that moment, `erase(moment)` removes them.

    `what`, `period` and `reason` are sentences for people: which data, how long, by which law or for which purpose.
    `erase` returns the number removed, runs inside the transaction that records it, and may be repeated.
    """

    name: str
    what: Text
    period: Text
    reason: Text
    count: Callable[[datetime], int]
    erase: Callable[[datetime], int]


registry: dict[str, RetentionRule] = {}


def register(rule: RetentionRule) -> None:
    registry[rule.name] = rule


def older_than(moment: datetime, **age: float) -> datetime:
    """The moment before which records are too old: `older_than(now, days=30)`."""
    return moment - timedelta(**age)
