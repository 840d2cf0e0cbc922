"""Finding and reading: search with a typo, English, the view of a town, print."""

import re

from playwright.sync_api import expect

from tests.browser.demo_site import RUNNING
from tests.browser.visitors import Visitors
from tests.browser.writing import PART


def test_search_finds_with_a_typo(visitors: Visitors) -> None:
    phone = visitors.phone()
    phone.goto("/suche/")
    phone.get_by_label("Wörter").fill("Kinderbetreung")
    phone.get_by_role("main").get_by_role("button", name="Suchen").tap()
    expect(phone.locator(".ik-result").first).to_contain_text("Kinderbetreuung")
    phone.locator(".ik-result a").first.tap()
    expect(phone.locator("main")).to_contain_text("Kinderbetreuung")


def test_english_switch_leads_to_the_same_page_and_stays(visitors: Visitors) -> None:
    phone = visitors.phone()
    phone.goto(f"{PART}/2.1/")
    phone.get_by_role("link", name="English").tap()
    expect(phone).to_have_url(re.compile(f"/en{PART}/2.1/$"))
    expect(phone.get_by_role("heading", name="2.1 Radwege")).to_be_visible()
    phone.get_by_role("link", name=re.compile("^Comment ")).first.tap()
    expect(phone).to_have_url(re.compile("/en/"))
    expect(phone.get_by_role("button", name=re.compile("Send|Submit|Post"))).to_be_visible()
    assert phone.context.cookies() == []


def test_town_shows_the_same_process_in_its_own_look(visitors: Visitors) -> None:
    page = visitors.desk()
    page.goto("/gemeinde/dahlen/")
    page.get_by_role("link", name="Unser Leitbild für das Oschatzer Land").first.click()
    expect(page).to_have_url(re.compile(f"/gemeinde/dahlen/verfahren/{RUNNING}/$"))
    brand = "getComputedStyle(document.documentElement).getPropertyValue('--ik-brand')"
    own = page.evaluate(brand)
    page.goto(f"/verfahren/{RUNNING}/")
    assert page.evaluate(brand) != own


def test_print_shows_text_and_comments_without_controls(visitors: Visitors) -> None:
    page = visitors.desk()
    page.goto(f"{PART}/2.1/")
    page.emulate_media(media="print", color_scheme="light")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("p[data-anchor]").first).to_be_visible()
    expect(page.locator(".ik-comment").first).to_be_visible()
    for control in (".ik-skip", ".ik-navigation", ".ik-header__tools", ".ik-theme", ".ik-actions", ".ik-no-print"):
        for element in page.locator(control).all():
            expect(element).to_be_hidden()
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
