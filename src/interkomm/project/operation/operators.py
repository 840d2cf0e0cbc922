"""Accounts of the people who run the installation."""

from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email
from django.db import transaction

from interkomm.accounts.models import User
from interkomm.foundation.audit import services as audit


class AccountExistsError(Exception):
    """There is an account with this address already."""


@transaction.atomic
def create(*, email: str, name: str, password: str) -> User:
    """Add an operator with a confirmed address. ValidationError with messages for people, AccountExistsError."""
    validate_email(email)
    if User.objects.filter(email=email.lower()).exists():
        raise AccountExistsError(email)
    user = User(email=email.lower(), name=name, is_staff=True)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)  # type: ignore[attr-defined]
    audit.record(actor=None, action="accounts.operator.create", subject=user, after={"is_staff": True})
    return user
