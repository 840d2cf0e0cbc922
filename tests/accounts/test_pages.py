"""Every page of sign-in and account renders, in both languages, under the strict policy."""

import re

import pytest
from django.urls import reverse

from tests.conftest import CastClient
from tests.world import PASSWORD, World

ENTRANCE = [
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
    "socialaccount_login_cancelled",
    "accounts:erased",
]
INSIDE = [
    "accounts:account",
    "accounts:sessions",
    "accounts:own_data",
    "account_email",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_list_webauthn",
    "socialaccount_connections",
]
AFTER_PASSWORD = ["accounts:erase", "mfa_activate_totp", "mfa_add_webauthn"]
FORBIDDEN = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|https?://(?!testserver|www\.w3\.org)", re.I)


def check(response: object, language: str) -> None:
    page = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == 200, page[:300]  # type: ignore[attr-defined]
    assert f'<html lang="{language}">' in page
    assert page.count("<h1>") == 1
    assert not FORBIDDEN.findall(page.split("<body", 1)[1])
    assert 'content="noindex"' in page


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("name", ENTRANCE)
def test_entrance_pages(client: CastClient, db: None, name: str, prefix: str) -> None:
    check(client.get(prefix + reverse(name)), "en" if prefix else "de")


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("name", INSIDE)
def test_pages_of_the_account(client: CastClient, world: World, name: str, prefix: str) -> None:
    client.sign_in(world.zoe)
    check(client.get(prefix + reverse(name)), "en" if prefix else "de")


@pytest.mark.parametrize("name", AFTER_PASSWORD)
def test_delicate_pages_ask_for_the_password_again(client: CastClient, world: World, name: str) -> None:
    client.sign_in(world.zoe)
    asked = client.get(reverse(name))
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    check(client.get(asked["Location"]), "de")
    wrong = client.post(asked["Location"], {"password": "falsch", "next": reverse(name)})
    assert "Dieses Passwort stimmt nicht" in wrong.content.decode()
    right = client.post(asked["Location"], {"password": PASSWORD, "next": reverse(name)})
    assert right["Location"] == reverse(name)
    check(client.get(reverse(name)), "de")


@pytest.mark.parametrize("name", [*INSIDE, *AFTER_PASSWORD])
def test_anonymous_people_are_sent_to_sign_in(client: CastClient, db: None, name: str) -> None:
    if name == "account_logout":
        assert client.get(reverse(name))["Location"] == "/"
        return
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].split("?")[0] in {reverse("account_login"), reverse("account_reauthenticate")}


def test_a_failed_provider_sign_in_says_so(client: CastClient, db: None) -> None:
    response = client.get(reverse("socialaccount_login_error"))
    assert response.status_code == 401
    assert "Die Anmeldung ist nicht gelungen" in response.content.decode()
