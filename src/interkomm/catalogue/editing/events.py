"""What upper contexts can hear of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CasesReleased:
    """These cases have a new public revision, or are public again."""

    case_ids: tuple[int, ...]


@dataclass(frozen=True)
class CasesHidden:
    """These cases are not public any more."""

    case_ids: tuple[int, ...]


@dataclass(frozen=True)
class ProposalsReceived:
    """These revisions wait for the editors; one act of one author."""

    revision_ids: tuple[int, ...]


@dataclass(frozen=True)
class ProposalDecided:
    """The editors have released, returned or discarded a proposal. `outcome`: the state it has now."""

    revision_id: int
    outcome: str
