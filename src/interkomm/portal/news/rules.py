"""Who writes news for whom."""

from django.db.models import QuerySet

from interkomm.cooperation.models import Cooperation
from interkomm.organisations.models import Organisation, Role
from interkomm.organisations.roles.rules import Person, has_role, organisations_where
from interkomm.portal.news.models import NewsItem

WRITING = (Role.EDITOR, Role.MANAGER)


def may_write_for(user: Person, organisation_id: int) -> bool:
    """Editors and managers of the organisation."""
    return has_role(user, organisation_id, *WRITING)


def writing_organisations(user: Person) -> QuerySet[Organisation]:
    """The organisations in whose name a person may write."""
    return Organisation.objects.active().filter(pk__in=organisations_where(user, *WRITING))


def possible_regions(user: Person) -> QuerySet[Cooperation]:
    """The regions on whose page the news may stand: those of the person's organisations."""
    keys = organisations_where(user, *WRITING)
    return Cooperation.objects.filter(partners__organisation__in=keys, partners__left_on__isnull=True).distinct()


def own_news(user: Person) -> QuerySet[NewsItem]:
    """All items that a person may change, withdrawn ones too."""
    return NewsItem.objects.filter(organisation__in=organisations_where(user, *WRITING)).select_related(
        "organisation", "cooperation"
    )
