"""Finding cases beside the journey of `test_catalogue_journey`: by keyboard, on a phone, without a script; saved searches."""

import re

from playwright.sync_api import expect

from tests.browser.visitors import Visitors

CARDS = ".ik-case-list > li"


def test_a_chip_takes_a_filter_back(visitors: Visitors) -> None:
    page = visitors.desk()
    page.goto("/katalog/?q=Gewerbe&thema=commercial_land")
    page.get_by_role("link", name="Entfernen: Wörter").click()
    expect(page).to_have_url(re.compile(r"/katalog/\?thema=commercial_land$"))
    expect(page.get_by_label("Wonach suchen Sie?")).to_have_value("")
    expect(page.locator("#hits")).to_be_focused()
    expect(page.get_by_role("link", name="English")).to_have_attribute("href", "/en/katalog/?thema=commercial_land")


def test_nothing_found_leads_on(visitors: Visitors) -> None:
    page = visitors.desk()
    page.goto("/katalog/?land=DE-HH&q=Gewerbefl%C3%A4chenpool&thema=sport")
    expect(page.locator("#hits")).to_have_text("0 Fälle gefunden")
    page.get_by_role("link", name="nur die Wörter, ohne alle Filter").click()
    expect(page.locator(CARDS).first).to_be_visible()


def test_the_map_opens_with_the_keyboard(visitors: Visitors) -> None:
    page = visitors.desk()
    page.goto("/katalog/?q=Gewerbe")
    page.get_by_role("navigation", name="Darstellung").get_by_role("link", name="Karte").click()
    expect(page).to_have_url(re.compile(r"/katalog/karte/\?q=Gewerbe$"))
    spots = page.locator(".ik-spot")
    expect(spots.first).to_be_visible()
    for _ in range(12):  # clusters part until one is a case
        spot = page.locator(".ik-spot--1")
        if spot.count():
            break
        spots.first.focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
    page.locator(".ik-spot--1").first.focus()
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup").get_by_role("link", name="Fall ansehen")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/katalog/[a-z0-9-]+/$"))


def test_a_section_of_the_map_becomes_a_list(visitors: Visitors) -> None:
    page = visitors.desk()
    page.goto("/katalog/karte/")
    expect(page.locator(".ik-spot").first).to_be_visible()
    page.get_by_role("button", name="Vergrößern", exact=True).click()
    page.get_by_role("link", name="Nur Fälle in diesem Ausschnitt auflisten").click()
    expect(page).to_have_url(re.compile(r"/katalog/\?ausschnitt="))
    expect(page.locator(".ik-chip")).to_contain_text("Kartenausschnitt")


def test_filters_on_a_phone_fold_away(visitors: Visitors) -> None:
    page = visitors.phone()
    page.goto("/katalog/?sort=name")
    expect(page.get_by_label("Sachsen", exact=False).first).to_be_hidden()
    page.locator("#filter-fold summary").click()
    page.locator("#land-DE-SN").check()
    expect(page).to_have_url(re.compile(r"land=DE-SN"))
    expect(page.locator("#land-DE-SN")).to_be_visible()
    expect(page.locator("#land-DE-SN")).to_be_checked()
    for address in ("/katalog/", "/katalog/?land=DE-SN&sort=name", "/katalog/karte/", "/katalog/?q=gibtesnicht"):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} is {wide} px too wide"


def test_without_a_script_the_form_does_it_all(visitors: Visitors) -> None:
    page = visitors.desk(script=False)
    page.goto("/katalog/")
    page.get_by_label("Wonach suchen Sie?").fill("Gewerbe")
    page.get_by_label("Baden-Württemberg").check()
    page.get_by_role("button", name="Filter anwenden").click()
    expect(page).to_have_url(re.compile(r"/katalog/\?land=DE-BW&q=Gewerbe$"))
    expect(page.locator(CARDS).first).to_be_visible()
    page.get_by_label("Sortieren nach").select_option(label="Name A–Z")
    page.get_by_role("button", name="Sortieren").click()
    expect(page).to_have_url(re.compile(r"sort=name$"))
    page.get_by_role("navigation", name="Darstellung").get_by_role("link", name="Karte").click()
    expect(page.get_by_role("heading", name="Dieselben Fälle als Liste")).to_be_visible()
    expect(page.locator(".ik-case-lines > li").first).to_be_visible()


def test_a_search_is_saved_renamed_deleted_and_brought_back(visitors: Visitors) -> None:
    page = visitors.signed_in("buergerin")
    page.goto("/katalog/?thema=commercial_land")
    page.get_by_role("link", name="Suche speichern").click()
    page.get_by_label("Name der Suche").fill("Gewerbe bei uns")
    page.get_by_label("wöchentlich").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Die Suche ist gespeichert.")).to_be_visible()
    page.get_by_role("article").filter(has_text="Gewerbe bei uns").get_by_role("button", name="Löschen").click()
    expect(page.get_by_role("heading", name="Gelöscht: Gewerbe bei uns")).to_be_visible()
    page.get_by_role("button", name="Rückgängig machen").click()
    page.get_by_role("link", name="Gewerbe bei uns", exact=True).click()
    expect(page).to_have_url(re.compile(r"/katalog/\?thema=commercial_land$"))
