"""Reads of news."""

from django.db.models import QuerySet
from django.utils import timezone

from interkomm.portal.news.models import NewsItem

SHOWN = 5


def public() -> QuerySet[NewsItem]:
    """What everybody may read now."""
    return NewsItem.objects.filter(withdrawn_at__isnull=True, published_at__lte=timezone.now()).select_related(
        "organisation", "cooperation"
    )


def latest(*, cooperation_id: int | None = None, organisation_id: int | None = None) -> list[NewsItem]:
    """The newest of a region, of a town, or of all. One query."""
    chosen = public()
    if cooperation_id is not None:
        chosen = chosen.filter(cooperation_id=cooperation_id)
    if organisation_id is not None:
        chosen = chosen.filter(organisation_id=organisation_id)
    return list(chosen[:SHOWN])
