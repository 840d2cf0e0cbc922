"""Every kind of page in both languages: axe, width of a small phone, the same page in the other language.

Both languages have the same markup, so each also stands for a theme and a width: German for the light desk, English for
the dark phone.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.demo_site import DemoSite
from tests.browser.page_types import NOBODY, PUBLIC, STAFF, PageType
from tests.browser.visitors import Visitors, confirm_password

AXE = (Path(__file__).parent / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
FIND = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 200)).join(' | '));
}"""
WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1)
  .slice(0, 5).map((e) => e.outerHTML.slice(0, 200))"""
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
EVERY = [*PUBLIC, *STAFF]


@pytest.fixture(scope="module")
def desks(browser: Browser, site: DemoSite) -> Iterator[dict[str, tuple[Visitors, Page]]]:
    """One open browser a person, kept for all pages of the module."""
    opened: dict[str, tuple[Visitors, Page]] = {}
    yield opened
    for visitors, _page in opened.values():
        visitors.close()


@pytest.fixture
def desk_of(desks: dict[str, tuple[Visitors, Page]], browser: Browser, site: DemoSite) -> Any:
    def desk(who: str) -> tuple[Visitors, Page]:
        if who not in desks:
            visitors = Visitors(browser, site.address)
            desks[who] = (visitors, visitors.signed_in(who) if who else visitors.desk())
            desks[who][1].add_init_script(AXE)
        return desks[who]

    return desk


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", EVERY, ids=str)
def test_page_is_accessible_narrow_and_has_a_twin(
    kind: PageType, language: str, staged: dict[str, Any], desk_of: Any
) -> None:
    visitors, page = desk_of(kind.who)
    visitors.complaints.clear()
    page.set_viewport_size(DESK if language == "de" else PHONE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light" if language == "de" else "dark")
    answer = page.goto(kind.address(staged, language))
    assert answer is not None
    assert answer.status == 200
    if kind.name != "account_reauthenticate":
        confirm_password(page)
    assert page.locator("html").get_attribute("lang") == language
    faults = page.evaluate(FIND)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    faults += [f"wider than 320 px: {element}" for element in page.evaluate(WIDE)]
    assert faults == []
    assert visitors.complaints == []
    other = "en" if language == "de" else "de"
    twin = page.locator(f".ik-header a[hreflang={other}]")
    assert twin.get_attribute("href") == kind.address(staged, other)


def test_public_pages_set_no_cookie(desk_of: Any, staged: dict[str, Any]) -> None:
    _visitors, page = desk_of(NOBODY)
    page.context.clear_cookies()
    for kind in PUBLIC:
        if not kind.name.startswith("account_"):  # forms of a session: they need one
            page.request.get(kind.address(staged))
    assert page.context.cookies() == []
