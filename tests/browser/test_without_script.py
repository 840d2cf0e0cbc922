"""With JavaScript off: read, comment with the question, reply, search, sign in, answer as clerk."""

import re

from playwright.sync_api import expect

from tests.browser.demo_site import REGION
from tests.browser.visitors import Visitors
from tests.browser.writing import PART, PROCESS, QUICKEST, SAVED, answer_the_question, public_id


def test_read_comment_reply_and_search_without_a_script(visitors: Visitors) -> None:
    page = visitors.desk(script=False, width=390)
    page.goto(f"/region/{REGION}/")
    page.get_by_role("link", name="Unser Leitbild für das Oschatzer Land").first.click()
    page.goto(f"{PART}/3.2/")
    page.get_by_role("link", name="Kommentieren (Absatz 1)").click()
    page.get_by_label("Ihr Beitrag").fill("Ohne Skript geschrieben.")
    page.get_by_role("button", name="Beitrag absenden").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte beantworten Sie die kurze Frage")
    expect(page.get_by_label("Ihr Beitrag")).to_have_value("Ohne Skript geschrieben.")
    answer_the_question(page)
    page.wait_for_timeout(QUICKEST)
    page.get_by_role("button", name="Beitrag absenden").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    subject = public_id(page)
    page.goto(f"{PROCESS}/beitraege/{subject}/")
    page.get_by_role("link", name=f"Antworten ({subject})").click()
    page.get_by_label("Ihr Beitrag").fill("Auch die Antwort braucht kein Skript.")
    answer_the_question(page)
    page.wait_for_timeout(QUICKEST)
    page.get_by_role("button", name="Beitrag absenden").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto("/suche/")
    page.get_by_label("Wörter").fill("Rufbus")
    page.get_by_role("main").get_by_role("button", name="Suchen").click()
    expect(page.locator(".ik-result").first).to_contain_text("Rufbus")


def test_clerk_answers_without_a_script(visitors: Visitors) -> None:
    clerk = visitors.signed_in("sachbearbeitung", script=False)
    clerk.goto("/verwalten/rueckmeldungen/")
    clerk.get_by_role("link", name=re.compile("Kann man den Rufbus auch ohne Smartphone bestellen")).click()
    public_page = clerk.get_by_role("link", name="Öffentliche Seite des Beitrags").get_attribute("href") or ""
    clerk.get_by_label("Was wird aus dem Beitrag?").select_option("taken_up")
    clerk.get_by_label("Öffentliche Antwort").fill("Ja, auch mit einem Anruf.")
    clerk.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(clerk.get_by_text("Die Antwort ist gespeichert und öffentlich.")).to_be_visible()
    reader = visitors.desk(script=False)
    reader.goto(public_page)
    expect(reader.locator("main")).to_contain_text("Ja, auch mit einem Anruf.")
