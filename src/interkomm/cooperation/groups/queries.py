"""Reads of working groups: the list, one group, contacts and the public list."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from interkomm.accounts.models import User
from interkomm.cooperation.groups.models import GroupMember, WorkingGroup
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.roles.models import Membership

SORTS = {"name": "name", "members": "member_count", "end": "ends_on"}


def groups(
    cooperation: Cooperation, *, words: str = "", ordering: str = "name", deleted: bool = False
) -> "QuerySet[WorkingGroup]":
    """The groups with `member_count` and their chairs; `ordering`: a key of `SORTS`, with "-" downwards."""
    found = cooperation.working_groups.filter(deleted_at__isnull=not deleted)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(aim__icontains=word))
    field = F(SORTS[ordering.removeprefix("-")])
    order = field.desc(nulls_last=True) if ordering.startswith("-") else field.asc(nulls_last=True)
    chairs = GroupMember.objects.filter(is_chair=True).select_related("organisation", "user")
    return (
        found.annotate(member_count=Count("members"))
        .prefetch_related(Prefetch("members", chairs, to_attr="chairs"))
        .order_by(order, "name", "pk")
    )


def members(group: WorkingGroup) -> list[GroupMember]:
    return list(group.members.select_related("organisation", "user"))


def people_of(organisation_ids: Iterable[int]) -> QuerySet[User]:
    """Everybody with a role in one of the organisations, by name."""
    staff = Membership.objects.filter(organisation__in=set(organisation_ids))
    return User.objects.filter(pk__in=staff.values("user_id"), is_active=True).order_by("name", "email")


def public_groups(cooperation_id: int, day: date) -> list[WorkingGroup]:
    """Groups shown to everybody that still work on this day."""
    shown = WorkingGroup.objects.filter(
        cooperation_id=cooperation_id, cooperation__is_published=True, is_public=True, deleted_at__isnull=True
    )
    working = shown.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    seats = GroupMember.objects.select_related("organisation")
    return list(working.prefetch_related(Prefetch("members", seats)))
