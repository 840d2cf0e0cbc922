"""What the account page shows."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.contrib.sessions.models import Session
from django.utils import timezone

from interkomm.accounts.users.models import User


@dataclass(frozen=True)
class SessionRow:
    """A place where the person is signed in. `device` is empty when the browser did not say."""

    key: int
    device: str
    began_at: datetime
    is_current: bool


def sessions_of(user: User, current_key: str | None) -> list[SessionRow]:
    """Sessions that are still good, the current one first. Two queries for any number, and nothing is changed."""
    known = list(apps.get_model("usersessions", "UserSession")._default_manager.filter(user=user))
    good = Session.objects.filter(session_key__in=[row.session_key for row in known], expire_date__gt=timezone.now())
    keys = set(good.values_list("session_key", flat=True))
    rows = [
        SessionRow(row.pk, row.user_agent, row.created_at, row.session_key == current_key)
        for row in known
        if row.session_key in keys
    ]
    return sorted(rows, key=lambda row: (not row.is_current, -row.began_at.timestamp()))


def second_factors(user: User) -> list[str]:
    """Types of second factors the person has set up: "totp", "webauthn", "recovery_codes"."""
    factors = apps.get_model("mfa", "Authenticator")._default_manager.filter(user=user)
    return list(factors.order_by("type").values_list("type", flat=True).distinct())
