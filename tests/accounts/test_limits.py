"""Limits stop guessing without locking out others, and no IP address is stored."""

import ipaddress

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interkomm.accounts.sign_in.devices import device_of
from interkomm.accounts.sign_in.network import pseudonym_of
from tests.accounts.people import EMAIL, is_signed_in, sign_in, zara

pytestmark = pytest.mark.django_db
HOME, OFFICE = "192.0.2.10", "198.51.100.20"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def fail(address: str, times: int = 10, email: str = EMAIL) -> object:
    client = Client(REMOTE_ADDR=address)
    return [sign_in(client, email, "falsch") for _ in range(times)][-1]


def test_ten_failures_lock_this_account_for_this_caller_only() -> None:
    zara()
    zara("zoltan@example.org")
    last = fail(HOME)
    assert last.status_code == 429  # type: ignore[attr-defined]
    assert "Zu viele falsche Passwörter" in last.content.decode()  # type: ignore[attr-defined]
    locked = Client(REMOTE_ADDR=HOME)
    sign_in(locked)
    assert not is_signed_in(locked)
    for address, email in ((OFFICE, EMAIL), (HOME, "zoltan@example.org")):
        other = Client(REMOTE_ADDR=address)
        sign_in(other, email)
        assert is_signed_in(other), (address, email)


def test_the_lock_ends_after_a_quarter_of_an_hour() -> None:
    zara()
    fail(HOME)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=16)):
        client = Client(REMOTE_ADDR=HOME)
        sign_in(client)
        assert is_signed_in(client)
    assert not AccessAttempt.objects.exists()


def test_a_school_class_behind_one_address_gets_in() -> None:
    zara()
    for _ in range(35):
        client = Client(REMOTE_ADDR=HOME)
        sign_in(client)
        assert is_signed_in(client)


def test_mails_to_one_person_are_limited_and_the_page_says_so() -> None:
    zara()
    answers = [Client().post(reverse("account_request_login_code"), {"email": EMAIL}) for _ in range(5)]
    assert len([message for message in mail.outbox if message.to == [EMAIL]]) == 3
    assert "Zu viele Versuche. Bitte warten Sie ein paar Minuten" in answers[-1].content.decode()


def test_no_address_is_stored() -> None:
    zara()
    client = Client(REMOTE_ADDR=HOME, headers={"User-Agent": FIREFOX})
    sign_in(client)
    fail(HOME, times=1)
    session, attempt = UserSession.objects.get(), AccessAttempt.objects.get()
    assert session.user_agent == "Firefox, Linux"
    for stored in (session.ip, attempt.ip_address):
        assert ipaddress.ip_address(stored) in ipaddress.ip_network("fd00::/8")
        assert stored == pseudonym_of(HOME)
    assert "falsch" not in attempt.post_data
    assert EMAIL not in attempt.post_data


def test_pseudonyms_change_daily_and_tell_networks_apart() -> None:
    today = timezone.now().date()
    assert pseudonym_of(HOME, today) != pseudonym_of(OFFICE, today)
    assert pseudonym_of(HOME, today) != pseudonym_of(HOME, today + timezone.timedelta(days=1))
    assert pseudonym_of("2001:db8:1:2::5") == pseudonym_of("2001:db8:1:2:ffff::9") != pseudonym_of("2001:db8:1:3::5")
    assert pseudonym_of("") == pseudonym_of("unsinn")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (FIREFOX, "Firefox, Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("<script>alert(1)</script>/", ""),
    ],
)
def test_devices(header: str, name: str) -> None:
    assert device_of(header) == name
