"""What upper contexts can hear of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CasesReleased:
    """These cases have a new public revision."""

    case_ids: tuple[int, ...]
