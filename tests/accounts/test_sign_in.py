"""Ways in and out: password, link, code, sign-up, reset, change of address."""

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.accounts.sign_in import link
from interkomm.foundation.models import AuditEntry
from tests.accounts.people import EMAIL, is_signed_in, last_mail, link_in, sign_in, zara
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "noch ein langer Satz"


def test_password_signs_in_and_goes_on(client: Client) -> None:
    zara()
    response = sign_in(client, next="/konto/daten/")
    assert response["Location"] == "/konto/daten/"  # type: ignore[index]
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_foreign_next_address_is_ignored(client: Client) -> None:
    zara()
    assert sign_in(client, next="https://boese.example/")["Location"] == "/"  # type: ignore[index]


def test_wrong_password_says_the_same_for_known_and_unknown_accounts(client: Client) -> None:
    zara()
    known = sign_in(client, password="falsch").content.decode()  # type: ignore[attr-defined]
    unknown = sign_in(client, "niemand@example.org", "falsch").content.decode()  # type: ignore[attr-defined]
    assert "E-Mail-Adresse und Passwort passen nicht zusammen" in known
    assert "E-Mail-Adresse und Passwort passen nicht zusammen" in unknown


def request_link(client: Client, email: str = EMAIL, next_url: str = "") -> None:
    client.post(reverse("account_request_login_code"), {"email": email, "next": next_url})


def test_link_signs_in_once_in_any_browser(client: Client) -> None:
    zara()
    request_link(client, next_url="/konto/daten/")
    assert last_mail().subject == "Ihre Anmeldung"
    path = link_in(last_mail(), "/anmelden/link/")
    phone = Client()
    looked_at = [phone.get(path), phone.head(path), phone.get(path)]
    assert [response.status_code for response in looked_at] == [200, 200, 200]
    assert EMAIL in looked_at[0].content.decode()
    assert not is_signed_in(phone)
    assert phone.post(path)["Location"] == "/konto/daten/"
    assert is_signed_in(phone)
    used = Client().post(path)
    assert used.status_code == 410
    assert "gilt 15 Minuten und nur einmal" in used.content.decode()


def test_code_of_the_same_mail_signs_in_the_browser_that_asked(client: Client) -> None:
    zara()
    request_link(client)
    code = re.findall(r"^[A-Z0-9-]{6,9}$", str(last_mail().body), re.M)[0]
    wrong = client.post(reverse("account_confirm_login_code"), {"code": "WRONG9"})
    assert "Dieser Code stimmt nicht" in wrong.content.decode()
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert is_signed_in(client)


def test_link_is_old_after_a_quarter_of_an_hour_and_after_a_new_password(client: Client) -> None:
    user = zara()
    path = reverse("accounts:sign_in_link", args=[link.token_for(user)])
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=16)):
        assert client.post(path).status_code == 410
    assert client.get(path).status_code == 200
    user.set_password(NEW_PASSWORD)
    user.save()
    assert client.post(path).status_code == 410


@pytest.mark.parametrize("token", ["x", "eyJ4IjoxfQ:1:2", "🙂"])
def test_forged_link(client: Client, token: str) -> None:
    zara()
    assert client.post(f"/konto/anmelden/link/{token}/").status_code == 410
    assert not is_signed_in(client)


def test_link_of_a_closed_account(client: Client) -> None:
    user = zara()
    path = reverse("accounts:sign_in_link", args=[link.token_for(user)])
    User.objects.update(is_active=False)
    assert client.post(path).status_code == 410


def test_unknown_address_gets_a_mail_and_the_page_says_the_same(client: Client) -> None:
    zara()
    asked = client.post(reverse("account_request_login_code"), {"email": EMAIL})
    other = Client().post(reverse("account_request_login_code"), {"email": "niemand@example.org"})
    assert asked["Location"] == other["Location"]
    assert last_mail().subject == "Zu dieser Adresse gibt es kein Konto"


