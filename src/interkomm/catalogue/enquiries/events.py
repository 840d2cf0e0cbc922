"""What the mails are made from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QuestionAsked:
    """The asker is to confirm; `token` opens the page for it and is kept nowhere else."""

    question_id: int
    token: str


@dataclass(frozen=True)
class QuestionConfirmed:
    """The question goes to the contact now."""

    question_id: int
