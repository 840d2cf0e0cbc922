"""Similar cases with weights, and the analysis."""

from playwright.sync_api import expect

from tests.browser.visitors import Visitors


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
