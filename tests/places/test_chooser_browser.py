"""The chooser in a real browser: with keyboard and map, and without a script."""

import copy
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings

from interkomm.places.areas import services

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium in /usr/bin/chromium (apt package chromium)"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
]


@pytest.fixture
def site(live_server: Any, settings: Settings) -> str:
    """The address of the page, with Saxony's districts around Oschatz loaded."""
    settings.ROOT_URLCONF = "tests.places.chooser_site"
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    services.load_layer(actor=None, within={"14730", "14625"})
    return f"{live_server.url}/waehlen/"


@pytest.fixture
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django's ORM only reads for the fixtures here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def open_page(browser: Browser, url: str, complaints: list[str], **options: Any) -> Page:
    page = browser.new_page(**options)
    page.set_default_timeout(10_000)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    return page


def chosen(page: Page) -> list[str]:
    return page.locator('[data-part="chosen"] [data-part="name"]').all_inner_texts()


def test_choose_by_keyboard_and_on_the_map(site: str, browser: Browser) -> None:
    complaints: list[str] = []
    page = open_page(browser, site, complaints, viewport={"width": 1280, "height": 900})
    page.get_by_label("Gemeinde suchen").focus()
    page.keyboard.type("osch")
    box = page.get_by_role("checkbox", name="Oschatz")
    expect(box).to_be_visible()
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator('[data-part="said"]')).to_have_text("Oschatz hinzugefügt. 1 gewählt.")
    assert chosen(page) == ["Oschatz"]
    page.locator(".leaflet-container").wait_for()
    page.locator(".ik-map path").first.click(position={"x": 5, "y": 5}, force=True)
    shape = page.locator(".ik-area:not(.ik-area--ground)").first
    shape.wait_for(state="attached", timeout=10_000)
    shape.dispatch_event("click")
    expect(page.locator('[data-part="count"]')).to_have_text("2")
    assert page.locator(".ik-area--chosen").count() >= 1
    page.get_by_role("button", name="Entfernen Oschatz").press("Enter")
    assert "Oschatz" not in chosen(page)
    page.locator("#fertig").click()
    assert page.url.count("gemeinde=14") == 1
    assert complaints == []


def test_choose_without_a_script(site: str, browser: Browser) -> None:
    page = open_page(browser, site, [], java_script_enabled=False)
    page.get_by_label("Gemeinde suchen").fill("dahlen")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("checkbox", name="Dahlen").check()
    page.get_by_role("button", name="Angekreuzte übernehmen").click()
    assert chosen(page) == ["Dahlen"]
    page.get_by_label("Gemeinde suchen").fill("Oshcatz")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("checkbox", name="Oschatz").check()
    page.get_by_role("button", name="Angekreuzte übernehmen").click()
    assert sorted(chosen(page)) == ["Dahlen", "Oschatz"]
    page.get_by_role("button", name="Entfernen Dahlen").click()
    assert chosen(page) == ["Oschatz"]


def test_the_map_begins_where_something_is_chosen(site: str, browser: Browser) -> None:
    page = open_page(browser, f"{site}?gemeinde=14730230", [])
    page.locator(".ik-area--chosen").wait_for(state="attached")
    map_box, shape = page.locator(".ik-map").bounding_box(), page.locator(".ik-area--chosen").bounding_box()
    assert map_box is not None
    assert shape is not None
    assert shape["height"] > map_box["height"] / 5


def test_page_of_an_area_draws_its_map(site: str, browser: Browser) -> None:
    complaints: list[str] = []
    page = open_page(browser, site.replace("/waehlen/", "/orte/14730230/"), complaints)
    page.locator(".ik-map path.ik-area").first.wait_for(state="attached", timeout=10_000)
    assert page.locator(".ik-map path.ik-area--ground").count() >= 5
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("GeoBasis-DE / BKG 2016")
    assert complaints == []
