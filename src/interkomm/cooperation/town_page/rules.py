"""Who may open a town's one page."""

from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.rules import Person, has_role


def may_see_town(user: Person, organisation: Organisation) -> bool:
    """Its own staff, whatever their role (mayor and council members read)."""
    return has_role(user, organisation.pk)
