"""The text gets a new version: a comment stays with its passage; one whose passage is gone is kept and shown."""

import re

from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitors
from tests.browser.writing import PROCESS, write

PART = f"{PROCESS}/teil/wonach-sollen-wir-gemeinsame-vorhaben-auswaehlen"
CONCEPT = "/verwalten/konzepte/grundsaetze-fuer-gemeinsame-investitionen-beispieltext/"


def test_comment_stays_with_its_passage_and_an_orphan_is_shown(visitors: Visitors) -> None:
    citizen = visitors.desk()
    citizen.goto(f"{PART}/2/")
    anchors = [element.get_attribute("data-anchor") or "" for element in citizen.locator("p[data-anchor]").all()]
    stays = write(citizen, f"{PART}/2/schreiben/?absatz={anchors[0]}&von=0&bis=23", "Das ist mir wichtig.")
    citizen.goto(f"{PART}/4/")
    lost = citizen.locator("p[data-anchor]").first.get_attribute("data-anchor") or ""
    orphan = write(citizen, f"{PART}/4/schreiben/?absatz={lost}", "Zehn Jahre sind zu kurz.")

    editor = visitors.signed_in("management")
    open_draft(editor)
    change_paragraph(editor, "2", "Gerechnet über mehrere Jahre", act="Speichern")
    change_paragraph(editor, "4", "", act="Löschen")
    open_draft(editor)
    editor.get_by_role("link", name="Veröffentlichen …").click()
    editor.get_by_role("button", name="Veröffentlichen").click()
    expect(editor).not_to_have_url(re.compile("veroeffentlichen"))

    citizen.goto(f"{PART}/2/")
    expect(citizen.locator(f'[data-anchor="{anchors[0]}"]')).to_contain_text("Gerechnet über mehrere Jahre")
    citizen.locator(f'[id="a-{anchors[0]}"]').get_by_role("link", name=re.compile("1 Beitrag")).click()
    expect(citizen.locator(f"#b-{stays}")).to_contain_text("Das ist mir wichtig.")
    citizen.goto(f"{PART}/4/")
    expect(citizen.locator(f"#b-{orphan}")).to_contain_text("Zehn Jahre sind zu kurz.")
    expect(citizen.locator(f"#b-{orphan}")).to_contain_text("gibt es nicht mehr")


def open_draft(page: Page) -> None:
    """The draft of the concept; a new one if there is none."""
    page.goto("/verwalten/konzepte/")
    page.get_by_role("link", name=re.compile("Grundsätze für gemeinsame Investitionen")).first.click()
    new = page.get_by_role("button", name="Neuen Entwurf anlegen")
    if new.count():
        new.click()
    else:
        page.locator("main li", has_text="Entwurf").get_by_role("link", name=re.compile("^Fassung")).click()
    expect(page.get_by_role("link", name="Veröffentlichen …")).to_be_visible()


def change_paragraph(page: Page, number: str, beginning: str, *, act: str) -> None:
    """Change the first paragraph of a section of the open draft, then go back to the draft."""
    draft = page.url
    page.get_by_role("link", name=re.compile(f"^{number} ")).click()
    field = page.get_by_label(re.compile("^Absatz 1"))
    if beginning:
        field.fill(f"{beginning} soll jede Gemeinde von den gemeinsamen Vorhaben spürbar profitieren.")
    page.get_by_role("button", name=re.compile(f"^{act}: ")).first.click()
    page.goto(draft)
