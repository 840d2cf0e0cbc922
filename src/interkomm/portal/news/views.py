"""Public pages of news."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.foundation.pages.marks import storable
from interkomm.portal.news.queries import page_of, public
from interkomm.portal.topics import NEWS
from interkomm.ui.layouts import Link, Page, page_links


def _trail() -> tuple[Link, ...]:
    return (Link(_("Aktuelles"), reverse("portal:news")),)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """All news, newest first; `?region=` and `?gemeinde=` restrict."""
    region, town = request.GET.get("region", "")[:80], request.GET.get("gemeinde", "")[:80]
    found = page_of(request.GET.get("page"), region=region, town=town)
    context = {
        "page": Page(
            title=_("Aktuelles"),
            description=_("Neues aus den Gemeinden und ihren Regionen."),
            is_public=True,
            feeds=(Link(_("Neues"), reverse("exchange:site_feed")),),
        ),
        "items": found.object_list,
        "is_restricted": bool(region or town),
        "pages": page_links(request, found.number, found.paginator.num_pages),
    }
    response = render(request, "portal/news/list.html", context)
    return storable(request, response, topics=[NEWS, *{item.organisation.topic for item in found.object_list}])


@require_safe
def news_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item."""
    item = get_object_or_404(public(), pk=pk)
    region = item.cooperation if item.cooperation and item.cooperation.is_published else None
    above = (Link(region.name, reverse("portal:region", args=[region.slug])),) if region else ()
    page = Page(title=item.title, description=item.text[:200], breadcrumbs=(*above, *_trail()), is_public=True)
    response = render(request, "portal/news/item.html", {"page": page, "item": item})
    topics = [NEWS, item.organisation.topic, *([region.topic] if region else [])]
    return storable(request, response, topics=topics)
