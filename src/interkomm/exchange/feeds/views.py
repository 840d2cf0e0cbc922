"""Atom feeds (RFC 4287) of the site, of a region, of a town."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.calc.visible import visible_line, visible_lines
from interkomm.cooperation.models import Cooperation
from interkomm.exchange.feeds.queries import Scope, entries
from interkomm.foundation.pages.marks import storable
from interkomm.organisations.models import Organisation


def _feed(request: HttpRequest, title: str, scope: Scope, topics: list[str]) -> HttpResponse:
    address = request.build_absolute_uri
    feed = Atom1Feed(
        title=visible_line(title),
        link=address("/"),
        description="",
        language=get_language(),
        feed_url=address(request.path),
    )
    for entry in entries(scope):
        feed.add_item(
            title=visible_line(entry.title),  # XML has no place for control characters
            link=address(entry.url),
            description=visible_lines(entry.text),
            unique_id=address(f"/#{entry.key}"),
            pubdate=entry.at,
            updateddate=entry.at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return storable(request, response, topics=topics)


@require_safe
def site_feed(request: HttpRequest) -> HttpResponse:
    """Everything new."""
    return _feed(request, _("Neues aus den Regionen"), Scope(), ["news", "concepts", "processes"])


@require_safe
def region_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new in a region."""
    region = get_object_or_404(Cooperation.objects.published(), slug=slug)
    return _feed(request, region.name, Scope(cooperation_id=region.pk), [region.topic, "news", "concepts", "processes"])


@require_safe
def town_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new in a town."""
    town = get_object_or_404(Organisation.objects.active(), slug=slug)
    return _feed(request, town.name, Scope(organisation_id=town.pk), [town.topic, "news", "concepts", "processes"])
