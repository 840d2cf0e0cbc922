"""The values that a view hands to the layout ``ui/page.html``.

A view calls ``render(request, "planning/x.html", {"page": Page(title=…), …})``. Nothing here reads the database; the
layout asks :func:`frame` for everything that depends on the request.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.conf import settings
from django.contrib import messages as django_messages
from django.http import HttpRequest

from interkomm.ui.addresses import optional_url
from interkomm.ui.brands import Brand, brand_for, brand_stylesheet, completed, provide_brand
from interkomm.ui.figures import Bar, Phase
from interkomm.ui.language import Language, LanguageLink, language_links, language_of
from interkomm.ui.links import Link
from interkomm.ui.lists import Column, PageLinks, Sort, TableView, page_links, sort_of

__all__ = [
    "Bar",
    "Brand",
    "Column",
    "Frame",
    "Link",
    "Page",
    "PageLinks",
    "Phase",
    "Sort",
    "TableView",
    "brand_for",
    "brand_stylesheet",
    "current_user",
    "frame",
    "optional_url",
    "page_links",
    "provide_brand",
    "sort_of",
]


@dataclass(frozen=True, slots=True)
class Page:
    """One page for the layout.

    ``title`` becomes ``<h1>`` and ``<title>``; ``description`` the meta description; ``brand`` the town's look (None:
    the site's own); ``breadcrumbs`` the way here without home and the page itself; ``feeds`` the feeds offered in the
    head; ``robots`` the meta value; ``width`` "text" (about 70 letters) or "wide" (lists, tables, maps);
    ``image_url`` an absolute address for link previews. ``is_public`` says that search engines and other readers may
    have it in both languages (``hreflang``). ``show_language_switch`` is False where the other language has no page.
    """

    title: str
    description: str = ""
    brand: Brand | None = None
    breadcrumbs: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    robots: str = "index, follow"
    is_public: bool = False
    width: Literal["text", "wide"] = "text"
    image_url: str = ""
    show_language_switch: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content: worked out once per page from request and :class:`Page`."""

    brand: Brand
    language: Language
    languages: tuple[LanguageLink, ...]
    navigation: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    user: Any
    sign_in_url: str
    sign_out_url: str
    messages: tuple[Any, ...]


def current_user(request: HttpRequest | None) -> Any:
    """Return the signed-in user or None, without touching the session of a request that brought no session cookie.

    ``request.user`` would load the session, and the answer would then say ``Vary: Cookie``; a page for everybody must
    not. A session of somebody who signed out gives None, so the header is the same as for a first visit.
    """
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def mark_current(links: Iterable[Link], path: str) -> tuple[Link, ...]:
    """Return the links with the one that the path lies under marked: the longest address that begins the path."""
    links = tuple(links)
    matching = [link.url for link in links if _lies_under(path, link.url)]
    current = max(matching, key=len, default=None)
    return tuple(replace(link, is_current=link.url == current) for link in links)


def _lies_under(path: str, url: str) -> bool:
    if url in ("/", "/en/"):
        return path == url
    return path == url or path.startswith(url if url.endswith("/") else f"{url}/")


def _messages(request: HttpRequest) -> tuple[Any, ...]:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ()  # looking into an empty session would make the answer depend on cookies
    return tuple(django_messages.get_messages(request))


def frame(request: HttpRequest | None, page: Page) -> Frame:
    """Return the frame of a page; without a request (standalone error pages) a German, empty one."""
    brand = page.brand or brand_for(request)
    if page.brand is not None and page.brand != Brand():  # the plain one is for times without a database
        brand = completed(page.brand, brand_for(request))
    if request is None:
        return Frame(brand, "de", (), (), page.breadcrumbs, None, "", "", ())
    return Frame(
        brand=brand,
        language=language_of(request.path),
        languages=language_links(request.get_full_path()) if page.show_language_switch else (),
        navigation=mark_current(brand.navigation, request.path),
        breadcrumbs=page.breadcrumbs,
        user=current_user(request),
        sign_in_url=optional_url("account_login"),
        sign_out_url=optional_url("account_logout"),
        messages=_messages(request),
    )
