"""From the start page to a printed comparison: find, filter, map and list, compare three, take everything along. Only clicks."""

import csv
import io
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.browser.visitors import Visitors

THREE = 3
BADEN = "Baden-Württemberg"


def test_find_filter_map_list_compare_three_and_take_along(visitors: Visitors) -> None:
    page = visitors.desk()
    everything = search_from_the_start_page(page)
    found = filter_and_go_back(page, everything)
    see_the_same_on_the_map(page, found)
    names = sort_and_take_the_list_along(page, found)
    chosen = compare_three(page, names)
    take_the_comparison_along(page, chosen)
    exchange_one(page, chosen)


def hits(page: Page) -> int:
    """The number in the heading of what was found, once it is there."""
    expect(page.locator("#hits")).to_have_text(re.compile(r"^\d"))
    return int(page.locator("#hits").inner_text().split()[0])


def search_from_the_start_page(page: Page) -> int:
    page.goto("/")
    page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link", name="Katalog").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Katalog der Zusammenarbeit")
    page.get_by_label("Wonach suchen Sie?").fill("Gewerbefläche")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Katalog: „Gewerbefläche“")
    expect(page).to_have_url(re.compile(r"/katalog/\?q=Gewerbefl%C3%A4che$"))
    expect(page.locator("mark").first).to_contain_text("Gewerbe")
    return hits(page)


def filter_and_go_back(page: Page, everything: int) -> int:
    """A filter narrows at once and keeps the focus; going back brings all again; then it is chosen for good."""
    page.get_by_label(BADEN).check()
    expect(page).to_have_url(re.compile(r"/katalog/\?land=DE-BW&q=Gewerbefl%C3%A4che$"))
    expect(page.locator("#finding-status")).to_contain_text("gefunden")
    expect(page.get_by_label(BADEN)).to_be_focused()
    found = hits(page)
    assert THREE < found < everything
    page.go_back()
    expect(page.locator("#hits")).to_have_text(re.compile(rf"^{everything} "))
    expect(page.get_by_label(BADEN)).not_to_be_checked()
    page.get_by_label(BADEN).check()
    expect(page.locator("#hits")).to_have_text(re.compile(rf"^{found} "))
    return found


def see_the_same_on_the_map(page: Page, found: int) -> None:
    page.get_by_role("navigation", name="Darstellung").get_by_role("link", name="Karte").click()
    expect(page).to_have_url(re.compile(r"/katalog/karte/\?land=DE-BW&q="))
    expect(page.locator("#hits")).to_have_text(re.compile(rf"^{found} "))
    expect(page.locator(".ik-spot").first).to_be_visible()
    expect(page.locator("[data-map-status]")).to_have_text(re.compile(rf"^{found} Fälle im Ausschnitt"))
    page.get_by_role("navigation", name="Darstellung").get_by_role("link", name="Liste").click()
    expect(page.locator("#compare")).to_be_visible()


def sort_and_take_the_list_along(page: Page, found: int) -> list[str]:
    page.get_by_label("Sortieren nach").select_option(label="Name A–Z")
    expect(page).to_have_url(re.compile(r"sort=name$"))
    expect(page.locator("#hits")).to_have_text(re.compile(rf"^{found} "))
    names = [name.strip() for name in page.locator(".ik-case__name").all_inner_texts()]
    assert names == sorted(names, key=str.casefold)
    table = fetched(page, "CSV").read_text(encoding="utf-8-sig")
    assert [line["name"] for line in csv.DictReader(io.StringIO(table), delimiter=";")] == names
    return names


def compare_three(page: Page, names: list[str]) -> list[str]:
    """Ticked with the keyboard; the heads of the table stand in the order of the list."""
    for number in range(THREE):
        page.locator(".ik-case").nth(number).get_by_role("checkbox").focus()
        page.keyboard.press("Space")
    expect(page.locator(".ik-compare__text")).to_have_text("gewählt: 3")
    page.locator("#compare").get_by_role("button", name="Vergleichen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fälle vergleichen")
    heads = page.locator(".ik-beside").first.locator("thead th").all_inner_texts()
    assert [head[2:].strip() for head in heads[1:]] == names[:THREE]
    expect(page.get_by_text("nur hier").first).to_be_visible()
    expect(page.get_by_text("nicht bekannt").first).to_be_visible()
    return names[:THREE]


def take_the_comparison_along(page: Page, chosen: list[str]) -> None:
    document = PdfReader(fetched(page, "Als PDF"))
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(each.extract_text() for each in document.pages).split())
    assert all(name.split()[0] in text for name in chosen)
    assert "CC BY 4.0" in text
    book = CalamineWorkbook.from_path(str(fetched(page, "Als Tabelle (XLSX)")))
    header = book.get_sheet_by_name("Vergleich").to_python()[0]
    assert [str(cell)[3:] for cell in header[3:]] == chosen


def exchange_one(page: Page, chosen: list[str]) -> None:
    page.get_by_role("link", name="Nur Unterschiede und Lücken").click()
    expect(page.locator(".ik-beside__row--different").first).to_be_visible()
    page.get_by_role("link", name=re.compile(f"^entfernen.*{re.escape(chosen[1])}")).click()
    expect(page.locator(".ik-chosen li")).to_have_count(2)
    page.get_by_label("Worum es geht oder wo").fill(chosen[1])
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name=re.compile(f"^In den Vergleich aufnehmen.*{re.escape(chosen[1])}")).click()
    expect(page.locator(".ik-chosen li")).to_have_count(3)


def fetched(page: Page, label: str) -> Path:
    with page.expect_download() as started:
        page.get_by_role("link", name=label, exact=True).click()
    return Path(started.value.path())
