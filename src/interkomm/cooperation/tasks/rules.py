"""Who keeps tasks, who does them."""

from django.db.models import Q, QuerySet

from interkomm.accounts.models import User
from interkomm.cooperation.meetings import rules as meetings
from interkomm.cooperation.meetings.models import Task
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.organisations.roles.models import Membership, Role
from interkomm.organisations.roles.rules import Person, organisations_where

DOING_ROLES = (Role.MANAGER, Role.EDITOR)


def may_write(user: Person, task: Task) -> bool:
    """Editors and managers of a partner, and the chair of the group from whose meeting it comes."""
    if partnerships.may_edit(user, task.cooperation):
        return True
    return task.meeting is not None and meetings.may_write(user, task.meeting)


def may_finish(user: Person, task: Task) -> bool:
    """Whoever may change it, and the person named, as long as she belongs to a partner."""
    if may_write(user, task):
        return True
    return isinstance(user, User) and task.person_id == user.pk and partnerships.may_see(user, task.cooperation)


def doers(task: Task) -> QuerySet[User]:
    """Who is reminded: the person named; else management and editors of the organisation. Only with a role there."""
    staff = Membership.objects.filter(organisation=task.organisation_id)
    if task.person_id is None:
        staff = staff.filter(role__in=DOING_ROLES)
    people = User.objects.filter(pk__in=staff.values("user_id"), is_active=True)
    return people.filter(pk=task.person_id) if task.person_id is not None else people


def tasks_of(user: User) -> QuerySet[Task]:
    """Open tasks that the person does, in cooperations that the person still sees."""
    ours = organisations_where(user)
    named = Q(person=user.pk, organisation__in=ours)
    unnamed = Q(person__isnull=True, organisation__in=organisations_where(user, *DOING_ROLES))
    return Task.objects.filter(named | unnamed, done_at__isnull=True)
