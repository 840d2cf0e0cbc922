"""The gate before pages that need an account."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from interkomm.accounts.models import User
from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in

LOGIN = "/konto/anmelden/"


@signed_in
def page(request: AuthenticatedRequest, word: str) -> HttpResponse:
    return HttpResponse(f"{word} {request.user.email}")


def ask(method: str = "GET", **headers: str) -> HttpRequest:
    request = RequestFactory().generic(method, "/verwalten/?seite=2", headers=headers)
    request.user = AnonymousUser()
    return request


def test_person_gets_in_and_the_answer_is_private() -> None:
    request = ask()
    request.user = User(email="a@example.org")
    response = page(request, "Hallo")
    assert response.content == b"Hallo a@example.org"  # type: ignore[attr-defined]
    assert "private" in response["Cache-Control"]


def test_reading_comes_back_to_the_same_page() -> None:
    response = page(ask(), "x")
    assert response.status_code == 302
    assert response["Location"] == f"{LOGIN}?next=%2Fverwalten%2F%3Fseite%3D2"
    assert "private" in response["Cache-Control"]


def test_sending_comes_back_to_the_form_and_says_that_the_text_is_kept() -> None:
    response = page(ask("POST", Referer="http://testserver/verwalten/neu/?a=1"), "x")
    assert response.status_code == 303
    assert response["Location"] == f"{LOGIN}?next=%2Fverwalten%2Fneu%2F%3Fa%3D1&erhalten=1"


@pytest.mark.parametrize("referer", ["https://boese.example/x", "//boese.example/", "javascript:alert(1)", ""])
def test_foreign_pages_are_no_way_back(referer: str) -> None:
    assert page(ask("POST", Referer=referer), "x")["Location"] == f"{LOGIN}?next=%2Fverwalten%2F%3Fseite%3D2&erhalten=1"


def test_htmx_sends_the_whole_page() -> None:
    response = page(ask("GET", **{"HX-Request": "true", "Referer": "http://testserver/liste/"}), "x")
    assert response["HX-Redirect"] == f"{LOGIN}?next=%2Fliste%2F"
