"""Who has built on a case, and on what a cooperation has built."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.catalogue.models import Case
from interkomm.cooperation.examples.models import CaseReuse
from interkomm.cooperation.partnerships.models import Cooperation, Partner
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import organisations_where


@dataclass(frozen=True)
class Choice:
    """A cooperation that the person may speak for. `note`: None when it has not said anything yet."""

    cooperation: Cooperation
    note: str | None


def reuses_of(case: Case) -> QuerySet[CaseReuse]:
    """Published cooperations that have built on a case."""
    return CaseReuse.objects.filter(case=case, cooperation__is_published=True).select_related("cooperation")


def examples_of(cooperation: Cooperation) -> QuerySet[CaseReuse]:
    """Public cases that a cooperation has built on."""
    public = Case.objects.released()
    return CaseReuse.objects.filter(cooperation=cooperation, case__in=public).select_related("case")


def choices_of(user: User, case: Case) -> list[Choice]:
    """Cooperations that the person may speak for, with what they have said of this case."""
    towns = organisations_where(user, Role.EDITOR, Role.MANAGER)
    if not towns:
        return []
    ours = Partner.objects.filter(organisation__in=towns).current_on(timezone.localdate())
    said = dict(CaseReuse.objects.filter(case=case).values_list("cooperation_id", "note"))
    found = Cooperation.objects.filter(partners__in=ours).distinct()
    return [Choice(each, said.get(each.pk)) for each in found]
