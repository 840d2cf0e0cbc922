"""Take a picture of a page: ``python scripts/screenshot.py URL FILE [--width 320] [--dark] [--full] [--no-script]``.

Says on standard error what the browser complained about and whether the page is wider than the window.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE_ELEMENTS = """() => [...document.querySelectorAll('body *')]
  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter((e) => !e.closest('.ik-visually-hidden, .ik-skip'))
  .slice(0, 8).map((e) => e.tagName + '.' + e.className)"""


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("file", type=Path)
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--no-script", action="store_true")
    return parser.parse_args()


def main() -> int:
    """Open the page, save the picture, report complaints; 1 if there were any."""
    options = arguments()
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(
            viewport={"width": options.width, "height": options.height},
            color_scheme="dark" if options.dark else "light",
            java_script_enabled=not options.no_script,
        )
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(options.url, wait_until="networkidle")
        page.screenshot(path=options.file, full_page=options.full)
        if not options.no_script and page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            complaints.append(f"wider than the window: {page.evaluate(WIDE_ELEMENTS)}")
        browser.close()
    print("\n".join(complaints), file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