def test_sign_up_needs_the_confirmed_address(client: Client) -> None:
    response = client.post(reverse("account_signup"), {"email": "Neu@Example.org", "password1": NEW_PASSWORD})
    assert response["Location"] == reverse("account_email_verification_sent")
    user = User.objects.get(email="neu@example.org")
    sign_in(client, "neu@example.org", NEW_PASSWORD)
    assert not is_signed_in(client)
    path = link_in(mail.outbox[0], "/bestaetigen/")
    assert client.get(path).status_code == 200
    assert not user.emailaddress_set.get().verified  # type: ignore[attr-defined]
    client.post(path)
    assert user.emailaddress_set.get().verified  # type: ignore[attr-defined]
    sign_in(client, "neu@example.org", NEW_PASSWORD)
    assert is_signed_in(client)
    assert AuditEntry.objects.filter(action="accounts.sign_in.sign_up").count() == 1


def test_sign_up_with_a_known_address_does_not_tell(client: Client) -> None:
    zara()
    response = client.post(reverse("account_signup"), {"email": EMAIL, "password1": NEW_PASSWORD})
    assert response["Location"] == reverse("account_email_verification_sent")
    assert User.objects.count() == 1
    assert last_mail().subject == "Sie haben schon ein Konto"


@pytest.mark.parametrize("password", ["kurz", "passwort1234", "zara@example.org"])
def test_weak_passwords_are_refused(client: Client, password: str) -> None:
    response = client.post(reverse("account_signup"), {"email": EMAIL, "password1": password})
    if password == "passwort1234":  # long enough and not on the list: accepted on purpose
        assert response.status_code == 302
    else:
        assert response.status_code == 200
        assert not User.objects.exists()


def test_english_page_sends_english_mail_and_remembers_the_language(client: Client) -> None:
    client.post("/en" + reverse("account_signup"), {"email": EMAIL, "password1": NEW_PASSWORD})
    assert User.objects.get().language == "en"


def test_reset(client: Client) -> None:
    zara()
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    path = link_in(last_mail(), "/passwort/neu/")
    form = client.get(path)["Location"]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert last_mail().subject == "Passwort neu gesetzt"
    assert "gilt nicht mehr" in Client().get(path, follow=True).content.decode()
    sign_in(client, password=NEW_PASSWORD)
    assert is_signed_in(client)


def test_change_of_address_is_confirmed_and_told_to_the_old_one(client: Client) -> None:
    user = zara()
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"action_add": "1", "email": "neue@example.org"})
    user.refresh_from_db()
    assert user.email == EMAIL
    assert last_mail().to == ["neue@example.org"]
    path = link_in(last_mail(), "/bestaetigen/")
    client.get(path)
    user.refresh_from_db()
    assert user.email == EMAIL
    client.post(path)
    user.refresh_from_db()
    assert user.email == "neue@example.org"
    told = [message for message in mail.outbox if message.to == [EMAIL]]
    assert [message.subject for message in told] == ["Ihre E-Mail-Adresse wurde geändert"]
    assert list(user.emailaddress_set.values_list("email", "verified")) == [("neue@example.org", True)]  # type: ignore[attr-defined]


def test_kept_text_is_announced(client: Client) -> None:
    page = client.get(reverse("account_login") + "?erhalten=1").content.decode()
    assert "Ihr Text ist auf diesem Gerät gespeichert" in page
    assert "gespeichert" not in client.get(reverse("account_login")).content.decode()


def test_mails_are_plain_german_text_with_full_addresses(client: Client) -> None:
    zara()
    request_link(client)
    body = str(last_mail().body)
    assert body.startswith("Guten Tag,\n\nÖffnen Sie diesen Link")
    assert "&" not in body
    assert "\n\n\n\n" not in body
    assert all(address.startswith("http://testserver/") for address in re.findall(r"https?://\S+", body))
    assert not re.findall(r"(?<![\w/:.])/[a-z]", body)
    assert last_mail().from_email


def test_english_mail(client: Client) -> None:
    zara()
    client.post("/en" + reverse("account_request_login_code"), {"email": EMAIL})
    assert last_mail().subject == "Your sign-in"
    assert "/en/konto/anmelden/link/" in str(last_mail().body)
    assert "Öffnen" not in str(last_mail().body)
