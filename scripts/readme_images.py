"""Make the pictures of README and docs: ``python scripts/readme_images.py`` writes docs/images/*.webp.

Builds the demonstration in a temporary directory and photographs it; then, for pages on which something must wait, with what
the browser tests add.
"""

import io
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interkomm.project.settings")

from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.browser import demo_site  # noqa: E402
from tests.browser.demo_site import REGION  # noqa: E402
from tests.browser.visitors import sign_in  # noqa: E402
from tests.browser.writing import PART, PROCESS  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FOLDER = ROOT / "docs/images"
LARGEST = 150_000  # bytes


@dataclass(frozen=True)
class Picture:
    """`who`: key of a person of the demonstration; `links`: what is pressed one after the other; `text`: what is written into
    the first text field. An address with a name in braces is photographed after the tests have added theirs.
    """

    name: str
    address: str
    who: str = ""
    links: tuple[str, ...] = ()
    text: str = ""
    width: int = 1200
    height: int = 800
    theme: Literal["light", "dark"] = "light"


PICTURES = (
    Picture("region", f"/region/{REGION}/", height=1450),
    Picture("chapter", f"{PART}/2.1/", height=1500),
    Picture(
        "write-phone",
        f"{PART}/2.1/schreiben/?absatz=2.1-p1&von=79&bis=160",
        width=390,
        height=844,
        text="Bitte mit dem Schulweg von Mügeln nach Oschatz beginnen.",
    ),
    Picture(
        "agreement",
        "/verwalten/vereinbarungen/",
        "management",
        ("über gegenseitige Hilfe im Winterdienst",),
        height=1500,
    ),
    Picture(
        "sharing",
        "/verwalten/kooperationen/",
        "management",
        ("Oschatzer Land", "Kostenpläne und Flächenpools", "Gemeinsame Kehrmaschine", "Verfahren vergleichen"),
        height=1080,
    ),
    Picture("town", "/verwalten/gemeinden/oschatz/uebersicht/", "management", height=1400),
    Picture("import-preview", "/verwalten/konzepte/import/{import}/", "management", height=1500),
    Picture("consent", "/verwalten/kooperationen/zustimmungen/{consent}/", "dahlen", height=1050),
    Picture("outcome", f"{PROCESS}/ergebnis/", height=1400),
)


def main() -> int:
    """Build, photograph, store; returns 1 when a picture is too large."""
    with tempfile.TemporaryDirectory() as place:
        site = demo_site.DemoSite(Path(place) / "site")
        built = site.command("demo", "--no-serve")
        if built.returncode:
            raise RuntimeError(built.stderr)
        site.serve()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                first = [photograph(browser, site.address, each, {}) for each in PICTURES if "{" not in each.address]
                staged = json.loads(site.python("from tests.browser.staging import stage; stage()"))
                then = [photograph(browser, site.address, each, staged) for each in PICTURES if "{" in each.address]
        finally:
            site.stop()
    return 1 if max(first + then) > LARGEST else 0


def photograph(browser: Browser, base: str, picture: Picture, staged: dict[str, object]) -> int:
    """Open the page as that person and store the picture; returns its size in bytes."""
    page = browser.new_page(
        base_url=base,
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.theme,
        device_scale_factor=2 if picture.width < 600 else 1,
        locale="de-DE",
    )
    if picture.who:
        sign_in(page, picture.who)
    page.goto(picture.address.format(**staged), wait_until="networkidle")
    for link in picture.links:
        page.get_by_role("main").get_by_role("link", name=link).first.click()
        page.wait_for_load_state("networkidle")
    return store(page, picture)


def store(page: Page, picture: Picture) -> int:
    """WebP: half the bytes of PNG at the same look."""
    if picture.text:
        page.locator("main textarea").first.fill(picture.text)
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / f"{picture.name}.webp"
    Image.open(io.BytesIO(page.screenshot())).save(target, quality=82, method=6)
    page.close()
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size:,} bytes")
    return size


if __name__ == "__main__":
    sys.exit(main())
