"""Seven towns whose people decide on an agreement, each at an own desk, by what they see on the page."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

TOWNS = {  # key of the person → how the town begins on the page
    "sachbearbeitung": "Oschatz", "dahlen": "Dahlen", "muegeln": "Mügeln", "cavertitz": "Cavertitz",
    "liebschuetzberg": "Liebschützberg", "naundorf": "Naundorf", "wermsdorf": "Wermsdorf",
}  # fmt: skip
MANY_TABS = 120


def open_cooperation(page: Page) -> None:
    """By the person's menu, which is on every page."""
    page.get_by_text("Mein Bereich", exact=True).click()
    page.get_by_role("banner").get_by_role("link", name="Kooperationen", exact=True).click()
    page.get_by_role("main").get_by_role("link", name=re.compile("^Oschatzer Land")).click()


def open_agreement(page: Page, title: str) -> None:
    open_cooperation(page)
    page.get_by_role("main").get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def resolve(page: Page, on: str, result: str, votes: tuple[int, int]) -> None:
    """The resolution of the own council; ends on the page of the agreement."""
    page.get_by_role("link", name="Beschluss eintragen", exact=True).click()
    page.get_by_label("Tag der Sitzung").fill(on)
    page.get_by_role("radio", name=result, exact=True).check()
    page.get_by_label("Ja-Stimmen").fill(str(votes[0]))
    page.get_by_label("Nein-Stimmen").fill(str(votes[1]))
    save(page, "Eingetragen")


def sign(page: Page, on: str, who: str) -> None:
    page.get_by_role("link", name="Unterschrift eintragen", exact=True).click()
    page.get_by_label(re.compile(r"^Am\b")).fill(on)
    page.get_by_label("Unterzeichnet von").fill(who)
    page.get_by_label("Vertretungsberechtigt?").select_option("yes")
    save(page, "Eingetragen")


def supervise(page: Page, on: str, act: str) -> None:
    page.get_by_role("link", name="Akt der Aufsicht eintragen").click()
    page.get_by_role("radio", name=act, exact=True).check()
    page.get_by_label(re.compile(r"^Am\b")).fill(on)
    page.get_by_label("Aufsichtsbehörde").fill("Landesverwaltungsamt")
    save(page, "Eingetragen")


def publish(page: Page, on: str) -> None:
    page.get_by_role("link", name="Bekanntmachung eintragen").click()
    page.get_by_label(re.compile(r"^Am\b")).fill(on)
    page.get_by_label("Amtsblatt oder Ort").fill("Amtsblatt")
    page.get_by_label("Ist auch die Genehmigung bekannt gemacht?").select_option("yes")
    save(page, "Eingetragen")


def save(page: Page, said: str) -> None:
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("main").get_by_text(said).first).to_be_visible()


def state_on(page: Page, day: str) -> Locator:
    """What the page says of a day that is chosen on it."""
    page.get_by_label("Stand am", exact=True).fill(day)
    page.get_by_role("button", name="Zeigen", exact=True).click()
    return page.get_by_role("region", name=re.compile("^Stand (am|heute)"))


@dataclass
class Keys:
    """Somebody who has only a keyboard."""

    page: Page

    def to(self, wanted: Locator) -> None:
        """Press Tab until the element has the focus; it must be visible then."""
        for _ in range(MANY_TABS):
            if wanted.evaluate("element => element === document.activeElement"):
                expect(wanted).to_be_in_viewport()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"cannot be reached by Tab: {wanted}")

    def follow(self, wanted: Locator) -> None:
        self.to(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, wanted: Locator, text: str) -> None:
        self.to(wanted)
        self.page.keyboard.type(text)

    def skip_to_content(self) -> None:
        """The first Tab of a page offers to leave out its head."""
        self.page.keyboard.press("Tab")
        expect(self.page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
        self.page.keyboard.press("Enter")


def resolve_by_keyboard(page: Page, title: str, on: str) -> None:
    """On a phone, with keys alone, from the cooperation's page to the saved resolution."""
    keys = Keys(page)
    page.get_by_role("navigation", name="Sie sind hier").get_by_role("link", name="Oschatzer Land").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Oschatzer Land")
    keys.skip_to_content()
    keys.follow(page.get_by_role("main").get_by_role("link", name=title, exact=True))
    keys.skip_to_content()
    keys.follow(page.get_by_role("link", name="Beschluss eintragen", exact=True))
    keys.skip_to_content()
    keys.write(page.get_by_label("Tag der Sitzung"), on)
    keys.to(page.get_by_role("radio").first)
    page.keyboard.press("Space")  # "adopted" stands first
    expect(page.get_by_role("radio", name="beschlossen", exact=True)).to_be_checked()
    keys.write(page.get_by_label("Ja-Stimmen"), "11")
    keys.write(page.get_by_label("Nein-Stimmen"), "1")
    keys.follow(page.get_by_role("button", name="Speichern"))
    expect(page.get_by_role("main").get_by_text("Eingetragen").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
