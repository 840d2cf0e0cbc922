"""What follows from the facts on one day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where an instrument stands. Only EFFECTIVE has legal effect; POLITICAL never has."""

    DRAFT = "draft"
    IN_RESOLUTION = "in_resolution"
    RESOLVED = "resolved"
    SIGNED = "signed"
    POLITICAL = "politically_signed"
    IN_SUPERVISION = "in_supervision"
    APPROVED = "approved"
    PUBLISHED = "published"
    EFFECTIVE = "effective"
    ENDED = "ended"
    FAILED = "failed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence as code and facts; `cooperation.instruments.wording_of_acts` says it in words."""

    code: str
    facts: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, code: str, **facts: Any) -> "Reason":
        """With facts in a fixed order."""
        return cls(code, tuple(sorted(facts.items())))


@dataclass(frozen=True, slots=True)
class MissingAct:
    """`act`: wording, clause, rule_set, task_kind, resolution, condition, signature, application, approval, notice,
    publication, date. `party`: key, "" for the whole; `owner`: who acts; `reason`: why it is missing; `due_on`: deadline.
    """

    act: str
    party: str
    owner: str
    reason: Reason
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """State on the day `on`. `effective_on`: first day of effect, as far as it follows from the facts known by then (also
    in the future); `ended_on`: first day without. `maybe_from`: earliest day it may be effective when dates are not exact.
    """

    state: State
    on: date
    effective_on: date | None = None
    ended_on: date | None = None
    maybe_from: date | None = None
    missing: tuple[MissingAct, ...] = ()
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()

    @property
    def is_effective(self) -> bool:
        """Whether it has legal effect on that day."""
        return self.state == State.EFFECTIVE
