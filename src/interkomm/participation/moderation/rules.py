"""Who may moderate what, and who may object."""

from interkomm.accounts.models import User
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, organisations_where
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.contributions.rules import is_author
from interkomm.participation.moderation.models import Appeal, ModerationAct
from interkomm.participation.processes.models import Process
from interkomm.participation.processes.rules import acting_owners, may_moderate

MODERATING = (Role.MODERATOR, Role.MANAGER)
SHOWN_IN_PUBLIC = frozenset({Contribution.State.PUBLISHED})


def acting_organisation(user: Person, process: Process) -> int | None:
    """The owner for which the person moderates; the lead where several are possible."""
    owners = acting_owners(user, process, *MODERATING)
    if process.lead_id in owners:
        return process.lead_id
    return min(owners, default=None)


def moderates_somewhere(user: Person) -> bool:
    return bool(organisations_where(user, *MODERATING))


def may_report(contribution: Contribution) -> bool:
    """Everybody may report what everybody can read."""
    process = contribution.process
    is_public = process.published_at is not None and process.deleted_at is None
    return is_public and contribution.state in SHOWN_IN_PUBLIC


def may_appeal(user: Person, act: ModerationAct, *, holds_token: bool) -> bool:
    """The author, by account or private link, once, while the contribution is still hidden by this act."""
    is_in_force = act.kind == ModerationAct.Kind.HIDE and act.undone_at is None
    is_hidden = act.contribution.state == Contribution.State.HIDDEN
    return is_in_force and is_hidden and (holds_token or is_author(user, act.contribution))


def may_decide(user: Person, appeal: Appeal) -> bool:
    """Another person than the one who hid, of any owner."""
    process = appeal.act.contribution.process
    return isinstance(user, User) and may_moderate(user, process) and appeal.act.by_id != user.pk
