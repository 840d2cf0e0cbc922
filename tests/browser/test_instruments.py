"""From a draft to an effective agreement: seven councils, one amends, all resolve again, sign; approved, published."""

import re

from playwright.sync_api import Page, expect

from tests.browser.demo_site import REGION, DemoSite
from tests.browser.visitors import Visitors

TEXT = "# Vereinbarung\n\n## § 1 Gegenstand\n\nDie Gemeinden betreiben gemeinsam einen Bauhof."
TITLE = "Gemeinsamer Bauhof im Test"


def test_from_draft_to_effect(visitors: Visitors, site: DemoSite) -> None:
    manager = visitors.signed_in("management")
    home = draft(manager, site)
    entered(manager, home, "12.5.2018")
    expect(manager.locator("main")).to_contain_text("Fassung 1")
    colleague = visitors.signed_in("dahlen")
    amend(colleague, home)
    manager.goto(f"{home}wortlaut/")
    expect(manager.locator("main")).to_contain_text("Über Fassung 1 ist schon beschlossen")
    manager.get_by_label("Wortlaut").fill(f"{TEXT}\n\nAuch der Winterdienst gehört dazu.")
    manager.get_by_label("Was ist geändert?").fill("Winterdienst, wie der Rat von Dahlen beschlossen hat")
    manager.get_by_role("button", name="Speichern").click()
    expect(manager.get_by_role("heading", name="Neu beschließen")).to_be_visible()
    site.python(f"from tests.browser.agreeing import everybody_agrees; everybody_agrees({TITLE!r})")
    manager.goto(home)
    expect(manager.locator("main")).to_contain_text("Wirksam seit 6. Juli")
    manager.get_by_role("button", name="Öffentlich zeigen").click()
    public(visitors)


def draft(manager: Page, site: DemoSite) -> str:
    """Draft, text, checklist; returns the address of the page."""
    number = site.value(f"SELECT id FROM cooperation_cooperation WHERE slug = '{REGION}'")
    manager.goto(f"/verwalten/kooperationen/{number}/instrumente/neu/")
    manager.get_by_label("Titel").fill(TITLE)
    manager.get_by_label("Art", exact=True).select_option("delegating")
    manager.get_by_label("Art der Aufgabe").select_option("voluntary")
    manager.get_by_label("Regelsatz").select_option("DE-TH/thuerkgg-12-approval")
    manager.get_by_role("button", name="Speichern").click()
    expect(manager.get_by_role("heading", level=1)).to_contain_text(TITLE)
    home = manager.url
    manager.goto(f"{home}wortlaut/")
    manager.get_by_label("Wortlaut").fill(TEXT)
    manager.get_by_label(re.compile("^Stand vom")).fill("2018-01-02")
    manager.get_by_role("button", name="Vorschau").click()
    expect(manager.get_by_role("heading", name="Vorschau")).to_be_visible()
    manager.get_by_role("button", name="Speichern").click()
    expect(manager.locator("main")).to_contain_text("Fassung 1")
    manager.goto(f"{home}pruefliste/")
    for name in ("parties", "object", "delegation"):
        manager.locator(f"input[name={name}]").fill("§ 1")
    manager.get_by_role("button", name="Speichern").click()
    return home


def entered(page: Page, home: str, on: str, result: str = "adopted") -> None:
    """The resolution of the own council."""
    page.goto(home)
    page.get_by_role("link", name="Beschluss eintragen").first.click()
    page.get_by_label("Tag der Sitzung").fill(on)
    page.locator(f"input[name=result][value={result}]").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)


def amend(page: Page, home: str) -> None:
    """Another council adopts with changes; its town sees only its own buttons."""
    entered(page, home, "30.5.2018", "adopted_with_changes")
    expect(page.locator("main")).to_contain_text("mit Änderungen beschlossen")


def public(visitors: Visitors) -> None:
    """Everybody reads the state on the right days."""
    citizen = visitors.phone()
    citizen.goto(f"/region/{REGION}/vereinbarungen/gemeinsamer-bauhof-im-test/?am=2018-07-05")
    expect(citizen.locator("main")).to_contain_text("bekannt gemacht, noch nicht wirksam")
    citizen.goto(f"/region/{REGION}/vereinbarungen/gemeinsamer-bauhof-im-test/?am=2018-07-06")
    expect(citizen.locator("main")).to_contain_text("Alle nötigen Schritte sind belegt. Wirksam seit 6. Juli 2018.")
    citizen.get_by_role("link", name="mit der geltenden Fassung vergleichen").click()
    expect(citizen.locator("main ins")).to_contain_text("Winterdienst")
