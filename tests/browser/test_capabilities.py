"""A town offers, another one finds it; two requests for the same week meet; the use is settled."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.demo_site import DemoSite
from tests.browser.visitors import Visitors

TODAY = date.today()
MONDAY = TODAY - timedelta(days=TODAY.weekday()) + timedelta(weeks=3)
FRIDAY = MONDAY + timedelta(days=4)
YEAR = TODAY.year - 2  # the demonstration has settled last year
TITLE, NEED = "Kehrmaschine mit Fachkraft", "Wege nach dem Winter kehren"
SHIFT = f"""
from datetime import date
from interkomm.cooperation.models import Booking
Booking.objects.filter(offer__title="{TITLE}", state="accepted").update(
    first_on=date({YEAR}, 5, 4), last_on=date({YEAR}, 5, 8))
"""


def open_register(page: Page) -> None:
    page.goto("/verwalten/kooperationen/")
    page.get_by_role("link", name=re.compile("^Oschatzer Land")).first.click()
    page.get_by_role("main").get_by_role("link", name="Angebote und Bedarfe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Angebote und Bedarfe")


def offer(page: Page) -> None:
    open_register(page)
    page.get_by_role("link", name="Neues Angebot").click()
    page.get_by_label("Bezeichnung").fill(TITLE)
    page.get_by_label("Leistung aus dem Katalog").select_option("strassenreinigung")
    page.get_by_label("Menge je Zeitraum").fill("10")
    page.get_by_label("Vorlauf in Tagen").fill("0")
    page.get_by_label("Preis je Einheit in Euro").fill("45,50")
    page.get_by_label("hängt an einer einzigen Person").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("main")).to_contain_text("10 Stunden in der Woche")


def ask(page: Page, hours: int) -> None:
    """Send the request; the window is one week."""
    page.get_by_label("Menge").fill(str(hours))
    page.get_by_label("frühestens am").fill(MONDAY.isoformat())
    page.get_by_label("spätestens am").fill(FRIDAY.isoformat())
    page.get_by_role("button", name="Anfrage absenden").click()
    expect(page.get_by_role("main")).to_contain_text("angefragt")


def need(page: Page) -> None:
    open_register(page)
    page.get_by_role("link", name="Bedarfe", exact=True).click()
    page.get_by_role("link", name="Neuer Bedarf").click()
    page.get_by_label("Bezeichnung").fill(NEED)
    page.get_by_label("Leistung aus dem Katalog").select_option("strassenreinigung")
    page.get_by_label("Menge").fill("8")
    page.get_by_label("frühestens am").fill(MONDAY.isoformat())
    page.get_by_label("spätestens am").fill(FRIDAY.isoformat())
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Passende Angebote")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("frei im Zeitraum: 10 Stunden")
    page.get_by_role("link", name="Dieses Angebot anfragen").click()
    expect(page.get_by_label("Menge")).to_have_value("8")


def test_offer_match_booking_under_conflict_settlement(visitors: Visitors, site: DemoSite) -> None:
    giver, taker, third = (visitors.signed_in(key) for key in ("sachbearbeitung", "dahlen", "management"))
    offer(giver)
    the_offer = giver.url
    need(taker)
    ask(taker, 8)
    first = taker.url.split("?")[0]
    third.goto(the_offer)
    third.get_by_role("link", name="Anfragen", exact=True).click()
    third.get_by_label("Für welche Gemeinde?").select_option(label="Wermsdorf")
    ask(third, 6)
    second = third.url.split("?")[0]

    giver.goto("/meine-aufgaben/")
    expect(giver.get_by_role("main")).to_contain_text("nach unseren Angeboten")
    giver.goto(first)
    giver.get_by_role("button", name="Zusagen").click()
    expect(giver.get_by_role("main")).to_contain_text(re.compile("Gebucht.*8 Stunden", re.DOTALL))
    giver.goto(second)
    giver.get_by_role("button", name="Zusagen").click()
    expect(giver.get_by_role("alert").first).to_contain_text("nur noch 2 Stunden")
    giver.get_by_label("Begründung").fill("In dieser Woche leider vergeben.")
    giver.get_by_role("button", name="Ablehnen").click()
    expect(giver.get_by_role("main")).to_contain_text("abgelehnt")

    site.python(SHIFT)
    for page in (taker, giver):
        page.goto(first)
        page.get_by_role("button", name="Nutzung bestätigen").click()
    expect(giver.get_by_role("main")).to_contain_text("von beiden bestätigt")

    taker.goto(re.sub(r"anfragen/\d+/", f"konto/?jahr={YEAR}", first))
    expect(taker.get_by_role("main")).to_contain_text("364,00 €")
    taker.get_by_role("button", name="Abrechnung feststellen").click()
    expect(taker.get_by_role("heading", level=1)).to_contain_text(f"Abrechnung {YEAR}", timeout=20_000)
    expect(taker.get_by_role("row", name=re.compile("Dahlen.*Oschatz.*364,00"))).to_be_visible()
    with taker.expect_download() as download:
        taker.get_by_role("link", name="Als PDF").click()
    assert download.value.suggested_filename == f"abrechnung-{YEAR}-1.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF")
