"""The frame of a page: structure, languages, what a stored page must not contain, error pages."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage import default_storage
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.utils import translation
from markupsafe import Markup

from interkomm.ui import brands, errors, slots
from interkomm.ui.brands import Brand
from interkomm.ui.language import in_language, language_links, language_of
from interkomm.ui.layouts import Link, Page, current_user, mark_current
from interkomm.ui.views import style_guide

pytestmark = pytest.mark.urls("tests.ui.urls")
BRAND = Brand(
    name="Ahornstadt & Partner",
    home_url="/ahorn/",
    stylesheet_url="/ahorn.css",
    navigation=(Link("Konzepte", "/konzepte/"), Link("Start", "/")),
    imprint_url="/impressum/",
    privacy_url="/datenschutz/",
    accessibility_url="/barrierefreiheit/",
    feedback_url="/barriere/",
)


@pytest.fixture
def brand() -> Iterator[Brand]:
    before = list(brands._providers)
    brands.provide_brand(lambda request: BRAND)
    yield BRAND
    brands._providers[:] = before


def page_of(request: HttpRequest, page: Page) -> str:
    with translation.override(language_of(request.path)):
        return render(request, "ui/page.html", {"page": page}).content.decode()


def test_frame_shows_brand_navigation_and_legal_links(brand: Brand, rf: RequestFactory) -> None:
    html = page_of(rf.get("/konzepte/7/"), Page(title="Kapitel <1>", breadcrumbs=(Link("Konzepte", "/konzepte/"),)))
    assert "<title>Kapitel &lt;1&gt; – Ahornstadt &amp; Partner</title>" in html
    assert html.count("<h1>") == 1
    assert '<link rel="stylesheet" href="/ahorn.css">' in html
    assert '<a href="/konzepte/" aria-current="true">Konzepte</a>' in html
    for url in (BRAND.imprint_url, BRAND.privacy_url, BRAND.accessibility_url, BRAND.feedback_url):
        assert f'href="{url}"' in html
    assert '<li aria-current="page">Kapitel &lt;1&gt;</li>' in html
    assert '<a class="ik-skip" href="#content">' in html
    assert '<main id="content"' in html


def test_page_without_brand_provider_still_renders(rf: RequestFactory) -> None:
    assert "<h1>Titel</h1>" in page_of(rf.get("/"), Page(title="Titel", brand=Brand()))


def test_language_switch_leads_to_the_same_page() -> None:
    assert language_of("/en/konzepte/") == "en"
    assert language_of("/energie/") == "de"
    assert in_language("/konzepte/?q=a%2Fb", "en") == "/en/konzepte/?q=a%2Fb"
    assert in_language("/en/konzepte/?q=1", "de") == "/konzepte/?q=1"
    assert in_language("/en/", "de") == "/"
    assert in_language("/", "en") == "/en/"
    links = language_links("/en/x/?a=/en/")
    assert [(link.code, link.url, link.is_current) for link in links] == [
        ("de", "/x/?a=/en/", False),
        ("en", "/en/x/?a=/en/", True),
    ]


def test_only_the_nearest_navigation_link_is_current() -> None:
    links = (Link("Start", "/"), Link("Konzepte", "/konzepte/"), Link("Neue", "/konzepte/neu/"))
    assert [link.is_current for link in mark_current(links, "/konzepte/neu/x/")] == [False, False, True]
    assert [link.is_current for link in mark_current(links, "/konzepteliste/")] == [False, False, False]
    assert [link.is_current for link in mark_current(links, "/")] == [True, False, False]


def test_style_guide_in_both_languages(client: Client) -> None:
    german, english = client.get("/styleguide/"), client.get("/en/styleguide/")
    assert (german.status_code, english.status_code) == (200, 200)
    assert '<html lang="de">' in german.content.decode()
    assert "Bausteine der Oberfläche" in german.content.decode()
    assert '<html lang="en">' in english.content.decode()
    assert "Building blocks" in english.content.decode()
    assert german["Content-Language"] == "de"
    assert english["Content-Language"] == "en"


def test_page_for_everybody_touches_no_session(rf: RequestFactory) -> None:
    request = rf.get("/styleguide/")
    request.session = SessionStore()
    html = style_guide(request).content.decode()
    assert request.session.accessed is False
    assert "csrfmiddlewaretoken" not in html


def test_page_for_everybody_is_the_same_whatever_cookies_came(client: Client) -> None:
    plain = client.get("/styleguide/").content
    client.cookies["something"] = "else"
    assert client.get("/styleguide/").content == plain


def test_style_guide_keeps_the_security_policy(client: Client) -> None:
    html = client.get("/styleguide/").content.decode()
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html)
    assert not re.search(r"<script(?![^>]*src=)", html)
    assert not re.search(r'(src|href|data-source)="(https?:)?//', html)
    identifiers = re.findall(r'\sid="([^"]+)"', html)
    assert len(identifiers) == len(set(identifiers)), "ids are unique"


def test_current_user_asks_only_with_a_session_cookie(rf: RequestFactory) -> None:
    class Untouchable:
        @property
        def is_authenticated(self) -> bool:
            raise AssertionError("the session was touched")

    request = rf.get("/")
    request.user = Untouchable()  # type: ignore[assignment]
    assert current_user(request) is None
    assert current_user(None) is None


class Person:
    """A signed-in user as far as the header looks at one."""

    is_authenticated = True

    def __str__(self) -> str:
        return "alice@<ahornstadt>.example"


def signed_in(request: HttpRequest) -> HttpRequest:
    request.COOKIES["interkomm_session"] = "x"
    request.user = Person()  # type: ignore[assignment]
    request.session = SessionStore()
    request._messages = default_storage(request)  # type: ignore[attr-defined]
    return request


def test_header_for_a_signed_in_person(brand: Brand, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_fillers", defaultdict(list))  # other contexts link to addresses of theirs

    def menu(request: HttpRequest, user: object) -> str:
        return Markup('<li><a href="/meine/">Meine Aufgaben</a></li>')

    request = signed_in(rf.get("/konzepte/"))
    messages.success(request, "<Gespeichert>")
    slots.fill("page.user_menu", menu)
    html = page_of(request, Page(title="Titel"))
    assert "alice@&lt;ahornstadt&gt;.example" in html
    assert '<li><a href="/meine/">Meine Aufgaben</a></li>' in html
    assert "kern-alert--success" in html
    assert "&lt;Gespeichert&gt;" in html


def test_session_of_nobody_looks_like_no_session(brand: Brand, rf: RequestFactory) -> None:
    request = signed_in(rf.get("/konzepte/"))
    request.user = AnonymousUser()
    assert page_of(request, Page(title="Titel")) == page_of(rf.get("/konzepte/"), Page(title="Titel"))


def test_slots_keep_order_escape_text_and_count_once(rf: RequestFactory) -> None:
    def first(request: HttpRequest, obj: object) -> str:
        return Markup("<b>eins</b>")

    def second(request: HttpRequest, obj: object) -> str:
        return f"<{obj}>"

    slots.fill("test.place", second, order=20)
    slots.fill("test.place", first, order=10)
    slots.fill("test.place", first, order=10)
    try:
        assert slots.render("test.place", rf.get("/"), "x") == "<b>eins</b>&lt;x&gt;"
    finally:
        slots.clear("test.place", first)
        slots.clear("test.place", second)
    assert slots.render("test.place", rf.get("/")) == ""


VIEWS = [
    (errors.bad_request, 400),
    (errors.permission_denied, 403),
    (errors.not_found, 404),
    (errors.too_large, 413),
    (errors.too_long, 413),
    (errors.too_many_requests, 429),
    (errors.csrf_failure, 403),
]


@pytest.mark.parametrize(("view", "status"), VIEWS)
@pytest.mark.parametrize(("path", "word"), [("/x/", "Was Sie tun können"), ("/en/x/", "What you can do")])
def test_error_page_says_what_to_do(
    brand: Brand, rf: RequestFactory, view: object, status: int, path: str, word: str
) -> None:
    with translation.override(language_of(path)):
        response = view(rf.get(path))  # type: ignore[operator]
    assert response.status_code == status
    assert word in response.content.decode()
    assert "noindex" in response.content.decode()


@pytest.mark.parametrize(("view", "status"), VIEWS)
def test_error_page_without_a_database(rf: RequestFactory, view: object, status: int) -> None:
    def broken(request: HttpRequest) -> Brand:
        raise DatabaseError("gone")

    before = list(brands._providers)
    brands.provide_brand(broken)
    try:
        response = view(rf.get("/x/"))  # type: ignore[operator]
    finally:
        brands._providers[:] = before
    assert response.status_code == status
    assert "Interkomm" in response.content.decode()


def test_too_much_is_told_apart_from_nonsense(brand: Brand, rf: RequestFactory) -> None:
    answer = errors.bad_request(rf.get("/x/"), RequestDataTooBig())
    assert answer.status_code == 413
    assert "Der Text ist zu lang" in answer.content.decode()  # Django never says so of a file


def test_server_error_needs_nothing(rf: RequestFactory) -> None:
    assert "Bei uns ist ein Fehler" in errors.server_error(rf.get("/x/")).content.decode()
    english = errors.server_error(rf.get("/en/x/"))
    assert english.status_code == 500
    assert "on our side" in english.content.decode()


def test_no_line_of_breadcrumbs_begins_with_the_separator() -> None:
    """It stands behind its link, so that a wrapped trail on a narrow screen carries it at the end of the line."""
    styles = (Path(errors.__file__).parent / "static/ui/css/components.css").read_text(encoding="utf-8")
    separators = re.findall(r"^(\.ik-breadcrumbs [^{]*)\{[^}]*›", styles, re.MULTILINE)
    assert separators == [".ik-breadcrumbs li:not(:last-child)::after "]
