"""What is erased when its time is over, and what stays."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.foundation.retention.rules import registry
from interkomm.organisations.models import Contact, Invitation, Organisation, Role
from tests.accounts.people import sign_in, zara

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def apply(name: str) -> int:
    rule = registry[name]
    due = rule.count(NOW)
    rule.erase(NOW)
    assert rule.count(NOW) == 0
    return due


def test_invitations() -> None:
    town = Organisation.objects.create(name="Ahrenau", slug="ahrenau")
    for number, (accepted, expires) in enumerate([(None, -91), (-91, -80), (None, -10), (-5, -10), (None, 5)]):
        Invitation.objects.create(
            organisation=town,
            email=f"{number}@example.org",
            role=Role.VIEWER,
            token_hash=str(number),
            accepted_at=None if accepted is None else NOW + timedelta(days=accepted),
            expires_at=NOW + timedelta(days=expires),
        )
    assert apply("organisations.invitations") == 2
    assert Invitation.objects.count() == 3


def test_contacts() -> None:
    town = Organisation.objects.create(name="Ahrenau", slug="ahrenau")
    for days in (-400, -300, 10, None):
        expires_on = None if days is None else NOW.date() + timedelta(days=days)
        Contact.objects.create(organisation=town, role_title=str(days), expires_on=expires_on)
    assert apply("organisations.contacts") == 1
    assert not Contact.objects.filter(role_title="-400").exists()


def test_accounts_never_confirmed() -> None:
    old = NOW - timedelta(days=31)
    for email, is_confirmed, joined_at in (
        ("alt@example.org", False, old),
        ("bestaetigt@example.org", True, old),
        ("neu@example.org", False, NOW),
    ):
        zara(email, is_confirmed=is_confirmed)
        User.objects.filter(email=email).update(joined_at=joined_at)
    User.objects.create_user("betrieb@example.org", "ein langer Satz zum Testen", joined_at=old)
    assert apply("accounts.unconfirmed") == 1
    assert set(User.objects.values_list("email", flat=True)) == {
        "bestaetigt@example.org",
        "neu@example.org",
        "betrieb@example.org",
    }
    assert not EmailAddress.objects.filter(email="alt@example.org").exists()


def test_list_of_sessions() -> None:
    zara()
    clients = [Client(), Client()]
    for client in clients:
        sign_in(client)
    Session.objects.filter(session_key=clients[0].session.session_key).update(expire_date=NOW - timedelta(hours=1))
    assert apply("accounts.session_list") == 1
    assert UserSession.objects.get().session_key == clients[1].session.session_key
