"""The style guide in a real browser: axe, phone width, keyboard, the script modules, and life without scripts."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
AXE = Path(__file__).resolve().parents[1] / "browser/vendor/axe-core/axe.min.js"
DRAFTS = "Object.keys(localStorage).filter((key) => key.startsWith('ik-draft:'))"
TOUCHED = ".kern-btn, .ik-tool, .ik-menu summary, .ik-pagination a, .ik-check, .ik-theme button"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.ui.urls"),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread that tears the database down
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page on a phone whose console errors fail the test."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def guide(live_server: object) -> str:
    return f"{live_server}/styleguide/"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_axe_finds_nothing(page: Page, guide: str, theme: Literal["light", "dark"], language: str) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.goto(guide.replace("/styleguide/", f"{language}/styleguide/"))
    page.wait_for_selector(".leaflet-interactive")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    found = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in result["violations"]]
    assert found == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_page_is_never_wider_than_the_window(page: Page, guide: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(guide)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_controls_are_large_enough_to_touch(page: Page, guide: str) -> None:
    page.goto(guide)
    small = page.evaluate(
        """(touched) => [...document.querySelectorAll(touched)]
        .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 44)
        .map((e) => e.outerHTML.slice(0, 120))""",
        TOUCHED,
    )
    assert small == []


def test_keyboard_begins_with_the_skip_link(page: Page, guide: str) -> None:
    page.goto(guide)
    page.keyboard.press("Tab")
    expect(page.locator(".ik-skip")).to_be_focused()
    expect(page.locator(".ik-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_draft_comes_back_and_can_be_discarded(page: Page, guide: str) -> None:
    page.goto(guide)
    page.locator("#id_comment").fill("Bitte mehr Licht am Weg.")
    page.reload()
    expect(page.locator("#id_comment")).to_have_value("Bitte mehr Licht am Weg.")
    note = page.locator(".ik-draft-note")
    expect(note).to_contain_text("ist wieder da")
    note.get_by_role("button", name="Text verwerfen").click()
    expect(page.locator("#id_comment")).to_have_value("")
    page.reload()
    expect(page.locator("#id_comment")).to_have_value("")
    expect(note).to_have_count(0)


def test_draft_is_forgotten_when_the_server_has_it(page: Page, guide: str) -> None:
    page.goto(guide)
    page.locator("#id_comment").fill("Angekommen.")
    page.wait_for_timeout(600)  # the module waits 400 ms after the last key
    assert page.evaluate(DRAFTS) == ["ik-draft:styleguide"]
    page.evaluate("document.dispatchEvent(new CustomEvent('draft-done', {bubbles: true}))")
    assert page.evaluate(DRAFTS) == []


def test_double_click_sends_once(page: Page, guide: str) -> None:
    page.goto(guide)
    page.evaluate(
        """() => { window.sent = 0;
        document.addEventListener('submit', (event) => { window.sent += 1; event.preventDefault(); });
        const button = document.querySelector('#id_comment').form.querySelector('button[type=submit]');
        button.click(); button.click(); }"""
    )
    assert page.evaluate("window.sent") == 1
    expect(page.get_by_role("button", name="Beitrag absenden")).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_text("Wird gesendet …")).to_be_visible()


def test_counter_says_what_is_left(page: Page, guide: str) -> None:
    page.goto(guide)
    page.locator("#id_comment").fill("x" * 4990)
    expect(page.locator("[data-controller=counter][data-for=id_comment]")).to_have_text("noch 10 Zeichen")


def test_theme_is_remembered_without_a_cookie(page: Page, guide: str) -> None:
    page.goto(guide)
    page.get_by_role("button", name="Dunkel").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.kernTheme") == "dark"
    expect(page.get_by_role("button", name="Dunkel")).to_have_attribute("aria-pressed", "true")
    assert page.context.cookies() == []


def test_menu_closes_with_escape(page: Page, guide: str) -> None:
    page.goto(guide)
    summary = page.locator("#actions .ik-menu summary")
    summary.press("Enter")
    expect(page.locator("#actions .ik-menu ul")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#actions .ik-menu ul")).to_be_hidden()
    expect(summary).to_be_focused()


def test_error_summary_leads_to_the_field(page: Page, guide: str) -> None:
    page.goto(guide)
    page.locator(".ik-error-summary a").first.click()
    expect(page.locator("#wrong_name")).to_be_focused()


def test_everything_is_there_without_scripts(browser: Browser, guide: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(guide)
    expect(page.locator("#maps .ik-map")).to_be_hidden()
    expect(page.locator("#maps").get_by_role("link", name="Birkenau")).to_be_visible()
    expect(page.locator(".ik-theme")).to_be_hidden()
    page.locator("#actions .ik-menu summary").click()
    expect(page.locator("#actions .ik-menu ul")).to_be_visible()
    context.close()
