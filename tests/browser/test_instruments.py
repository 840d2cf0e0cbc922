"""From a draft to an effective agreement: seven councils, one amends, all resolve again, sign; approved, published.

Everything through the pages, by the people who do it: each town records for itself, the management of the cooperation
writes, records approval and publication, and shows it to everybody.
"""

import re

from playwright.sync_api import Page, expect

from tests.browser import councils
from tests.browser.councils import TOWNS
from tests.browser.visitors import Visitors, sign_in

TEXT = "# Vereinbarung\n\n## § 1 Gegenstand\n\nDie Gemeinden betreiben gemeinsam einen Bauhof."
TITLE = "Gemeinsamer Bauhof im Test"
ADOPTED, AMENDED = "beschlossen", "mit Änderungen beschlossen"
KEYBOARD_ONLY = "naundorf"


def test_from_draft_to_effect(visitors: Visitors) -> None:
    manager = visitors.signed_in("management")
    draft(manager)
    desks = {key: visitors.signed_in(key) for key in TOWNS if key != KEYBOARD_ONLY}
    desks[KEYBOARD_ONLY] = visitors.phone()
    sign_in(desks[KEYBOARD_ONLY], KEYBOARD_ONLY)
    for place, (key, desk) in enumerate(desks.items(), start=2):
        councils.open_agreement(desk, TITLE)
        councils.resolve(desk, f"{place}.5.2018", AMENDED if key == "dahlen" else ADOPTED, (12 + place, 1))
    only_the_own_town(desks["muegeln"], "Mügeln")
    manager.reload()
    expect(manager.get_by_role("main")).to_contain_text("mit Änderungen beschlossen")
    amend(manager)
    for place, (key, desk) in enumerate(desks.items(), start=10):
        if key == KEYBOARD_ONLY:
            councils.resolve_by_keyboard(desk, TITLE, f"{place}.6.2018")
        else:
            desk.reload()
            councils.resolve(desk, f"{place}.6.2018", ADOPTED, (14, 0))
        councils.sign(desk, "18.6.2018", f"Bürgermeisteramt {TOWNS[key]}")
    finish(manager)
    public(visitors)


def draft(manager: Page) -> None:
    """Draft, text with preview, checklist."""
    councils.open_cooperation(manager)
    manager.get_by_role("link", name="Neue Vereinbarung").click()
    manager.get_by_label("Titel").fill(TITLE)
    manager.get_by_label("Art", exact=True).select_option("delegating")
    manager.get_by_label("Art der Aufgabe").select_option("voluntary")
    manager.get_by_label("Regelsatz").select_option("DE-TH/thuerkgg-12-approval")
    manager.get_by_role("button", name="Speichern").click()
    expect(manager.get_by_role("heading", level=1)).to_contain_text(TITLE)
    manager.get_by_role("link", name="Wortlaut schreiben").click()
    manager.get_by_label("Wortlaut").fill(TEXT)
    manager.get_by_label(re.compile("^Stand vom")).fill("2018-01-02")
    manager.get_by_role("button", name="Vorschau").click()
    expect(manager.get_by_role("heading", name="Vorschau")).to_be_visible()
    councils.save(manager, "Fassung 1")
    manager.get_by_role("link", name="Prüfliste").click()
    for name in ("parties", "object", "delegation"):
        manager.locator(f"input[name={name}]").fill("§ 1")
    councils.save(manager, "Fassung 1")


def only_the_own_town(page: Page, town: str) -> None:
    """Everybody of the partners reads all; buttons stand only at the own town."""
    with_buttons = page.get_by_role("article").filter(has=page.get_by_role("link", name="Beschluss eintragen"))
    expect(with_buttons).to_have_count(1)
    expect(with_buttons).to_contain_text(town)
    expect(page.get_by_role("link", name="Akt der Aufsicht eintragen")).to_have_count(0)


def amend(manager: Page) -> None:
    """A new wording: the resolutions on the old one count no longer, and the page says who must resolve again."""
    manager.get_by_role("link", name="Wortlaut schreiben").click()
    expect(manager.get_by_role("main")).to_contain_text("Über Fassung 1 ist schon beschlossen")
    manager.get_by_label("Wortlaut").fill(f"{TEXT}\n\nAuch der Winterdienst gehört dazu.")
    manager.get_by_label("Was ist geändert?").fill("Winterdienst, wie der Rat von Dahlen beschlossen hat")
    manager.get_by_label(re.compile("^Stand vom")).fill("2018-06-02")
    councils.save(manager, "Fassung 2")
    expect(manager.get_by_role("heading", name="Neu beschließen")).to_be_visible()
    again = manager.get_by_text("Noch einmal beschließen müssen:")
    for town in TOWNS.values():
        expect(again).to_contain_text(town)


def finish(manager: Page) -> None:
    """Application, approval, gazette; the state on chosen days; shown to everybody."""
    manager.reload()
    councils.supervise(manager, "19.6.2018", "Genehmigung beantragt")
    councils.supervise(manager, "25.6.2018", "genehmigt")
    councils.publish(manager, "5.7.2018")
    expect(manager.get_by_role("main")).to_contain_text("Wirksam seit 6. Juli 2018")
    expect(councils.state_on(manager, "2018-06-01")).not_to_contain_text("Wirksam seit")
    expect(councils.state_on(manager, "2018-07-05")).to_contain_text("bekannt gemacht, noch nicht wirksam")
    expect(councils.state_on(manager, "2018-07-06")).to_contain_text("Wirksam seit 6. Juli 2018")
    manager.get_by_role("button", name="Öffentlich zeigen").click()
    expect(manager.get_by_role("button", name="Nicht mehr öffentlich zeigen")).to_be_visible()


def public(visitors: Visitors) -> None:
    """Everybody reads the state on the right days, and what the new wording has changed."""
    citizen = visitors.phone()
    citizen.goto("/region/oschatzer-land-collmregion/")
    citizen.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    expect(councils.state_on(citizen, "2018-07-05")).to_contain_text("bekannt gemacht, noch nicht wirksam")
    expect(councils.state_on(citizen, "2018-07-06")).to_contain_text("Wirksam seit 6. Juli 2018")
    citizen.get_by_role("link", name="mit der geltenden Fassung vergleichen").click()
    expect(citizen.locator("main ins")).to_contain_text("Winterdienst")
