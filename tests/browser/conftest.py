"""One running demonstration for all browser tests of a process, and visitors whose browsers must not complain."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import demo_site
from tests.browser.demo_site import DemoSite
from tests.browser.visitors import SECONDS, Visitors

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
KEEP = "INTERKOMM_TEST_DEMO"
HERE = Path(__file__).parent
expect.set_options(timeout=SECONDS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"needs Chromium in {CHROMIUM} (apt-get install chromium)"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    kept = os.environ.get(KEEP)  # a directory where the demonstration stays between runs, to save its 20 seconds
    site = demo_site.copy(demo_site.built(Path(kept) if kept else shared / "demonstration"), own / "site")
    yield site
    site.stop()
    assert site.complaints() == []


@pytest.fixture(scope="session")
def staged(site: DemoSite) -> dict[str, Any]:
    """Names and numbers for the addresses."""
    return dict(json.loads((site.directory / demo_site.STAGED).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread while the browser lives; Django's clean-up runs in the same thread.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitors(browser: Browser, site: DemoSite) -> Iterator[Visitors]:
    """Browsers of people; the test fails when one of them complained."""
    everybody = Visitors(browser, site.address)
    yield everybody
    everybody.close()
    assert everybody.complaints == []
