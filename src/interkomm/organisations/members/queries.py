"""Reading who works for an organisation."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.roles.models import Invitation, Membership


@dataclass(frozen=True)
class Member:
    """A person with all their roles in one organisation."""

    user: User
    memberships: list[Membership]


def members_of(organisation: Organisation) -> list[Member]:
    """Everybody with a role, by name; one query."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    found: dict[int, Member] = {}
    for membership in rows.order_by("user__name", "user__email", "role"):
        found.setdefault(membership.user_id, Member(membership.user, [])).memberships.append(membership)
    return list(found.values())


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations that were neither accepted nor revoked, expired ones included (they can be sent again)."""
    return Invitation.objects.filter(organisation=organisation, accepted_at=None, revoked_at=None)


def roles_held_by(user: User) -> list[Membership]:
    """The person's own roles, for the account page; one query."""
    return list(Membership.objects.filter(user=user).select_related("organisation"))


def open_invitations_for(email: str) -> list[Invitation]:
    """Invitations waiting for this address."""
    waiting = Invitation.objects.filter(email=email.lower(), accepted_at=None, revoked_at=None)
    return list(waiting.filter(expires_at__gt=timezone.now()).select_related("organisation"))
