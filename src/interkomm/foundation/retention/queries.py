"""What the privacy page and the command line show."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from interkomm.foundation.retention import rules


@dataclass(frozen=True)
class RetentionRow:
    """One kind of data in words, in the language of the page."""

    what: str
    period: str
    reason: str


@dataclass(frozen=True)
class DueRow:
    name: str
    what: str
    period: str
    due: int


def privacy_rows() -> list[RetentionRow]:
    """All rules for the privacy page, without a query."""
    return [RetentionRow(str(rule.what), str(rule.period), str(rule.reason)) for rule in rules.registry.values()]


def due_rows(now: datetime | None = None) -> list[DueRow]:
    """All rules with the number of records that would be erased now."""
    moment = now or timezone.now()
    return [DueRow(rule.name, str(rule.what), str(rule.period), rule.count(moment)) for rule in rules.registry.values()]
