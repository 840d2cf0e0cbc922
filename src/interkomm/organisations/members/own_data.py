"""What organisations know about a person: roles, invitations. The last management cannot vanish."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from interkomm.accounts.models import User
from interkomm.accounts.own_data.registry import Choices, Row, Section
from interkomm.foundation.topics import services as topics
from interkomm.organisations.members import queries, rules
from interkomm.organisations.roles.models import Invitation, Role
from interkomm.ui import slots


def export_roles(user: User) -> Iterable[Row]:
    for held in queries.roles_held_by(user):
        yield {"organisation": held.organisation.name, "role": held.role, "granted_at": held.granted_at}
    for invitation in Invitation.objects.filter(email=user.email.lower()).select_related("organisation"):
        yield {
            "invited_by_organisation": invitation.organisation.name,
            "role": invitation.role,
            "created_at": invitation.created_at,
            "accepted_at": invitation.accepted_at,
        }


def refusal(user: User) -> str:
    """A person who alone manages an organisation hands the role over first."""
    alone = [
        held.organisation.name
        for held in queries.roles_held_by(user)
        if held.role == Role.MANAGER and rules.is_last_manager(held)
    ]
    if not alone:
        return ""
    return _(
        "Sie sind die letzte Person im Kooperationsmanagement von %(names)s. Bitte übergeben Sie die Rolle zuerst."
    ) % {"names": ", ".join(alone)}


def erase_roles(user: User, choices: Choices) -> None:
    """Roles go with the account; invitations to its address are deleted."""
    keys = {held.organisation_id for held in queries.roles_held_by(user)}
    Invitation.objects.filter(email=user.email.lower()).delete()
    topics.bump(*(f"organisation:{key}" for key in keys))


def roles_part(request: HttpRequest, user: User) -> Markup:
    """The person's own roles and waiting invitations, for the account page."""
    context = {"roles": queries.roles_held_by(user), "waiting": queries.open_invitations_for(user.email)}
    return slots.render_part("organisations/members/_own_roles.html", context, request)


ROLES = Section(
    "roles",
    lambda: _("Rollen und Einladungen"),
    export_roles,
    erase=erase_roles,
    consequence=lambda: _("Sie verlieren alle Rollen in Organisationen."),
    refusal=refusal,
)
