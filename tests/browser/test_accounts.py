"""Ways in: link by e-mail, second factor, ended sessions."""

import base64
import hashlib
import hmac
import re
import struct
import time

from playwright.sync_api import Page, expect

from tests.browser.demo_site import PASSWORD, DemoSite
from tests.browser.mails import mails_to
from tests.browser.visitors import Visitors, confirm_password


def code_of(secret: str, at: float) -> str:
    """What an authenticator app shows (RFC 6238, SHA-1, 30 seconds, six digits)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_sign_in_by_the_link_of_a_mail(visitors: Visitors, site: DemoSite) -> None:
    phone = visitors.phone()
    phone.goto("/konto/anmelden/")
    phone.get_by_role("link", name="Link per E-Mail schicken").tap()
    phone.get_by_label("E-Mail").fill("dahlen@demo.example")
    phone.get_by_role("button", name="Link schicken").tap()
    expect(phone.get_by_role("heading", name="Bitte sehen Sie in Ihre E-Mails")).to_be_visible()
    (link,) = re.findall(r"http\S+/konto/anmelden/link/\S+", mails_to(site, "dahlen@demo.example")[-1])
    phone.goto(link)
    phone.get_by_role("button", name="Ja, anmelden").tap()
    phone.wait_for_url(lambda url: "/anmelden/" not in url)
    phone.goto("/konto/")
    expect(phone.locator("main")).to_contain_text("dahlen@demo.example")
    again = visitors.phone()
    again.goto(link)
    expect(again.get_by_role("button", name="Ja, anmelden")).to_have_count(0)


def test_second_factor_is_asked_after_it_was_set_up(visitors: Visitors) -> None:
    page = visitors.signed_in("redaktion")
    page.goto("/konto/zweiter-schritt/")
    page.get_by_role("link", name="Anmelde-App einrichten").click()
    confirm_password(page)
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code").fill(code_of(secret, time.time()))
    page.get_by_role("button", name="Einrichten").click()
    page.goto("/konto/zweiter-schritt/")
    expect(page.get_by_role("link", name="Anmelde-App entfernen")).to_be_visible()

    other = visitors.desk()
    begin_sign_in(other)
    expect(other.get_by_role("heading", name="Zweiter Schritt")).to_be_visible()
    other.get_by_label("Code").fill("000000")
    other.get_by_role("button", name="Anmelden", exact=True).click()
    expect(other.get_by_role("heading", name="Zweiter Schritt")).to_be_visible()
    other.get_by_label("Code").fill(code_of(secret, time.time() + 30))  # the code before is used up
    other.get_by_role("button", name="Anmelden", exact=True).click()
    other.wait_for_url(lambda url: "/anmelden/" not in url)

    page.get_by_role("link", name="Anmelde-App entfernen").click()
    page.locator("main form button[type=submit]").first.click()
    page.goto("/konto/zweiter-schritt/")
    expect(page.get_by_role("link", name="Anmelde-App einrichten")).to_be_visible()


def begin_sign_in(page: Page) -> None:
    page.goto("/konto/anmelden/")
    page.get_by_label("E-Mail").first.fill("redaktion@demo.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def test_other_sessions_can_be_ended(visitors: Visitors) -> None:
    lost = visitors.signed_in("buergerin")
    lost.goto("/konto/")
    expect(lost.locator("main")).to_contain_text("buergerin@demo.example")
    here = visitors.signed_in("buergerin")
    here.goto("/konto/sitzungen/")
    here.get_by_role("button", name="Alle anderen Sitzungen beenden").click()
    expect(here.get_by_role("button", name="Sitzung beenden")).to_have_count(0)
    lost.goto("/konto/")
    expect(lost).to_have_url(re.compile("/konto/anmelden/"))
    here.goto("/konto/")
    expect(here).to_have_url(re.compile("/konto/$"))
