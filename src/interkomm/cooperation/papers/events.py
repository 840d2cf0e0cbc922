"""What happened to papers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperAsked:
    """A paper is to be made in the background."""

    paper_id: int
