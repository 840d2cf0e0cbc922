"""Joint consent of equal owners: is an act granted, refused, or still open?

Rules: `lead` – the lead alone decides; `majority` – more than half of the owners agree; `all` – every owner agrees.
An act is refused as soon as the rule can no longer be met. The lead has no casting vote: owners are equal.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["open", "granted", "refused"]


@dataclass(frozen=True)
class ConsentState:
    """Outcome, and how many more agreements are needed (0 unless open)."""

    outcome: Outcome
    needed: int
    agreed: int
    refused: int


def consent_state(rule: str, owners: Set[int], lead: int, given: Mapping[int, bool]) -> ConsentState:
    """State of a request. `owners`: keys, `lead` among them; `given`: owner → agrees; others are ignored.

    Raises ValueError for an unknown rule, no owners, or a lead that is no owner.
    """
    if not owners or lead not in owners:
        raise ValueError("the lead must be one of the owners")
    counted = {owner: agrees for owner, agrees in given.items() if owner in owners}
    agreed = sum(counted.values())
    refused = len(counted) - agreed
    if rule == "lead":
        voters, threshold = 1, 1
        yes, no = int(counted.get(lead) is True), int(counted.get(lead) is False)
    elif rule in {"majority", "all"}:
        voters, yes, no = len(owners), agreed, refused
        threshold = voters if rule == "all" else voters // 2 + 1
    else:
        raise ValueError(f"unknown rule {rule!r}")
    if yes >= threshold:
        return ConsentState("granted", 0, agreed, refused)
    if voters - no < threshold:
        return ConsentState("refused", 0, agreed, refused)
    return ConsentState("open", threshold - yes, agreed, refused)
