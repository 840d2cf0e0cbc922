"""Who may answer which contribution, and in whose name."""

from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, organisations_where
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.processes.models import Process
from interkomm.participation.processes.rules import acting_owners

ANSWERING = (Role.CLERK, Role.EDITOR, Role.MANAGER)
NEEDS_TEXT = frozenset(
    {
        Contribution.Status.TAKEN_UP,
        Contribution.Status.PARTLY,
        Contribution.Status.NOT_TAKEN_UP,
        Contribution.Status.FORWARDED,
    }
)


def answers_somewhere(user: Person) -> bool:
    return bool(organisations_where(user, *ANSWERING))


def answering_organisations(user: Person, contribution: Contribution) -> frozenset[int]:
    """In whose name the person may answer: the owners they work for, and the organisation it was forwarded to."""
    process: Process = contribution.process
    if process.deleted_at is not None:
        return frozenset()
    receiving = {contribution.forwarded_to_id} & organisations_where(user, *ANSWERING)
    return acting_owners(user, process, *ANSWERING) | {key for key in receiving if key is not None}


def may_answer(user: Person, contribution: Contribution) -> bool:
    """Answer this contribution: it is public, and the person works for an owner or for who has it now."""
    is_public = contribution.state == Contribution.State.PUBLISHED
    return is_public and bool(answering_organisations(user, contribution))
