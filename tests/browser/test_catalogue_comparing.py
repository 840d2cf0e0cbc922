"""Find three cases, compare them, take the PDF and the workbook along; similar cases; the analysis; rating."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.browser.visitors import Visitors


def chosen(page: Page) -> list[str]:
    """Tick the first three cases of the list, by keyboard; their names."""
    page.goto("/katalog/?q=Bauhof")
    names = []
    for number in range(3):
        card = page.locator(".ik-case").nth(number)
        names.append(card.locator(".ik-case__name").inner_text().strip())
        card.get_by_role("checkbox").focus()
        page.keyboard.press("Space")
    page.locator("#compare").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fälle vergleichen")
    return names


def fetched(page: Page, label: str) -> Path:
    with page.expect_download() as started:
        page.get_by_role("link", name=label).click()
    return Path(started.value.path())


def test_three_cases_are_compared_and_taken_along(visitors: Visitors) -> None:
    page = visitors.desk()
    names = chosen(page)
    heads = page.locator(".ik-beside").first.locator("thead th").all_inner_texts()
    assert [head[2:].strip() for head in heads[1:]] == names
    expect(page.get_by_text("nur hier").first).to_be_visible()
    expect(page.get_by_text("nicht bekannt").first).to_be_visible()

    document = PdfReader(fetched(page, "Als PDF"))
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(each.extract_text() for each in document.pages).split())
    assert all(name.split()[0] in text for name in names)
    assert "CC BY 4.0" in text

    book = CalamineWorkbook.from_path(str(fetched(page, "Als Tabelle (XLSX)")))
    header = book.get_sheet_by_name("Vergleich").to_python()[0]
    assert [str(cell)[3:] for cell in header[3:]] == names

    page.get_by_role("link", name="Nur Unterschiede und Lücken").click()
    assert page.locator(".ik-beside__row--different").count() > 0
    page.get_by_role("link", name=re.compile(f"^entfernen.*{re.escape(names[1])}")).click()
    expect(page.locator(".ik-chosen li")).to_have_count(2)
    page.get_by_label("Worum es geht oder wo").fill(names[1])
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name=re.compile(f"^In den Vergleich aufnehmen.*{re.escape(names[1])}")).click()
    expect(page.locator(".ik-chosen li")).to_have_count(3)


def test_a_town_finds_similar_cases_and_weighs_them(visitors: Visitors) -> None:
    page = visitors.phone()
    page.goto("/katalog/aehnlich/")
    page.get_by_label("Name, amtlicher Schlüssel oder Postleitzahl").fill("Oschatz")
    page.get_by_role("button", name="Gemeinde suchen").click()
    page.get_by_role("link", name="Oschatz (").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ähnlich wie Oschatz")
    page.get_by_label("Gesuchtes Thema").select_option("works")
    page.get_by_label("Entfernung").fill("5")
    page.get_by_role("button", name="Neu rechnen").click()
    first = page.locator(".ik-similar li").first
    expect(first.get_by_text("km entfernt")).to_be_visible()
    assert "naehe-zaehlt=5" in page.url


def test_a_cell_of_the_analysis_leads_to_its_cases(visitors: Visitors) -> None:
    page = visitors.desk()
    page.goto("/katalog/analyse/")
    page.get_by_label("Spalten", exact=True).select_option("stand")
    page.get_by_role("button", name="Tabelle zeigen").click()
    cell = page.locator(".ik-cross tbody td a").nth(1)
    count = int(cell.inner_text())
    cell.click()
    expect(page.locator("#hits")).to_contain_text(str(count))
