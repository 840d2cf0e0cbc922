"""Who may give and take roles."""

from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.bodies.rules import is_operator, responsible_ids
from interkomm.organisations.roles.models import Membership, Role
from interkomm.organisations.roles.rules import Person, has_role


def may_manage_members(user: Person, organisation: Organisation) -> bool:
    """Management of the organisation, or of the municipality above an office or body."""
    return has_role(user, responsible_ids(organisation), Role.MANAGER)


def may_appoint_first_manager(user: Person, organisation: Organisation) -> bool:
    """The operator, as long as nobody manages a top-level organisation: afterwards it governs itself."""
    return is_operator(user) and organisation.parent_id is None and not has_manager(organisation)


def may_invite(user: Person, organisation: Organisation, role: str) -> bool:
    return may_manage_members(user, organisation) or (
        role == Role.MANAGER and may_appoint_first_manager(user, organisation)
    )


def has_manager(organisation: Organisation) -> bool:
    return Membership.objects.filter(organisation=organisation, role=Role.MANAGER, user__is_active=True).exists()


def is_last_manager(membership: Membership) -> bool:
    """Whether nobody would manage a top-level organisation without this role. The caller holds the row lock."""
    if membership.role != Role.MANAGER or membership.organisation.parent_id is not None:
        return False
    others = Membership.objects.filter(
        organisation_id=membership.organisation_id, role=Role.MANAGER, user__is_active=True
    )
    return not others.exclude(pk=membership.pk).exists()
