"""The whole round trip with a provider that really answers, and every lie it could tell."""

import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from interkomm.accounts.models import User
from interkomm.foundation.models import AuditEntry
from tests.accounts.oidc_provider import CLIENT_ID, CLIENT_SECRET, OTHER_KEY, Provider, running_provider
from tests.accounts.people import EMAIL, is_signed_in, sign_in, zara
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running_provider() as running:
        running.person = {"sub": "person-1", "email": EMAIL, "email_verified": True, "name": "Zara Z."}
        app = {"provider_id": "oidc", "name": "Rathaus-Anmeldung", "client_id": CLIENT_ID, "secret": CLIENT_SECRET}
        app["settings"] = {"server_url": running.url}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield running


def go(client: Client, process: str = "") -> str:
    """To the provider and back as a browser goes; the address of the answer."""
    start = reverse("openid_connect_login", args=["oidc"]) + (f"?process={process}" if process else "")
    assert client.get(start).status_code == 200
    leaving = client.post(start)
    try:
        urllib.request.build_opener(NoRedirect).open(leaving["Location"])
    except urllib.error.HTTPError as answer:
        back: str = answer.headers["Location"]
    return back.removeprefix("http://testserver")


def come_in(client: Client, process: str = "") -> Any:
    return client.get(go(client, process))


def test_round_trip_with_an_account_whose_address_both_sides_confirmed(client: Client, provider: Provider) -> None:
    user = zara()
    page = client.get(reverse("account_login")).content.decode()
    assert "Rathaus-Anmeldung" in page
    come_in(client)
    assert is_signed_in(client)
    account = SocialAccount.objects.get()
    assert (account.user, account.uid) == (user, "person-1")
    assert not SocialToken.objects.exists()
    assert AuditEntry.objects.filter(action="accounts.sign_in.connect_provider", actor=user).count() == 1
    asked = provider.asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    again = Client()
    come_in(again)
    assert is_signed_in(again)
    assert SocialAccount.objects.count() == 1


NOW = int(time.time())
LIES = {
    "wrong nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"claims": {"nonce": None}},
    "wrong audience": {"claims": {"aud": "another-client"}},
    "wrong issuer": {"claims": {"iss": "https://boese.example"}},
    "too old": {"claims": {"exp": NOW - 3600}},
    "no expiry": {"claims": {"exp": None}},
    "signed with another key": {"key": OTHER_KEY},
    "signed with a shared secret": {"algorithm": "HS256"},
    "not signed": {"algorithm": "none"},
    "userinfo about somebody else": {"userinfo": {"sub": "person-2"}},
    "discovery names another issuer": {"issuer": "https://boese.example"},
}


@pytest.mark.parametrize("lie", LIES)
def test_lies_are_refused(client: Client, provider: Provider, lie: str) -> None:
    zara()
    back = go(client) if lie != "discovery names another issuer" else ""
    for name, value in LIES[lie].items():
        setattr(provider, name, value)
    response = client.get(back) if back else client.post(reverse("openid_connect_login", args=["oidc"]))
    assert response.status_code == 401
    assert "Die Anmeldung ist nicht gelungen" in response.content.decode()
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_answer_in_another_browser_or_twice_is_refused(client: Client, provider: Provider) -> None:
    zara()
    back = go(client)
    assert Client().get(back).status_code == 401
    client.get(back)
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert client.get(back).status_code == 401
    assert not is_signed_in(client)


def test_unknown_people_get_no_account(client: Client, provider: Provider) -> None:
    response = come_in(client)
    assert "kein Konto" in response.content.decode()
    assert not User.objects.exists()
    assert not is_signed_in(client)


@pytest.mark.parametrize(("here", "there"), [(False, True), (True, False), (False, False)])
def test_accounts_are_joined_only_when_both_sides_confirmed_the_address(
    client: Client, provider: Provider, here: bool, there: bool
) -> None:
    zara(is_confirmed=here)
    provider.person["email_verified"] = there
    come_in(client)
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_a_person_connects_the_provider_on_purpose(client: Client, provider: Provider) -> None:
    zara()
    provider.person |= {"email": "andere@example.org"}
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    come_in(client, "connect")
    assert SocialAccount.objects.get().uid == "person-1"
    page = client.get(reverse("socialaccount_connections")).content.decode()
    assert "Verbunden" in page
    other = Client()
    come_in(other)
    assert is_signed_in(other)
    client.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_without_configuration_there_is_no_such_way(client: Client) -> None:
    assert "Rathaus-Anmeldung" not in client.get(reverse("account_login")).content.decode()
    assert client.get(reverse("openid_connect_login", args=["oidc"])).status_code == 404


def test_parameters_of_the_browser_do_not_reach_the_provider(client: Client, provider: Provider) -> None:
    zara()
    start = reverse("openid_connect_login", args=["oidc"])
    address = client.post(f"{start}?auth_params=prompt%3Dnone&scope=admin")["Location"]
    assert "prompt" not in address
    assert "admin" not in address


def test_a_provider_that_is_down_is_an_answer_in_words(client: Client, settings: Settings) -> None:
    app = {"provider_id": "oidc", "name": "Weg", "client_id": "x", "settings": {"server_url": "http://127.0.0.1:9"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    response = client.post(reverse("openid_connect_login", args=["oidc"]))
    assert response.status_code == 401
    assert "Die Anmeldung ist nicht gelungen" in response.content.decode()
