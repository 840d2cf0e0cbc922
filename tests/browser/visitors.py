"""People with browsers of their own. Whatever a browser complains about is kept and fails the test."""

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.demo_site import PASSWORD

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SECONDS = 20_000  # milliseconds, for clicks and expectations alike; a busy machine is slow, not broken
ANSWERED_ON_PURPOSE = {404, 409, 410, 422, 429}  # pages that say what is wrong; the tests look at them


@dataclass
class Visitors:
    """Opens browsers that share nothing. `expected`: parts of complaints that the test provokes."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def desk(self, *, script: bool = True, theme: Literal["light", "dark"] = "light", width: int = 1280) -> Page:
        """A large screen with mouse and keyboard."""
        return self._page(
            self.browser.new_context(
                base_url=self.address,
                viewport={**DESK, "width": width},  # type: ignore[arg-type]
                java_script_enabled=script,
                color_scheme=theme,
                reduced_motion="reduce",
                locale="de-DE",
                accept_downloads=True,
            )
        )

    def phone(self, *, theme: Literal["light", "dark"] = "light") -> Page:
        """A phone that is touched."""
        return self._page(
            self.browser.new_context(
                base_url=self.address,
                viewport=PHONE,  # type: ignore[arg-type]
                has_touch=True,
                is_mobile=True,
                color_scheme=theme,
                reduced_motion="reduce",
                locale="de-DE",
            )
        )

    def signed_in(self, key: str, *, script: bool = True) -> Page:
        """Somebody of the demonstration at a desk, signed in with the password."""
        page = self.desk(script=script)
        sign_in(page, key)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _page(self, context: BrowserContext) -> Page:
        context.set_default_timeout(SECONDS)
        self.contexts.append(context)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._complain(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        return context.new_page()

    def _complain(self, text: str) -> None:
        if not any(part in text for part in self.expected):
            self.complaints.append(text)

    def _console(self, message: ConsoleMessage) -> None:
        is_about_status = message.text.startswith("Failed to load resource")  # judged by _response
        if message.type in {"error", "warning"} and not is_about_status:
            self._complain(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self._complain(f"asked a stranger: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status < 400:
            return
        is_page = response.request.is_navigation_request() and response.status in ANSWERED_ON_PURPOSE
        if not is_page:
            self._complain(f"{response.status}: {response.url}")


def sign_in(page: Page, key: str) -> None:
    """Sign in as one of the demonstration's people, with the password that `interkomm demo` prints."""
    page.goto("/konto/anmelden/")
    sign_in_here(page, key)


def sign_in_here(page: Page, key: str) -> None:
    """The same on the sign-in page that is open; it leads back to where the person came from."""
    page.get_by_label("E-Mail").first.fill(f"{key}@demo.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(lambda url: "/anmelden/" not in url)


def confirm_password(page: Page) -> None:
    """Say the password once more where an act asks for it."""
    if "/erneut-anmelden/" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(lambda url: "/erneut-anmelden/" not in url)
