"""A moderator hides with a reason, the author objects by the private link, another person decides."""

import re

from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitors
from tests.browser.writing import PART, PROCESS, write

TEXT = "Kaufen Sie Ihre Fahrräder nur bei uns."


def object_to_hiding(author: Page, private_link: str) -> None:
    """The author objects by the private link, reading the reason first."""
    author.goto(private_link)
    author.get_by_role("link", name="Widersprechen").tap()
    expect(author.locator("main")).to_contain_text("Das ist Werbung für ein Geschäft.")
    author.get_by_label("Warum soll der Beitrag wieder erscheinen?").fill("Das war ironisch gemeint.")
    author.get_by_role("button", name="Widerspruch absenden").tap()
    expect(author.get_by_text("Ihr Widerspruch ist angekommen.")).to_be_visible()


def test_hiding_objection_and_decision_by_another_person(visitors: Visitors) -> None:
    author = visitors.phone()
    subject = write(author, f"{PART}/2.1/schreiben/", TEXT)
    private_link = author.url
    reader = visitors.phone()
    reader.goto(f"{PROCESS}/beitraege/{subject}/melden/")
    reader.get_by_text("Werbung oder Spam").tap()
    reader.get_by_role("button", name="Meldung absenden").tap()
    expect(reader.get_by_text("Danke, Ihre Meldung ist angekommen.")).to_be_visible()

    moderator = visitors.signed_in("moderation")
    moderator.goto("/verwalten/moderation/")
    card = moderator.locator("li.ik-card", has_text=TEXT)
    card.get_by_role("link", name=re.compile("^Ausblenden")).click()
    moderator.get_by_label("Werbung oder Spam").check()
    moderator.get_by_label("Begründung für die Verfasserin").fill("Das ist Werbung für ein Geschäft.")
    moderator.locator("main form button[type=submit]").last.click()
    expect(moderator).to_have_url(re.compile("/verwalten/moderation/"))

    reader.goto(f"{PART}/2.1/")
    expect(reader.locator(f"#b-{subject}")).to_contain_text("Werbung oder Spam")
    expect(reader.locator("main")).not_to_contain_text(TEXT)

    object_to_hiding(author, private_link)

    decider = visitors.signed_in("management")
    decider.goto("/verwalten/moderation/?ansicht=appeals")
    decider.locator("li.ik-card", has_text=TEXT).get_by_role("link", name="Widerspruch ansehen und entscheiden").click()
    decision = decider.url
    moderator.goto(decision)
    expect(moderator.get_by_text("Über diesen Widerspruch entscheidet eine andere Person.")).to_be_visible()
    decider.get_by_label("Beitrag wieder zeigen").check()
    decider.get_by_label("Antwort an die Verfasserin").fill("Das stimmt, der Beitrag erscheint wieder.")
    decider.get_by_role("button", name="Entscheidung speichern").click()

    reader.goto(f"{PART}/2.1/")
    expect(reader.locator(f"#b-{subject}")).to_contain_text(TEXT)
    author.goto(private_link)
    expect(author.get_by_text("Ihr Beitrag ist gespeichert und öffentlich.")).to_be_visible()
