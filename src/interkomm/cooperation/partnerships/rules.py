"""Who may found and keep a cooperation."""

from collections.abc import Iterable

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.partnerships.models import Cooperation, Partner, PartnerInvitation
from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.models import Membership, Role
from interkomm.organisations.roles.rules import Person, has_role, organisations_where


def partner_ids(cooperation: Cooperation) -> frozenset[int]:
    """Keys of today's partners: one query, kept on the object."""
    known: frozenset[int] | None = getattr(cooperation, "known_partner_ids", None)
    if known is None:
        today = Partner.objects.filter(cooperation=cooperation).current_on(timezone.localdate())
        known = frozenset(today.values_list("organisation_id", flat=True))
        cooperation.known_partner_ids = known  # type: ignore[attr-defined]
    return known


def know_partners(cooperation: Cooperation, organisation_ids: Iterable[int]) -> None:
    """Today's partners were read already: `partner_ids` need not ask again."""
    cooperation.known_partner_ids = frozenset(organisation_ids)  # type: ignore[attr-defined]


def forget_partners(cooperation: Cooperation) -> None:
    """After a change of partners within a request."""
    cooperation.__dict__.pop("known_partner_ids", None)


def is_operator(user: Person) -> bool:
    return isinstance(user, User) and user.is_active and user.is_staff


def managed_municipalities(user: Person) -> set[int]:
    """Keys of the municipalities that the person manages."""
    managed = organisations_where(user, Role.MANAGER)
    if not managed:
        return set()
    return set(Organisation.objects.municipalities().filter(pk__in=managed).values_list("pk", flat=True))


def may_found(user: Person) -> bool:
    """The operator, or a manager of a municipality (which must then be among the members)."""
    return is_operator(user) or bool(managed_municipalities(user))


def may_see(user: Person, cooperation: Cooperation) -> bool:
    """Its staff page: anybody with a role in a partner, and the operator."""
    return is_operator(user) or has_role(user, partner_ids(cooperation))


def may_edit(user: Person, cooperation: Cooperation) -> bool:
    """Its texts: editors and managers of a partner."""
    return has_role(user, partner_ids(cooperation), Role.EDITOR, Role.MANAGER)


def may_manage(user: Person, cooperation: Cooperation) -> bool:
    """Ask the partners for a joint act: managers of a partner."""
    return has_role(user, partner_ids(cooperation), Role.MANAGER)


def may_leave_for(user: Person, cooperation: Cooperation) -> frozenset[int]:
    """Partners whose leaving the person may declare: own towns, except the lead, which must first be handed on."""
    return (partner_ids(cooperation) & organisations_where(user, Role.MANAGER)) - {cooperation.lead_id}


def may_answer(user: Person, invitation: PartnerInvitation) -> bool:
    """A manager of the invited organisation; the operator as long as nobody manages it here (a decision on paper)."""
    if has_role(user, invitation.organisation_id, Role.MANAGER):
        return True
    if not is_operator(user):
        return False
    return not Membership.objects.filter(organisation_id=invitation.organisation_id, role=Role.MANAGER).exists()
