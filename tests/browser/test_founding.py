"""Founding a region by choosing its members, in the list and on the map."""

import re

from playwright.sync_api import expect

from tests.browser.visitors import Visitors


def test_found_a_region_by_list_and_map(visitors: Visitors) -> None:
    operator = visitors.signed_in("betrieb")
    operator.goto("/verwalten/kooperationen/neu/")
    search = operator.get_by_label("Gemeinde suchen")
    search.fill("Torgau")
    operator.get_by_role("checkbox", name=re.compile("^Torgau")).check()
    expect(operator.locator('[data-part="said"]')).to_contain_text("Torgau hinzugefügt")
    search.fill("Belgern")
    operator.get_by_role("checkbox", name=re.compile("^Belgern")).check()
    expect(operator.locator('[data-part="count"]')).to_have_text("2")
    operator.get_by_role("button", name="Weiter").click()
    expect(operator.locator("main li")).to_have_text(["Torgau", re.compile("Belgern")])
    operator.get_by_role("link", name="Auswahl ändern").click()
    neighbour = operator.locator(".ik-area:not(.ik-area--ground):not(.ik-area--chosen)").first
    neighbour.wait_for(state="attached")  # the map begins where something is chosen
    neighbour.dispatch_event("click")
    expect(operator.locator('[data-part="count"]')).to_have_text("3")
    operator.get_by_role("button", name="Weiter").click()
    expect(operator.locator("main li")).to_have_count(3)
    operator.get_by_label("Name der Kooperation").fill("Torgauer Land")
    operator.get_by_role("radio", name="Torgau").check()
    operator.locator("input[name=consent_rule][value=majority]").check()
    operator.get_by_role("button", name="Kooperation gründen").click()
    expect(operator.get_by_role("heading", level=1)).to_contain_text("Torgauer Land")
    expect(operator.locator("main")).to_contain_text("Belgern")
