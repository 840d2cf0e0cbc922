"""Who may read the audit trail of which organisations: those who manage them."""

from interkomm.accounts.models import User
from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import organisations_where


def organisations_with_trail(user: User) -> dict[int, str]:
    """Key and name of the organisations whose acts the person may read, by name."""
    keys = organisations_where(user, Role.MANAGER)
    if not keys:
        return {}
    return dict(Organisation.objects.filter(pk__in=keys).order_by("name").values_list("pk", "name"))
