"""A manager compares ways to share, chooses one, opens the PDF; the town's one page says what it pays."""

import io
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.page_types import MANAGER
from tests.browser.visitors import Visitors

POPULATION = """Gemeinde\tEinwohner
Cavertitz\t2.161
Dahlen\t4.171
Liebschützberg\t2.937
Mügeln\t5.792
Naundorf\t2.200
Oschatz\t14.195
Wermsdorf\t5.239"""


def entered(page: Page, field: str, value: str) -> None:
    page.get_by_label(field).fill(value)


def text_of_tagged_pdf(page: Page) -> str:
    answer = page.request.get(str(page.get_by_role("link", name="Als PDF").get_attribute("href")))
    document = PdfReader(io.BytesIO(answer.body()))
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(each.extract_text() for each in document.pages).split())


def begin_plan(page: Page) -> None:
    page.goto("/verwalten/kooperationen/")
    page.get_by_role("link", name="Oschatzer Land").first.click()
    page.get_by_role("link", name="Kostenpläne und Flächenpools").click()
    page.get_by_role("link", name="Neuer Kostenplan").click()
    entered(page, "Titel", "Eigenanteil zur Probe")
    entered(page, "Stichtag der Zahlen", "2024-01-01")
    page.get_by_role("button", name="Speichern").click()


def test_methods_are_compared_one_is_chosen_and_printed(visitors: Visitors) -> None:
    page = visitors.signed_in(MANAGER)
    begin_plan(page)
    page.get_by_role("link", name="Einwohnerzahl").click()
    page.get_by_role("link", name="Aus einer Tabelle einlesen").click()
    entered(page, "Stichtag", "2023-11-30")
    entered(page, "Quelle", "Amtliches Gemeindeverzeichnis")
    entered(page, "Eingefügte Tabelle", POPULATION)
    page.get_by_role("button", name="Vorschau").click()
    expect(page.get_by_text("Nicht verstanden")).to_have_count(0)
    page.get_by_role("button", name="So übernehmen").click()
    page.get_by_role("link", name="Kosten und Förderung").click()
    page.get_by_label("Kostenart").select_option("publicity")
    entered(page, "Bezeichnung", "Eigenanteil")
    entered(page, "Betrag", "90.000,00")
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_text("90.000,00 €")).to_be_visible()
    page.get_by_role("link", name="Zurück zum Plan").click()
    page.get_by_role("link", name="Verfahren vergleichen").click()
    page.get_by_role("button", name="Dieses Verfahren wählen: Nach Einwohnerzahl").click()
    expect(page.get_by_role("heading", name="Wer zahlt was?")).to_be_visible()
    for amount in ("34.815,37 €", "5.300,18 €", "90.000,00 €"):
        expect(page.get_by_text(amount).first).to_be_visible()
    text = text_of_tagged_pdf(page)
    assert "34.815,37 €" in text
    assert "Nach Einwohnerzahl" in text

    page.get_by_role("link", name="Was das für Dahlen heißt").click()
    expect(page.get_by_role("row", name="Nach Einwohnerzahl 10.230,00 2,45")).to_be_visible()
    assert "Was das für Dahlen heißt" in text_of_tagged_pdf(page)

    page.goto("/verwalten/gemeinden/oschatz/uebersicht/")
    expect(page.get_by_role("link", name="Eigenanteil zur Probe").first).to_be_visible()
    expect(page.get_by_text("34.815,37 €").first).to_be_visible()
