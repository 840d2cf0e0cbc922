"""A wiki page becomes a proposal: uploaded, its findings decided by people, proposed to the editors."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitors
from tests.paths import shared_dir

MOST_FINDINGS = 20


def test_a_saved_wiki_page_is_checked_and_proposed(visitors: Visitors) -> None:
    page = visitors.signed_in("management")
    upload(page, shared_dir() / "material" / "staedteregion-ruhr-wiki-page.txt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Städteregion Ruhr")
    expect(page.locator("#hinweise")).to_contain_text("„Mühlheim a. d. Ruhr“ wurde als Mülheim an der Ruhr gelesen")
    expect(page.locator("#hinweise")).to_contain_text("Widerspruch: Als Beginn ist 2007 angegeben")
    expect(page.locator("main")).to_contain_text("Dazu sagt die Quelle nichts.")
    expect(page.get_by_role("button", name="Vorschlagen", exact=True)).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Beleg")).first.click()
    expect(page.locator(".ik-import__text mark").first).to_be_visible()
    decide_all(page)
    page.get_by_role("button", name="Vorschlagen", exact=True).click()
    expect(page.locator("main")).to_contain_text("warten auf die Redaktion")

    upload(page, shared_dir() / "material" / "staedteregion-ruhr-wiki-page.txt")
    expect(page.locator("body")).to_contain_text("schon vorgeschlagen. Es wurde nichts doppelt gespeichert.")


def test_a_table_asks_what_its_columns_mean(visitors: Visitors, tmp_path: Path) -> None:
    table = tmp_path / "liste.csv"
    table.write_text(
        "Name;Partner;Beginn;Merkmal\nArchiv im Verbund;Oschatz, Dahlen;2019;x\nBauhof;Oschatz;2020;y\n", "utf-8"
    )
    page = visitors.signed_in("management")
    upload(page, table)
    expect(page.get_by_role("heading", level=1)).to_have_text("Spalten zuordnen")
    expect(page.get_by_label("Beginn")).to_have_value("events:start")
    page.get_by_label("Beginn").select_option("events:founded")
    page.get_by_role("button", name="Fälle erkennen").click()
    page.get_by_role("link", name="Archiv im Verbund").click()
    expect(page.locator("main")).to_contain_text("Gründung")


def upload(page: Page, file: Path) -> None:
    page.goto("/verwalten/katalog/import/")
    page.get_by_label("Datei", exact=False).first.set_input_files(file)
    page.get_by_role("button", name="Einlesen").click()


def decide_all(page: Page) -> None:
    """Take the first option of every finding, with a reason where one is wanted."""
    for _ in range(MOST_FINDINGS):
        waiting = page.locator(".ik-import__finding", has_text="Entscheidung nötig")
        if not waiting.count():
            return
        form = waiting.first
        form.get_by_role("radio").first.check()
        if form.get_by_label("Begründung").count():
            form.get_by_label("Begründung").fill("Der Vertrag ist mit dem Tag belegt.")
        form.get_by_role("button", name="Entscheidung speichern").click()
        expect(page.locator("body")).to_contain_text("Die Entscheidung ist gespeichert.")
    raise AssertionError("there are still findings to decide")
