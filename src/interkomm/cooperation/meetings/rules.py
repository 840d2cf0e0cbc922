"""Who may see, keep and answer meetings; who is invited."""

from django.db.models import Q, QuerySet

from interkomm.accounts.models import User
from interkomm.cooperation.groups import rules as groups
from interkomm.cooperation.meetings.models import Meeting
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.organisations.roles.models import Membership, Role
from interkomm.organisations.roles.rules import Person, has_role

INVITED_ROLES = (Role.MANAGER, Role.EDITOR)


def may_write(user: Person, meeting: Meeting) -> bool:
    """Editors and managers of a partner, and the chair of the group that meets."""
    if partnerships.may_edit(user, meeting.cooperation):
        return True
    return meeting.group is not None and groups.leads(user, meeting.group)


def may_confirm(user: Person, meeting: Meeting) -> bool:
    """Minutes are confirmed by the chair of the group, or for the whole cooperation by the management of the lead."""
    if meeting.group is not None and groups.leads(user, meeting.group):
        return True
    return has_role(user, meeting.cooperation.lead_id, Role.MANAGER)


def invited(meeting: Meeting) -> QuerySet[User]:
    """Members of the group that have an account; of the whole cooperation the management and editors of all partners.

    Only people who have a role in a partner today.
    """
    partners = partnerships.partner_ids(meeting.cooperation)
    staff = Membership.objects.filter(organisation__in=partners)
    if meeting.group_id is None:
        staff = staff.filter(role__in=INVITED_ROLES)
    chosen = Q(pk__in=staff.values("user_id"), is_active=True)
    if meeting.group is not None:
        chosen &= Q(pk__in=meeting.group.members.values("user_id"))
    return User.objects.filter(chosen).order_by("name", "email")


def is_invited(user: Person, meeting: Meeting) -> bool:
    return isinstance(user, User) and invited(meeting).filter(pk=user.pk).exists()
