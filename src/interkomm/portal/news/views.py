"""Public pages of news."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from interkomm.foundation.pages.marks import storable
from interkomm.portal.news.queries import public
from interkomm.ui.layouts import Link, Page


def news_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item."""
    item = get_object_or_404(public(), pk=pk)
    above = ()
    if item.cooperation:
        above = (Link(item.cooperation.name, reverse("portal:region", args=[item.cooperation.slug])),)
    page = Page(title=item.title, description=item.text[:200], breadcrumbs=above, is_public=True)
    response = render(request, "portal/news/item.html", {"page": page, "item": item})
    return storable(request, response, topics=["news", item.organisation.topic])
