"""What follows from the votes and from who is there, by the cooperation's consent rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from interkomm.calc.consent import ConsentState, consent_state
from interkomm.cooperation.meetings.models import Attendance, Decision, Vote

Presence, Choice = Attendance.Presence, Vote.Choice
COUNTS = frozenset({Presence.PRESENT, Presence.REPRESENTED})


@dataclass(frozen=True)
class Result:
    """`outcome`: "granted", "refused" or "open"; `needed`: agreements that are still missing."""

    outcome: str
    needed: int
    agreed: int
    refused: int
    abstained: int
    unsaid: int


@dataclass(frozen=True)
class Quorum:
    """`is_met` None: attendance is not recorded for everybody, and it still depends on those."""

    is_met: bool | None
    there: int
    partners: int
    needed: int


def result_of(decision: Decision, votes: Iterable[Vote]) -> Result:
    """What the votes mean by the rule that was valid. Everybody said something and it is not enough: refused."""
    said = {vote.organisation_id: vote.choice for vote in votes}
    given = {key: choice == Choice.YES for key, choice in said.items() if choice in {Choice.YES, Choice.NO}}
    state = consent_state(decision.rule, set(said) | {decision.lead_id}, decision.lead_id, given)
    unsaid = sum(choice == Choice.NONE for choice in said.values())
    outcome = "refused" if state.outcome == "open" and not unsaid else state.outcome
    abstained = sum(choice == Choice.ABSTAINED for choice in said.values())
    return Result(outcome, state.needed if outcome == "open" else 0, state.agreed, state.refused, abstained, unsaid)


def quorum_of(rule: str, partners: frozenset[int], lead: int, presence: Mapping[int, str]) -> Quorum:
    """Whether enough partners are there to decide: as many as the rule needs to agree.

    `presence`: partner → presence, only of those for whom it is recorded.
    """
    everybody = partners | {lead}
    there = {key: value in COUNTS for key, value in presence.items() if key in everybody}
    state: ConsentState = consent_state(rule, everybody, lead, there)
    is_met = {"granted": True, "refused": False, "open": None}[state.outcome]
    needed = {"lead": 1, "all": len(everybody)}.get(rule, len(everybody) // 2 + 1)
    return Quorum(is_met, sum(there.values()), len(everybody), needed)
