"""What citizens do on the public pages, in one call each."""

import re

from playwright.sync_api import Page, expect

from tests.browser.demo_site import RUNNING, DemoSite

PROCESS = f"/verfahren/{RUNNING}"
PART = f"{PROCESS}/teil/was-sagen-sie-zum-entwurf-des-leitbilds"
SAVED = "Ihr Beitrag ist gespeichert und öffentlich."
QUICKEST = 2_200  # milliseconds: who is faster without the proof is taken for a robot
_NUMBERS = ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]


def write(page: Page, address: str, text: str) -> str:
    """Write a contribution on the form at `address`; returns its public id. The page is then the author's private one."""
    page.goto(address)
    page.get_by_label("Ihr Beitrag").fill(text)
    page.get_by_role("button", name="Beitrag absenden").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    return public_id(page)


def public_id(page: Page) -> str:
    """The public id of the contribution whose private page is open."""
    href = page.get_by_role("link", name="Beitrag öffentlich ansehen").get_attribute("href") or ""
    return href.rstrip("/").rsplit("/", 1)[1]


def answer_the_question(page: Page) -> None:
    """Answer the question that protects the form where no script proves."""
    hint = page.locator("#id_answer_helptext").inner_text()
    numbers = [_NUMBERS.index(word) + 1 for word in re.findall(r"\w+", hint) if word in _NUMBERS]
    page.get_by_label("Eine kurze Frage zum Schutz vor Programmen").fill(str(sum(numbers)))


def stored(site: DemoSite, text: str) -> int:
    """How many contributions with this text the server has."""
    return int(str(site.value(f"select count(*) from participation_contribution where text = '{text}'")))
