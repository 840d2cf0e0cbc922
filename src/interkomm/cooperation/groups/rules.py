"""Who may see and keep working groups."""

from interkomm.accounts.models import User
from interkomm.cooperation.groups.models import WorkingGroup
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.organisations.roles.rules import Person


def may_write(user: Person, group: WorkingGroup) -> bool:
    """Editors and managers of a partner, and whoever leads the group for a partner."""
    return partnerships.may_edit(user, group.cooperation) or leads(user, group)


def leads(user: Person, group: WorkingGroup) -> bool:
    """The person is in the chair, and still belongs to a partner."""
    if not isinstance(user, User) or not partnerships.may_see(user, group.cooperation):
        return False
    return group.members.filter(user=user.pk, is_chair=True).exists()
