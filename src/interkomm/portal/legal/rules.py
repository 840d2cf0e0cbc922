"""Who reads and works on reported barriers."""

from django.db.models import Q, QuerySet

from interkomm.accounts.models import User
from interkomm.organisations.models import Role
from interkomm.organisations.roles.rules import Person, organisations_where
from interkomm.portal.legal.models import BarrierReport

WORKING = (Role.EDITOR, Role.CLERK, Role.MANAGER)


def is_operator(user: Person) -> bool:
    return isinstance(user, User) and user.is_active and user.is_staff


def works_on_barriers(user: Person) -> bool:
    """Has a list of reports at all."""
    return is_operator(user) or bool(organisations_where(user, *WORKING))


def reports_of(user: Person) -> QuerySet[BarrierReport]:
    """The operator sees all; people of a town those about their town."""
    everything = BarrierReport.objects.select_related("organisation", "handled_by")
    if is_operator(user):
        return everything
    return everything.filter(Q(organisation__in=organisations_where(user, *WORKING)))
