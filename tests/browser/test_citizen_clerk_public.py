"""The whole thread: a citizen writes on a phone, the clerk answers, everybody sees what became of it."""

import csv
import io
import re

from playwright.sync_api import Page, expect

from tests.browser.demo_site import REGION, RUNNING, DemoSite
from tests.browser.mails import mails_to
from tests.browser.visitors import Visitors

MARK = """([anchor, words]) => {
  const element = document.querySelector(`[data-anchor="${anchor}"]`);
  const node = element.firstChild, start = node.data.indexOf(words);
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, start + words.length);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""
TEXT = "Bitte den Weg zwischen Mügeln und Oschatz zuerst bauen – mit Beleuchtung."
MAIL = "anna@buergerin.example"


def mark(page: Page, anchor: str, words: str) -> None:
    """Mark words of a paragraph as a finger or mouse does."""
    page.evaluate(MARK, [anchor, words])


def test_citizen_comments_on_a_phone_clerk_answers_public_sees(visitors: Visitors, site: DemoSite) -> None:
    phone = visitors.phone()
    phone.goto(f"/region/{REGION}/")
    phone.get_by_role("link", name="Unser Leitbild für das Oschatzer Land").first.tap()
    expect(phone).to_have_url(re.compile(f"/verfahren/{RUNNING}/$"))
    phone.get_by_role("link", name="Was sagen Sie zum Entwurf des Leitbilds?").first.tap()
    phone.locator("main nav").get_by_role("link", name=re.compile("^2.1")).tap()
    words = mark_first_words(phone)
    phone.get_by_role("link", name="Markierte Stelle kommentieren").tap()
    expect(phone.locator(".ik-quote").first).to_contain_text(words)
    phone.get_by_label("Ihr Beitrag").fill(TEXT)
    phone.get_by_label("Für welche Gemeinde sprechen Sie?").select_option("Dahlen")
    phone.get_by_label("Ihr Name").fill("Anna (erfunden)")
    phone.get_by_label("Ihre E-Mail-Adresse").fill(MAIL)
    expect(phone.get_by_label("Eine kurze Frage")).to_be_hidden()  # the page's script proves instead
    phone.get_by_role("button", name="Beitrag absenden").tap()
    expect(phone.get_by_text("Ihr Beitrag ist gespeichert und öffentlich.")).to_be_visible()
    assert phone.context.cookies() == []

    confirm_address(visitors, site)
    public_id = clerk_answers(visitors)

    reader = visitors.phone()
    reader.goto(f"/verfahren/{RUNNING}/ergebnis/")
    reader.get_by_role("link", name=re.compile("^aufgenommen:")).tap()
    thread = reader.locator(f"#b-{public_id}")
    expect(thread).to_contain_text(TEXT)
    expect(thread).to_contain_text("Danke. Dieser Weg steht nun an erster Stelle.")
    expect(thread.get_by_text("aufgenommen", exact=True).first).to_be_visible()
    assert any("an erster Stelle" in text for text in mails_to(site, MAIL))
    assert_in_open_data(reader, public_id)


def mark_first_words(page: Page) -> str:
    paragraph = page.locator("p[data-anchor]").first
    words = " ".join(paragraph.inner_text().split()[:4])
    mark(page, paragraph.get_attribute("data-anchor") or "", words)
    return words


def clerk_answers(visitors: Visitors) -> str:
    """Find the new contribution in the work list and answer it; returns its public id."""
    clerk = visitors.signed_in("sachbearbeitung")
    clerk.goto("/verwalten/rueckmeldungen/")
    clerk.get_by_role("link", name=TEXT).click()
    public_id = clerk.url.rstrip("/").rsplit("/", 1)[1]
    clerk.get_by_label("Was wird aus dem Beitrag?").select_option("taken_up")
    clerk.get_by_label("Öffentliche Antwort").fill("Danke. Dieser Weg steht nun an erster Stelle.")
    clerk.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(clerk.get_by_text("Die Antwort ist gespeichert und öffentlich.")).to_be_visible()
    return public_id


def confirm_address(visitors: Visitors, site: DemoSite) -> None:
    """Open the link of the mail that came with the private link: only who confirms gets mails."""
    (link,) = re.findall(r"http\S+/folgen/bestaetigen/\S+", "\n".join(mails_to(site, MAIL)))
    page = visitors.phone()
    page.goto(link)
    page.get_by_role("button", name="Ja, Mails bekommen").tap()
    expect(page.get_by_text("Sie bekommen ab jetzt Mails dazu.")).to_be_visible()


def assert_in_open_data(page: Page, public_id: str) -> None:
    page.goto(f"/verfahren/{RUNNING}/beitraege/")
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").tap()
    content = started.value.path().read_text(encoding="utf-8-sig")
    (row,) = [line for line in csv.reader(io.StringIO(content), delimiter=";") if public_id in line]
    assert TEXT in row
    assert MAIL not in content
    assert "Anna (erfunden)" not in content
