"""Working together in the browser: from the invitation to confirmed minutes and the calendar."""

import re
from datetime import date, timedelta

from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitors


def test_invite_attend_decide_confirm_and_read_the_calendar(visitors: Visitors) -> None:
    page = visitors.signed_in("management")
    page.goto("/verwalten/kooperationen/")
    page.get_by_role("link", name=re.compile("Oschatzer Land")).first.click()
    page.get_by_role("link", name="Sitzungen", exact=True).click()
    call_and_invite(page)
    write_down(page)
    read_calendars(page)


def call_and_invite(page: Page) -> None:
    page.get_by_role("link", name="Neue Sitzung").click()
    page.locator("#id_title").fill("Rat der Sieben")
    page.locator("#id_day").fill((date.today() + timedelta(days=9)).isoformat())
    page.locator("#id_begins").fill("18:00")
    page.locator("#id_ends").fill("20:00")
    page.locator("#id_place").fill("Rathaus Oschatz")
    page.locator("#id_is_public").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rat der Sieben")
    for title in ("Begrüßung", "Radwege"):
        page.get_by_role("link", name="Neuer Tagesordnungspunkt").click()
        page.locator("#id_title").fill(title)
        page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Nach oben").click()
    expect(page.locator("#tagesordnung ol > li strong")).to_have_text(["Radwege", "Begrüßung"])
    page.get_by_role("button", name="Einladen", exact=True).click()
    expect(page.locator("main")).to_contain_text("eingeladen")
    page.get_by_role("radio", name="Ich komme", exact=True).check()
    page.get_by_role("button", name="Antworten").click()
    expect(page.locator("#antwort")).to_contain_text("kommt")


def write_down(page: Page) -> None:
    page.get_by_role("link", name="Anwesenheit erfassen").click()
    for choice in page.locator("select[name^=presence_]").all():
        choice.select_option("present")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("#anwesenheit")).to_contain_text("Beschlussfähig: 7 von 7")
    page.get_by_role("link", name="Neuer Beschluss").click()
    page.locator("#id_text").fill("Wir bauen den Radweg zuerst.")
    for vote in page.locator("select[name^=vote_]").all():
        vote.select_option("yes")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("#beschluesse")).to_contain_text("Angenommen (7 Ja")
    page.get_by_role("link", name="Neue Aufgabe").click()
    page.locator("#id_title").fill("Förderantrag stellen")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="Rat der Sieben").click()
    expect(page.locator("#aufgaben")).to_contain_text("Förderantrag stellen")
    page.get_by_role("link", name="Protokoll schreiben").click()
    expect(page.locator("#id_text")).to_have_value(re.compile("TOP 1: Radwege"))
    page.locator("#id_text").fill("## TOP 1: Radwege\n\nAlle waren dafür.")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Protokoll bestätigen").click()
    expect(page.locator("main")).to_contain_text("bestätigt")


def read_calendars(page: Page) -> None:
    page.goto("/verwalten/kalender/")
    page.get_by_role("button", name="Neue Adresse").click()
    address = page.locator("code").inner_text()
    feed = page.request.get(address[address.index("/kalender/") :])
    assert "Rat der Sieben" in str([each["SUMMARY"] for each in Calendar.from_ical(feed.text()).walk("VEVENT")])
    public = page.request.get("/region/oschatzer-land-collmregion/termine.ics").text()
    assert public.count("Rat der Sieben") == 1
