"""What happened to answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContributionAnswered:
    """A new version of the answer or a new status is public."""

    response_id: int


@dataclass(frozen=True)
class AnswerTakenBack:
    """The newest answer was undone; `response_id` is the one that no longer holds."""

    response_id: int
