"""What moderation did."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContributionHidden:
    act_id: int


@dataclass(frozen=True)
class ContributionRestored:
    """Shown again: after a second look, an undo or a granted appeal (then `AppealDecided` follows)."""

    act_id: int


@dataclass(frozen=True)
class ContributionReleased:
    """Shown for the first time, after the check before publication."""

    act_id: int


@dataclass(frozen=True)
class AppealDecided:
    appeal_id: int
