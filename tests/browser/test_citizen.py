"""A citizen on a phone: private link, editing, withdrawing, replying, supporting, reporting; and the same by keyboard."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.demo_site import DemoSite
from tests.browser.visitors import Visitors
from tests.browser.writing import PART, PROCESS, SAVED, public_id, stored, write

FOCUS_IS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
}"""


def test_author_edits_by_the_private_link_and_withdraws_another(visitors: Visitors) -> None:
    phone = visitors.phone()
    first = write(phone, f"{PART}/1.2/schreiben/", "Bitte auch Räume für Hebamen.")
    private_link = phone.url
    phone.get_by_role("link", name="Text ändern").tap()
    phone.get_by_label("Ihr Beitrag").fill("Bitte auch Räume für Hebammen.")
    phone.get_by_role("button", name="Änderung speichern").tap()
    expect(phone.locator("main")).to_contain_text("Bitte auch Räume für Hebammen.")

    second = write(phone, f"{PART}/1.2/schreiben/", "Das war ein Versehen.")
    phone.get_by_role("link", name="Beitrag zurückziehen").tap()
    phone.get_by_role("button", name="Beitrag zurückziehen").tap()
    expect(phone.get_by_text("Sie haben diesen Beitrag zurückgezogen.")).to_be_visible()

    phone.goto(f"{PART}/1.2/")
    expect(phone.locator(f"#b-{first}")).to_contain_text("Hebammen")
    expect(phone.locator(f"#b-{first}")).to_contain_text("geändert am")
    expect(phone.locator(f"#b-{second}")).to_contain_text("selbst zurückgezogen")
    expect(phone.locator("main")).not_to_contain_text("Das war ein Versehen.")

    stranger = visitors.phone()
    answer = stranger.goto(private_link[:-4] + "zzz/")
    assert answer is not None
    assert answer.status == 404


def test_reply_support_and_report_without_account(visitors: Visitors) -> None:
    subject = write(visitors.phone(), f"{PART}/1.3/schreiben/", "Gemeinsame Übungen wären auch gut.")
    phone = visitors.phone()
    phone.goto(f"{PROCESS}/beitraege/{subject}/")
    phone.get_by_role("link", name=f"Antworten ({subject})").tap()
    phone.get_by_label("Ihr Beitrag").fill("Das machen wir in Naundorf schon.")
    phone.get_by_role("button", name="Beitrag absenden").tap()
    expect(phone.get_by_text(SAVED)).to_be_visible()
    reply = public_id(phone)

    phone.goto(f"{PROCESS}/beitraege/{subject}/")
    expect(phone.locator(f"#b-{reply}")).to_contain_text("Naundorf")
    phone.get_by_role("link", name=f"Unterstützen ({subject})").tap()
    expect(phone.get_by_text("zufällige Nummer (Cookie)")).to_be_visible()
    assert phone.context.cookies() == []
    phone.get_by_role("button", name="Ich unterstütze diesen Beitrag").tap()
    expect(phone.get_by_text("1 Person unterstützt das")).to_be_visible()
    assert [cookie["name"] for cookie in phone.context.cookies()] == ["interkomm_unterstuetzt"]

    phone.get_by_role("link", name=f"Unterstützen ({subject})").tap()
    phone.get_by_role("button", name="Unterstützung zurücknehmen").tap()
    expect(phone.get_by_text("1 Person unterstützt das")).to_have_count(0)

    phone.get_by_role("link", name=f"Melden ({reply})").tap()
    phone.get_by_text("gehört nicht zum Thema").tap()
    phone.get_by_role("button", name="Meldung absenden").tap()
    expect(phone.get_by_text("Danke, Ihre Meldung ist angekommen.")).to_be_visible()


def tab_to(page: Page, target: Locator, steps: int = 60) -> None:
    """Press Tab until the target has the focus; whatever has it on the way shows it."""
    for _step in range(steps):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


def test_comment_with_the_keyboard_only(visitors: Visitors, site: DemoSite) -> None:
    page = visitors.desk()
    page.goto(f"{PART}/2.2/")
    page.keyboard.press("Tab")
    expect(page.locator(".ik-skip")).to_be_focused()
    expect(page.locator(".ik-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Kommentieren (Absatz 1)"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/schreiben/\?absatz="))
    tab_to(page, page.get_by_label("Ihr Beitrag"))
    page.keyboard.type("Nur mit Tasten geschrieben.")
    tab_to(page, page.get_by_label("Für welche Gemeinde sprechen Sie?"))
    page.keyboard.type("Wer")
    tab_to(page, page.get_by_role("button", name="Beitrag absenden"))
    page.keyboard.press("Space")
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert stored(site, "Nur mit Tasten geschrieben.") == 1
    tab_to(page, page.get_by_role("link", name="Text ändern"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ihr Beitrag")).to_have_value("Nur mit Tasten geschrieben.")
