"""Accounts for the tests of sign-in: made as sign-up makes them, with a confirmed address."""

import re

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from interkomm.accounts.models import User
from tests.world import PASSWORD

EMAIL = "zara@example.org"


def zara(email: str = EMAIL, *, is_confirmed: bool = True, password: str | None = PASSWORD) -> User:
    user = User.objects.create_user(email, password, name="Zara")
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=is_confirmed)
    return user


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD, **more: str) -> object:
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("accounts:account")).status_code == 200


def link_in(message: mail.EmailMessage, part: str) -> str:
    """The path of the link in a mail that contains `part`."""
    found = re.findall(r"https?://[^/\s]+(/\S+)", str(message.body))
    return next(path for path in found if part in path)


def last_mail() -> mail.EmailMessage:
    return mail.outbox[-1]
