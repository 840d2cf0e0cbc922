"""A clerk describes a case, an editor sends it back, the clerk mends it, it is released, changed, and the change undone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitors, sign_in_here

NAME = "Gemeinsame Kämmerei Oschatz und Dahlen"


def begin(clerk: Page) -> None:
    clerk.goto("/verwalten/katalog/neu/")
    clerk.get_by_label("Name der Kooperation").fill(NAME)
    clerk.get_by_role("button", name="Entwurf beginnen").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text(NAME)


def describe(clerk: Page, text: str) -> None:
    """The short description with a new source as evidence."""
    clerk.get_by_role("link", name="Kurzbeschreibung").click()
    clerk.get_by_label("Text (deutsch)").fill(text)
    clerk.locator("summary", has_text="Belege").click()
    clerk.get_by_label("Quelle", exact=False).locator("visible=true").first.select_option("+")
    clerk.locator("[name=neu-title]").fill("Amtsblatt der Stadt Oschatz")
    clerk.get_by_role("button", name="Speichern", exact=True).click()
    expect(clerk.get_by_text("Gespeichert: Kurzbeschreibung")).to_be_visible()


def add_partners(clerk: Page) -> None:
    """Two partners at once: the second form is asked for; a misspelt name is never read silently."""
    clerk.get_by_role("link", name="Partner", exact=True).click()
    clerk.locator("[name=i0-name]").fill("Oschatz")
    clerk.get_by_role("button", name="Weiteren Eintrag hinzufügen").click()
    expect(clerk.locator("[name=i0-name]")).to_have_value("Oschatz")
    clerk.locator("[name=i1-name]").fill("Dalen")
    clerk.get_by_role("button", name="Speichern", exact=True).click()
    expect(clerk.get_by_text("Welche Stelle ist gemeint?").last).to_be_visible()
    clerk.get_by_label(re.compile(r"^Dahlen.*\(14730060\)$")).check()
    clerk.get_by_role("button", name="Speichern", exact=True).click()
    expect(clerk.get_by_text("Oschatz · Dahlen")).to_be_visible()


def propose(clerk: Page, why: str) -> str:
    clerk.get_by_role("link", name="Prüfen und vorschlagen").click()
    clerk.get_by_label("Was haben Sie geändert und warum?").fill(why)
    clerk.get_by_role("button", name="Vorschlagen").click()
    expect(clerk.get_by_text("Die Redaktion prüft den Fall")).to_be_visible()
    return clerk.url


def test_propose_return_release_and_undo(visitors: Visitors) -> None:
    clerk, editor = visitors.signed_in("sachbearbeitung"), visitors.signed_in("lektorat")
    begin(clerk)
    describe(clerk, "Zwei Städte führen ihre Kassen gemeinsam.")
    add_partners(clerk)
    address = propose(clerk, "Neuer Fall")

    editor.goto("/meine-aufgaben/")
    editor.get_by_role("link", name="für den Katalog").click()
    editor.get_by_role("link", name=NAME).click()
    expect(editor.locator("ins", has_text="Zwei Städte führen")).to_be_visible()
    expect(editor.get_by_text("wurde als Dahlen")).to_be_visible()
    editor.get_by_role("button", name="Zurückgeben").click()
    expect(editor.get_by_text("Bitte schreiben Sie, warum.").first).to_be_visible()
    editor.get_by_label("Antwort an die Person").fill("Seit wann gibt es das?")
    editor.get_by_role("button", name="Zurückgeben").click()
    expect(editor.get_by_text("Zurückgegeben.")).to_be_visible()

    clerk.goto("/verwalten/katalog/")
    expect(clerk.get_by_text("Seit wann gibt es das?")).to_be_visible()
    clerk.get_by_role("link", name=NAME).click()
    clerk.get_by_role("link", name="Zeitlicher Verlauf").click()
    clerk.get_by_label("Was geschah?").select_option("founded")
    clerk.get_by_label("Wann?").fill("4/2015")
    clerk.get_by_role("button", name="Speichern", exact=True).click()
    assert propose(clerk, "Beginn ergänzt") == address

    editor.goto(address)
    editor.get_by_role("button", name="Freigeben").click()
    expect(editor.get_by_text("Freigegeben.")).to_be_visible()

    reader = visitors.phone()
    reader.goto("/katalog/gemeinsame-kaemmerei-oschatz-und-dahlen/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(NAME)
    change_and_undo(clerk, editor, reader)


def change_and_undo(clerk: Page, editor: Page, reader: Page) -> None:
    """A second revision goes wrong; the first is public again and nothing is lost."""
    clerk.goto(reader.url)
    clerk.get_by_role("link", name="Fall bearbeiten").click()
    clerk.get_by_role("button", name="Entwurf beginnen").click()
    clerk.get_by_role("link", name="Kurzbeschreibung").click()
    clerk.get_by_label("Text (deutsch)").fill("Drei Städte führen ihre Kassen gemeinsam.")
    clerk.context.clear_cookies(name="interkomm_session")  # the session ends while the text is not sent yet
    clerk.get_by_role("button", name="Speichern", exact=True).click()
    expect(clerk.get_by_text("Ihr Text ist auf diesem Gerät gespeichert.")).to_be_visible()
    sign_in_here(clerk, "sachbearbeitung")
    expect(clerk.get_by_label("Text (deutsch)")).to_have_value("Drei Städte führen ihre Kassen gemeinsam.")
    clerk.get_by_role("button", name="Speichern", exact=True).click()
    expect(clerk.get_by_text("Gespeichert: Kurzbeschreibung")).to_be_visible()
    editor.goto(propose(clerk, "Es sind drei"))
    expect(editor.locator("del", has_text="Zwei")).to_be_visible()
    editor.get_by_role("button", name="Freigeben").click()
    reader.reload()
    expect(reader.locator("main")).to_contain_text("Drei Städte")

    editor.goto(f"{reader.url}verlauf/")
    editor.get_by_role("link", name="Letzte Freigabe rückgängig machen").click()
    editor.get_by_label("Grund").fill("Es sind doch zwei")
    editor.get_by_role("button", name="Rückgängig machen").click()
    expect(editor.get_by_text("Rückgängig gemacht.")).to_be_visible()
    reader.reload()
    expect(reader.locator("main")).to_contain_text("Zwei Städte")
    reader.goto(f"{reader.url}verlauf/")
    expect(reader.get_by_role("heading", level=2, name=re.compile("^Fassung"))).to_have_count(3)
    reader.get_by_role("link", name="Unterschiede zu Fassung 1", exact=True).tap()
    expect(reader.locator("ins", has_text="Drei")).to_be_visible()


def test_two_people_write_in_one_draft_and_nobody_loses_anything(visitors: Visitors) -> None:
    """Without JavaScript: whoever is later sees what the other has saved, and keeps what they wrote."""
    visitors.expected.append("422")
    first = visitors.signed_in("management", script=False)
    first.goto("/verwalten/katalog/neu/")
    first.get_by_label("Name der Kooperation").fill("Gemeinsamer Bauhof im Test")
    first.get_by_label("Für wen schreiben Sie?").select_option(label="Oschatz")
    first.get_by_role("button", name="Entwurf beginnen").click()
    second = visitors.signed_in("sachbearbeitung", script=False)
    field = f"{first.url}teil/summary/"
    first.goto(field)
    second.goto(field)
    first.get_by_label("Text (deutsch)").fill("Zwei Bauhöfe.")
    first.get_by_role("button", name="Speichern", exact=True).click()
    second.get_by_label("Text (deutsch)").fill("Drei Bauhöfe.")
    second.get_by_role("button", name="Speichern", exact=True).click()
    expect(second.get_by_text("Zwei Bauhöfe.")).to_be_visible()
    expect(second.get_by_label("Text (deutsch)")).to_have_value("Drei Bauhöfe.")
    second.get_by_label("Text (deutsch)").fill("Zwei oder drei Bauhöfe.")
    second.get_by_role("button", name="Speichern", exact=True).click()
    expect(second.get_by_text("Gespeichert: Kurzbeschreibung")).to_be_visible()
