"""Passkeys in a real Chromium with a virtual authenticator; pages of sign-in under the strict policy, with axe."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.accounts.people import EMAIL, zara
from tests.world import PASSWORD

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
AXE = Path(__file__).resolve().parents[2] / "tests/browser/vendor/axe-core/axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium: apt-get install chromium"),
]


@pytest.fixture
def browser() -> Iterator[Browser]:
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread beside the ORM
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose console must stay silent."""
    page = browser.new_page(viewport={"width": 375, "height": 800}, locale="de-DE")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert not said


def address(live_server: LiveServer, name: str) -> str:
    """Passkeys need a host name: localhost, not 127.0.0.1."""
    return live_server.url.replace("127.0.0.1", "localhost") + reverse(name)


def sign_in(page: Page, live_server: LiveServer) -> None:
    page.goto(address(live_server, "account_login") + "?next=/konto/")
    page.get_by_label("E-Mail-Adresse").fill(EMAIL)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(re.compile("^[^?]*/konto/$"))


def test_passkey_is_made_and_replaces_the_password(page: Page, live_server: LiveServer) -> None:
    zara()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, live_server)
    page.goto(address(live_server, "mfa_add_webauthn"))
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Bestätigen").click()
    page.locator("[name=passwordless]").check()
    page.get_by_role("button", name="Passkey hinzufügen").click()
    page.wait_for_url("**/zweiter-schritt/codes/")
    page.context.clear_cookies()
    page.goto(address(live_server, "account_login") + "?next=/konto/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url(re.compile("^[^?]*/konto/$"))
    assert EMAIL in page.get_by_role("main").inner_text()


PAGES = ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
INSIDE = ["accounts:account", "accounts:sessions", "accounts:own_data", "mfa_index", "account_email"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible(page: Page, live_server: LiveServer, theme: str) -> None:
    zara()
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    found = {name: findings(page, address(live_server, name)) for name in PAGES}
    sign_in(page, live_server)
    found |= {name: findings(page, address(live_server, name)) for name in INSIDE}
    assert found == {name: [] for name in found}


def findings(page: Page, url: str) -> list[str]:
    page.goto(url)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run()")
    too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in result["violations"]] + (
        ["scrolls sideways"] if too_wide else []
    )
