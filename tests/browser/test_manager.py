"""A manager brings a real concept into the public: import, preview, version, process by the wizard, joint consent."""

import re

from playwright.sync_api import Page, expect

from tests.browser.demo_site import REGION, DemoSite
from tests.browser.visitors import Visitors
from tests.paths import shared_dir

TITLE = "Kommentierung zum Kapitel 6"


def test_real_concept_becomes_a_joint_public_process(visitors: Visitors, site: DemoSite) -> None:
    manager = visitors.signed_in("management")
    upload(manager, str(shared_dir() / "material" / "herzberg-insek-chapter-6.txt"))
    correct_a_measure(manager)
    title = accept_and_publish(manager)
    dahlen = visitors.signed_in("dahlen")
    region = site.value(f"select id from cooperation_cooperation where slug = '{REGION}'")
    public = create_process(dahlen, f"/verwalten/verfahren/neu/?kooperation={region}", title)
    reader = visitors.phone()
    assert status_of(reader, public) == 404

    manager.goto("/verwalten/kooperationen/zustimmungen/")
    manager.get_by_role("link", name=re.compile(TITLE)).first.click()
    manager.get_by_label("Sie antworten für").select_option("Oschatz")
    manager.get_by_label("Wir stimmen zu").check()
    manager.get_by_role("button", name="Antwort speichern").click()
    expect(manager.get_by_text("Damit ist es beschlossen und ausgeführt.")).to_be_visible()

    assert status_of(reader, public) == 200
    expect(reader.get_by_role("heading", name=TITLE)).to_be_visible()
    reader.get_by_role("link", name="Was sagen Sie dazu?").first.tap()
    expect(reader.get_by_role("link", name=re.compile("6.2"))).to_be_visible()
    reader.goto("/beteiligungen/")
    expect(reader.get_by_role("link", name=TITLE)).to_be_visible()


def status_of(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def upload(page: Page, file: str) -> None:
    page.goto("/verwalten/konzepte/import/")
    page.get_by_label("Für welche Organisation?").select_option("Oschatz")
    page.get_by_label("Datei", exact=False).first.set_input_files(file)
    page.get_by_role("button", name="Vorschau zeigen").click()
    expect(page.get_by_text("So wurde das Dokument verstanden.")).to_be_visible()
    for number in ("6.1", "6.2", "6.3", "6.4", "6.5", "6.6"):
        expect(page.get_by_role("heading", name=re.compile(f"^{re.escape(number)} "))).to_have_count(1)
    expect(page.locator("#dropped")).to_be_visible()
    expect(page.locator("#repairs")).to_be_visible()


def correct_a_measure(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Berichtigen.* 6.1 ")).click()
    page.get_by_label("Überschrift").fill("Berichtigte Überschrift")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="6.1 Berichtigte Überschrift")).to_be_visible()


def accept_and_publish(page: Page) -> str:
    """Returns the title of the concept."""
    page.get_by_role("button", name="Als Entwurf übernehmen").click()
    page.get_by_role("link", name="Veröffentlichen …").click()
    page.get_by_role("button", name="Veröffentlichen").click()
    page.get_by_role("link", name="Fassung 1").first.wait_for()
    return page.get_by_role("heading", level=1).inner_text()


def create_process(page: Page, form: str, concept: str) -> str:
    """Through the wizard; returns the address of the public page."""
    page.goto(form)
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Kurz gesagt").fill("Sechs Maßnahmen für das Mittelzentrum.")
    for box in page.locator("input[name=owners]").all():
        box.set_checked(box.locator("xpath=../label").inner_text() in {"Oschatz", "Dahlen"})
    page.get_by_label("Federführung").select_option("Oschatz")
    page.locator("input[name=consent_rule][value=all]").check()
    subject = page.get_by_label("Welcher Text soll kommentiert werden?")
    subject.select_option(label=next(text for text in subject.locator("option").all_inner_texts() if concept in text))
    page.get_by_role("button", name="Entwurf anlegen").click()
    page.get_by_role("button", name="Speichern und weiter").click()  # the proposed phases
    page.get_by_role("link", name="Weiter zu den Einstellungen").click()
    page.locator("main form button[type=submit]").last.click()
    page.get_by_role("link", name="Veröffentlichen", exact=True).click()
    page.get_by_label("Begründung für die anderen Gemeinden").fill("Der Text ist abgestimmt.")
    page.get_by_role("button", name="Den Gemeinden vorschlagen").click()
    expect(page.get_by_text("Es fehlt noch eine Zustimmung.")).to_be_visible()
    page.get_by_role("link", name="Worum geht es?").click()
    expect(page.get_by_text("Wartet auf Zustimmungen")).to_be_visible()
    return page.get_by_role("link", name="Vorschau ansehen").get_attribute("href") or ""


def test_pasted_text_is_recognised_and_kept_when_something_is_missing(visitors: Visitors) -> None:
    manager = visitors.signed_in("redaktion")
    manager.goto("/verwalten/konzepte/import/")
    manager.get_by_role("button", name="Vorschau zeigen").click()
    expect(manager.get_by_role("alert")).to_contain_text("Bitte wählen Sie eine Datei oder fügen Sie Text ein.")
    manager.get_by_label("Für welche Organisation?").select_option("Oschatz")
    manager.get_by_label("oder eingefügter Text").fill(
        "# Kurzkonzept Plätze\n\n## 1 Marktplatz\n\nDer Markt wird be-\ngrünt.\n\nSkip to content\n\n"
        "## 2 Rathausplatz\n\nHier stehen Bänke."
    )
    manager.get_by_role("button", name="Vorschau zeigen").click()
    expect(manager.get_by_role("heading", name="1 Marktplatz")).to_be_visible()
    expect(manager.locator("#dropped")).to_contain_text("Skip to content")
    expect(manager.locator("#repairs ins")).to_contain_text("begrünt")
    manager.get_by_role("link", name="Vorschau verwerfen").click()
    manager.locator("main form button[type=submit]").last.click()
    expect(manager).to_have_url(re.compile("/verwalten/konzepte/$"))
