"""What somebody writes survives errors, an ended session and a closed tab; a double click makes exactly one comment."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.demo_site import DemoSite
from tests.browser.visitors import Visitors, sign_in
from tests.browser.writing import PART, QUICKEST, SAVED, answer_the_question, stored

FORM = f"{PART}/3.1/schreiben/"
WAIT_FOR_DRAFT = 700  # the module waits 400 ms after the last key


def test_validation_error_keeps_everything(visitors: Visitors, site: DemoSite) -> None:
    page = visitors.phone()
    page.goto(FORM)
    page.get_by_label("Ihr Beitrag").fill("Bleibt nach dem Fehler.")
    page.get_by_label("Für welche Gemeinde sprechen Sie?").select_option("Mügeln")
    page.get_by_label("Ihre E-Mail-Adresse").fill("keine-adresse")
    page.get_by_role("button", name="Beitrag absenden").tap()
    expect(page.get_by_role("alert")).to_contain_text("Ihre E-Mail-Adresse")
    expect(page.get_by_label("Ihr Beitrag")).to_have_value("Bleibt nach dem Fehler.")
    expect(page.get_by_label("Für welche Gemeinde sprechen Sie?")).to_have_value(
        str(site.value("select id from organisations_organisation where slug = 'muegeln'"))
    )
    page.get_by_label("Ihre E-Mail-Adresse").fill("")
    page.get_by_role("button", name="Beitrag absenden").tap()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert stored(site, "Bleibt nach dem Fehler.") == 1


def test_server_error_keeps_the_text(visitors: Visitors, site: DemoSite) -> None:
    visitors.expected.append("500:")
    page = visitors.desk()

    def broken(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=500, content_type="text/html", body="<!doctype html><title>500</title><p>Fehler</p>")
        else:
            route.continue_()

    page.route("**/schreiben/", broken)
    page.goto(FORM)
    page.get_by_label("Ihr Beitrag").fill("Bleibt nach dem Ausfall.")
    page.wait_for_timeout(WAIT_FOR_DRAFT)
    page.get_by_role("button", name="Beitrag absenden").click()
    expect(page.get_by_text("Fehler")).to_be_visible()
    page.unroute("**/schreiben/")
    page.goto(FORM)
    expect(page.get_by_label("Ihr Beitrag")).to_have_value("Bleibt nach dem Ausfall.")
    page.get_by_role("button", name="Beitrag absenden").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto(FORM)
    expect(page.get_by_label("Ihr Beitrag")).to_have_value("")


def test_ended_session_keeps_the_text_of_a_task(visitors: Visitors) -> None:
    page = visitors.signed_in("management")
    page.goto("/verwalten/kooperationen/")
    page.get_by_role("link", name=re.compile("Oschatzer Land")).first.click()
    page.goto(f"{page.url}aufgaben/neu/")
    form = page.url
    page.locator("#id_title").fill("Förderbescheid prüfen")
    page.locator("#id_text").fill("Bis zur nächsten Sitzung.")
    page.wait_for_timeout(WAIT_FOR_DRAFT)
    page.context.clear_cookies(name="interkomm_session")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Ihr Text ist auf diesem Gerät gespeichert.")).to_be_visible()
    sign_in(page, "management")
    page.goto(form)
    expect(page.locator("#id_title")).to_have_value("Förderbescheid prüfen")
    expect(page.locator("#id_text")).to_have_value("Bis zur nächsten Sitzung.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Förderbescheid prüfen")
    page.goto(form)
    expect(page.locator("#id_title")).to_have_value("")


def test_closed_tab_keeps_the_text(visitors: Visitors) -> None:
    page = visitors.phone()
    page.goto(FORM)
    page.get_by_label("Ihr Beitrag").fill("Gleich kommt ein Anruf.")
    page.wait_for_timeout(WAIT_FOR_DRAFT)
    page.close()
    again = page.context.new_page()
    again.goto(FORM)
    expect(again.get_by_label("Ihr Beitrag")).to_have_value("Gleich kommt ein Anruf.")
    expect(again.locator(".ik-draft-note")).to_be_visible()


def test_ended_session_keeps_the_text_of_citizen_and_clerk(visitors: Visitors, site: DemoSite) -> None:
    citizen = visitors.signed_in("buergerin")
    citizen.goto(FORM)
    citizen.get_by_label("Ihr Beitrag").fill("Geschrieben vor der Pause.")
    citizen.context.clear_cookies()
    citizen.get_by_role("button", name="Beitrag absenden").click()
    expect(citizen.get_by_text("Ihre Anmeldung hat sich inzwischen geändert")).to_be_visible()
    expect(citizen.get_by_label("Ihr Beitrag")).to_have_value("Geschrieben vor der Pause.")
    citizen.get_by_role("button", name="Beitrag absenden").click()
    expect(citizen.get_by_text(SAVED)).to_be_visible()
    assert stored(site, "Geschrieben vor der Pause.") == 1

    clerk = visitors.signed_in("sachbearbeitung")
    clerk.goto("/verwalten/rueckmeldungen/")
    clerk.get_by_role("link", name="Große Maschinen und Kinder").click()
    form = clerk.url
    clerk.get_by_label("Öffentliche Antwort").fill("Ausweichstellen sind vorgesehen.")
    clerk.wait_for_timeout(WAIT_FOR_DRAFT)
    clerk.context.clear_cookies(name="interkomm_session")
    clerk.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(clerk.get_by_text("Ihr Text ist auf diesem Gerät gespeichert.")).to_be_visible()
    sign_in(clerk, "sachbearbeitung")
    clerk.goto(form)
    expect(clerk.get_by_label("Öffentliche Antwort")).to_have_value("Ausweichstellen sind vorgesehen.")


@pytest.mark.parametrize("script", [True, False])
def test_double_click_makes_exactly_one_comment(visitors: Visitors, site: DemoSite, script: bool) -> None:
    page = visitors.desk(script=script)
    page.goto(FORM)
    text = f"Nur einmal, bitte ({script})."
    page.get_by_label("Ihr Beitrag").fill(text)
    if not script:
        answer_the_question(page)
        page.wait_for_timeout(QUICKEST)
    page.get_by_role("button", name="Beitrag absenden").dblclick()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert stored(site, text) == 1
