"""The list of sessions and ending them."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from interkomm.foundation.models import AuditEntry
from tests.accounts.people import is_signed_in, sign_in, zara

pytestmark = pytest.mark.django_db


def three_sessions() -> list[Client]:
    zara()
    clients = [
        Client(headers={"User-Agent": f"Mozilla/5.0 ({system}) Firefox/140"})
        for system in ("Linux", "Windows", "Android")
    ]
    for client in clients:
        sign_in(client)
    return clients


def test_all_sessions_are_listed_and_the_current_one_is_marked() -> None:
    linux, *_ = three_sessions()
    page = linux.get(reverse("accounts:sessions")).content.decode()
    for name in ("Firefox, Linux", "Firefox, Windows", "Firefox, Android"):
        assert name in page
    assert page.index("Firefox, Linux") < page.index("diese Sitzung") < page.index("Firefox, Windows")


def test_one_session_is_ended_at_once_and_twice_is_once() -> None:
    linux, windows, android = three_sessions()
    target = UserSession.objects.get(user_agent="Firefox, Windows")
    for _ in range(2):
        assert linux.post(reverse("accounts:end_session", args=[target.pk])).status_code == 302
    assert not is_signed_in(windows)
    assert is_signed_in(linux)
    assert is_signed_in(android)
    assert AuditEntry.objects.filter(action="accounts.profile.end_session").count() == 1


def test_all_other_sessions() -> None:
    linux, windows, android = three_sessions()
    linux.post(reverse("accounts:end_other_sessions"))
    assert [is_signed_in(client) for client in (linux, windows, android)] == [True, False, False]


def test_sessions_of_others_are_out_of_reach() -> None:
    three_sessions()
    zara("zoltan@example.org")
    stranger = Client()
    sign_in(stranger, "zoltan@example.org")
    target = UserSession.objects.get(user_agent="Firefox, Windows")
    stranger.post(reverse("accounts:end_session", args=[target.pk]))
    assert UserSession.objects.filter(pk=target.pk).exists()


def test_account_page_costs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    linux, *_ = three_sessions()
    with django_assert_max_num_queries(12):
        linux.get(reverse("accounts:account"))
