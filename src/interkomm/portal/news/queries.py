"""Reads of news."""

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from interkomm.portal.news.models import NewsItem

SHOWN = 5
PAGE_SIZE = 20


def public() -> QuerySet[NewsItem]:
    """What everybody may read now. News of a region that is not yet public stay with their town."""
    return NewsItem.objects.filter(
        withdrawn_at__isnull=True, published_at__lte=timezone.now(), organisation__is_active=True
    ).select_related("organisation", "cooperation")


def latest(*, cooperation_id: int | None = None, organisation_id: int | None = None) -> list[NewsItem]:
    """The newest of a region, of a town, or of all. One query."""
    chosen = public()
    if cooperation_id is not None:
        chosen = chosen.filter(cooperation_id=cooperation_id)
    if organisation_id is not None:
        chosen = chosen.filter(organisation_id=organisation_id)
    return list(chosen[:SHOWN])


def page_of(number: str | None, *, region: str = "", town: str = "") -> Page[NewsItem]:
    """One page of the public list, newest first; slugs restrict. Two queries."""
    wanted = Q()
    if region:
        wanted &= Q(cooperation__slug=region)
    if town:
        wanted &= Q(organisation__slug=town)
    return Paginator(public().filter(wanted), PAGE_SIZE).get_page(number)
