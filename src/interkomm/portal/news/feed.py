"""News in the feeds of exchange."""

from django.urls import reverse

from interkomm.exchange.feeds.queries import LIMIT, Entry, Scope
from interkomm.portal.news.queries import public


def entries(scope: Scope) -> list[Entry]:
    """The newest items of the scope. One query."""
    chosen = public()
    if scope.cooperation_id:
        chosen = chosen.filter(cooperation_id=scope.cooperation_id)
    if scope.organisation_id:
        chosen = chosen.filter(organisation_id=scope.organisation_id)
    return [
        Entry(
            key=f"news-{item.pk}",
            title=item.title,
            text=item.text,
            url=reverse("portal:news_item", args=[item.pk]),
            at=item.published_at,
        )
        for item in chosen[:LIMIT]
    ]
