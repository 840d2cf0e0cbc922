"""Second factor: app, recovery codes, passkeys with a software authenticator that follows WebAuthn."""

import base64
import hashlib
import html
import json
import re
import struct
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from django.test import Client
from django.urls import reverse
from fido2 import cbor

from interkomm.foundation.models import AuditEntry
from tests.accounts.people import is_signed_in, last_mail, sign_in, zara
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
ORIGIN = "http://testserver"


def totp(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirmed_client() -> Client:
    zara()
    client = Client()
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def set_up_app(client: Client) -> str:
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.findall(r"<code>([A-Z2-7]{16,})</code>", page)[0]
    client.post(reverse("mfa_activate_totp"), {"code": totp(secret)})
    return secret


@pytest.mark.django_db(transaction=True)
def test_app_is_set_up_and_asked_for() -> None:
    client = confirmed_client()
    secret = set_up_app(client)
    assert "Anmelde-App eingerichtet" in {message.subject for message in mail.outbox}
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert AuditEntry.objects.filter(action="accounts.sign_in.add_second_factor").exists()

    other = Client()
    assert sign_in(other)["Location"].startswith(reverse("mfa_authenticate"))  # type: ignore[index]
    assert not is_signed_in(other)
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Dieser Code stimmt nicht" in wrong.content.decode()
    other.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    assert is_signed_in(other)


def test_the_link_of_a_mail_does_not_jump_over_the_second_step() -> None:
    client = confirmed_client()
    set_up_app(client)
    other = Client()
    other.post(reverse("account_request_login_code"), {"email": "zara@example.org"})
    path = re.findall(r"http://testserver(/konto/anmelden/link/\S+)", str(last_mail().body))[0]
    assert other.post(path)["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_signed_in(other)


def test_recovery_code_works_once() -> None:
    client = confirmed_client()
    set_up_app(client)
    codes = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    assert len(codes) == 10
    assert codes[0] in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    for expected in (True, False):
        other = Client()
        sign_in(other)
        other.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert is_signed_in(other) is expected


def test_app_is_removed_with_a_question() -> None:
    client = confirmed_client()
    set_up_app(client)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(type="totp").exists()


class SoftKey:
    """A passkey in software (ES256, no attestation), as a browser would hand it over."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(b"key").digest()
        self.handle = b""

    def create(self, options: dict[str, Any]) -> str:
        self.handle = decoded(options["user"]["id"])
        numbers = self.private.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor.encode(cose)
        data = self._data(options["rp"]["id"], 0x45) + attested
        response = {
            "clientDataJSON": encoded(self._client("webauthn.create", options["challenge"])),
            "attestationObject": encoded(cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})),
            "transports": ["internal"],
        }
        return self._credential(response, {"credProps": {"rk": True}})

    def get(self, options: dict[str, Any], *, challenge: str = "") -> str:
        client = self._client("webauthn.get", challenge or options["challenge"])
        data = self._data(options.get("rpId", "testserver"), 0x05)
        signature = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": encoded(client),
            "authenticatorData": encoded(data),
            "signature": encoded(signature),
            "userHandle": encoded(self.handle),
        }
        return self._credential(response, {})

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}).encode()

    def _data(self, site: str, flags: int) -> bytes:
        return hashlib.sha256(site.encode()).digest() + bytes([flags]) + struct.pack(">I", 0)

    def _credential(self, response: dict[str, Any], extensions: dict[str, Any]) -> str:
        key = encoded(self.id)
        content = {"id": key, "rawId": key, "type": "public-key", "response": response}
        return json.dumps({**content, "clientExtensionResults": extensions})


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def options_in(page: str) -> dict[str, Any]:
    found = re.findall(r'data-options="([^"]+)"', page)[0]
    options: dict[str, Any] = json.loads(html.unescape(found))["publicKey"]
    return options


def add_passkey(client: Client) -> SoftKey:
    key = SoftKey()
    options = options_in(client.get(reverse("mfa_add_webauthn")).content.decode())
    data = {"name": "Dienst-Laptop <b>", "passwordless": "on", "credential": key.create(options)}
    client.post(reverse("mfa_add_webauthn"), data)
    return key


def test_passkey_replaces_the_password() -> None:
    client = confirmed_client()
    key = add_passkey(client)
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    page = client.get(reverse("mfa_list_webauthn")).content.decode()
    assert "Dienst-Laptop &lt;b&gt;" in page

    other = Client()
    answer = other.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    credential = key.get(answer["request_options"]["publicKey"])
    other.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert is_signed_in(other)


def test_passkey_with_an_old_challenge_is_refused() -> None:
    client = confirmed_client()
    key = add_passkey(client)
    other = Client()
    answer = other.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    credential = key.get(answer["request_options"]["publicKey"], challenge=encoded(b"from another time"))
    assert other.post(reverse("mfa_login_webauthn"), {"credential": credential})["Location"] == reverse("account_login")
    assert not is_signed_in(other)


def test_passkey_as_second_step_after_the_password() -> None:
    client = confirmed_client()
    key = add_passkey(client)
    other = Client()
    sign_in(other)
    page = other.get(reverse("mfa_authenticate")).content.decode()
    other.post(reverse("mfa_authenticate"), {"credential": key.get(options_in(page))})
    assert is_signed_in(other)


def test_passkey_is_renamed_and_removed() -> None:
    client = confirmed_client()
    add_passkey(client)
    pk = Authenticator.objects.get(type="webauthn").pk
    assert client.get(reverse("mfa_edit_webauthn", args=[pk])).status_code == 200
    client.post(reverse("mfa_edit_webauthn", args=[pk]), {"name": "Alt"})
    assert "Alt" in client.get(reverse("mfa_list_webauthn")).content.decode()
    assert client.get(reverse("mfa_remove_webauthn", args=[pk])).status_code == 200
    client.post(reverse("mfa_remove_webauthn", args=[pk]))
    assert not Authenticator.objects.filter(type="webauthn").exists()
