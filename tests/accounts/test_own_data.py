"""Own profile, own data as a file, and the end of an account."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from interkomm.accounts.acts import RuleBroken
from interkomm.accounts.models import User
from interkomm.accounts.own_data import registry, services
from interkomm.accounts.own_data.registry import Choices, Section
from interkomm.accounts.profile.services import update_profile
from interkomm.foundation.audit import services as audit
from interkomm.foundation.models import AuditEntry
from interkomm.organisations.models import Membership, Role
from tests.accounts.people import EMAIL, is_signed_in, sign_in, zara
from tests.conftest import CastClient
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> ‮\"'; DROP TABLE -- 🙂"


def confirmed_client(email: str = EMAIL) -> Client:
    client = Client()
    sign_in(client, email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def download(client: Client) -> tuple[dict[str, Any], str]:
    response = client.post(reverse("accounts:export"))
    assert response["Content-Type"] == "application/zip"
    assert "private" in response["Cache-Control"]
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    return json.loads(archive.read("meine-daten.json")), archive.read("meine-daten.html").decode()


def test_name_and_language(client: Client) -> None:
    user = zara()
    sign_in(client)
    client.post(reverse("accounts:account"), {"name": HOSTILE, "language": "en"})
    user.refresh_from_db()
    assert user.name == "<script>alert(1)</script> \"'; DROP TABLE -- 🙂"
    assert user.language == "en"
    page = client.get(reverse("accounts:account")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert AuditEntry.objects.get(action="accounts.profile.update").after == {"changed": ["name", "language"]}


def test_wrong_language_and_long_name_are_refused(client: Client) -> None:
    zara()
    sign_in(client)
    response = client.post(reverse("accounts:account"), {"name": "x" * 121, "language": "fr"})
    assert response.status_code == 422
    assert User.objects.get().language == "de"


def test_export_contains_everything_and_no_secret() -> None:
    zara()
    client = confirmed_client()
    client.post(reverse("accounts:account"), {"name": HOSTILE, "language": "de"})
    content, page = download(client)
    sections = content["sections"]
    assert sections["account"][0]["email"] == EMAIL
    assert {row["kind"] for row in sections["sign_in"]} == {"email_address", "session"}
    assert "accounts.profile.update" in {row["action"] for row in sections["acts"]}
    assert set(sections) == set(registry.sections)
    assert "password" not in json.dumps(content).replace("change_password", "")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_export_and_erasure_ask_for_the_password(client: Client) -> None:
    zara()
    sign_in(client)
    for name in ("accounts:export", "accounts:erase"):
        response = client.post(reverse(name), {"contributions": "keep", "is_certain": "on"})
        assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert User.objects.exists()


def test_erasure_needs_the_confirmation() -> None:
    zara()
    client = confirmed_client()
    page = client.get(reverse("accounts:erase")).content.decode()
    assert "Das Löschen gilt sofort" in page
    assert client.post(reverse("accounts:erase"), {"contributions": "keep"}).status_code == 422
    assert User.objects.exists()


def test_erasure_removes_the_person_and_keeps_the_acts() -> None:
    user = zara()
    client = confirmed_client()
    audit.record(actor=user, action="test.act", subject=user)
    response = client.post(reverse("accounts:erase"), {"contributions": "keep", "is_certain": "on"}, follow=True)
    assert "Ihr Konto ist gelöscht" in response.content.decode()
    assert not User.objects.exists()
    assert not Session.objects.filter(session_data__contains=EMAIL).exists()
    assert not is_signed_in(client)
    entries = AuditEntry.objects.all()
    assert {entry.actor_label for entry in entries} == {"gelöschtes Konto"}
    assert {entry.subject_label for entry in entries} == {"gelöschtes Konto"}
    assert {entry.actor_id for entry in entries} == {None}
    assert "accounts.own_data.erase" in {entry.action for entry in entries}


@pytest.fixture
def contributions() -> Iterator[list[tuple[str, bool]]]:
    """An upper context that registers an eraser."""
    told: list[tuple[str, bool]] = []

    def erase(user: User, choices: Choices) -> None:
        told.append((user.email, choices.withdraw_contributions))

    registry.register(Section("test", lambda: "Test", lambda user: [{"text": "Mein Beitrag"}], erase=erase))
    yield told
    del registry.sections["test"]


@pytest.mark.parametrize("withdraw", [True, False])
def test_upper_contexts_are_told_what_the_person_chose(contributions: list[tuple[str, bool]], withdraw: bool) -> None:
    user = zara()
    client = confirmed_client()
    assert download(client)[0]["sections"]["test"] == [{"text": "Mein Beitrag"}]
    services.erase_account(actor=user, withdraw_contributions=withdraw)
    services.erase_account(actor=user, withdraw_contributions=withdraw)
    assert contributions == [(EMAIL, withdraw)]


def test_the_last_manager_hands_over_first(world: World) -> None:
    with pytest.raises(RuleBroken, match="letzte Person im Kooperationsmanagement"):
        services.erase_account(actor=world.alice, withdraw_contributions=False)
    assert User.objects.filter(pk=world.alice.pk).exists()
    Membership.objects.create(user=world.zoe, organisation=world.ahrenau, role=Role.MANAGER)
    services.erase_account(actor=world.alice, withdraw_contributions=False)
    assert not User.objects.filter(pk=world.alice.pk).exists()


def test_nothing_changed_is_not_recorded() -> None:
    user = zara()
    update_profile(actor=user, name=user.name, language=user.language)
    assert not AuditEntry.objects.exists()


def test_own_roles_are_shown(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    page = client.get(reverse("accounts:account")).content.decode()
    assert "Kooperationsmanagement" in page
    assert world.ahrenau.name in page
