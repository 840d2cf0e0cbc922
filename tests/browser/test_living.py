"""Whoever looks at the demonstration for the first time finds a cooperation at work."""

import json
import re

from playwright.sync_api import expect

from tests.browser.councils import open_cooperation
from tests.browser.demo_site import REGION, DemoSite
from tests.browser.visitors import Visitors

LINES = f"""
import json
from django.utils import timezone
from interkomm.cooperation.town_page.registry import lines
from interkomm.organisations.models import Organisation
towns = Organisation.objects.filter(partnerships__cooperation__slug="{REGION}")
print(json.dumps({{
    town.slug: [place for place, found in lines(town, timezone.localdate()).items() if not found] for town in towns
}}))
"""
WAITING = {
    "dahlen": re.compile("Einladung.* zu .*Sitzung.* ohne Antwort"),
    "sachbearbeitung": re.compile("nach unseren Angeboten"),
    "moderation": re.compile("Aufgaben? aus .*Kooperation"),
    "redaktion": re.compile("Aufgaben? aus .*Kooperation"),
}


def test_every_towns_one_page_has_something_in_every_block(site: DemoSite) -> None:
    empty = json.loads(site.python(LINES))
    assert len(empty) == 7
    assert {town: places for town, places in empty.items() if places} == {}


def test_something_waits_for_everybody_and_the_menu_leads_to_the_cooperation(visitors: Visitors) -> None:
    for key, kind in WAITING.items():
        page = visitors.signed_in(key)
        page.goto("/meine-aufgaben/")
        expect(page.get_by_role("main").get_by_role("link", name=kind)).to_be_visible()
        open_cooperation(page)
        expect(page.get_by_role("main").get_by_role("link", name="Sitzungen", exact=True)).to_be_visible()
