"""What the account itself holds about a person."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from interkomm.accounts.own_data.registry import Choices, Row, Section
from interkomm.accounts.users.models import User


def export_account(user: User) -> Iterable[Row]:
    yield {
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "joined_at": user.joined_at,
        "last_login": user.last_login,
        "is_operator": user.is_staff,
    }


def export_sign_in(user: User) -> Iterable[Row]:
    """Addresses, second factors (never their secrets), provider accounts, sessions."""
    for row in _rows("account", "EmailAddress", user, "email", "verified", "primary"):
        yield {"kind": "email_address", **row}
    for row in _rows("mfa", "Authenticator", user, "type", "created_at", "last_used_at"):
        yield {"kind": "second_factor", **row}
    for row in _rows("socialaccount", "SocialAccount", user, "provider", "uid", "date_joined", "extra_data"):
        yield {"kind": "provider_account", **row}
    for row in _rows("usersessions", "UserSession", user, "user_agent", "created_at"):
        yield {"kind": "session", **row}


def _rows(app: str, model: str, user: User, *fields: str) -> list[dict[str, object]]:
    return list(apps.get_model(app, model)._default_manager.filter(user=user).order_by("pk").values(*fields))


def erase_sign_in(user: User, choices: Choices) -> None:
    """End all sessions and forget failed attempts; what points to the account goes with it."""
    keys = apps.get_model("usersessions", "UserSession")._default_manager.filter(user=user)
    Session.objects.filter(session_key__in=list(keys.values_list("session_key", flat=True))).delete()
    apps.get_model("axes", "AccessAttempt")._default_manager.filter(username=user.email).delete()


ACCOUNT = Section(
    "account",
    lambda: _("Konto"),
    export_account,
    consequence=lambda: _("Name, E-Mail-Adresse und Einstellungen werden gelöscht."),
)
SIGN_IN = Section(
    "sign_in",
    lambda: _("Anmeldung"),
    export_sign_in,
    erase=erase_sign_in,
    consequence=lambda: _("Passwort, zweiter Schritt und alle Sitzungen werden gelöscht. Sie sind danach abgemeldet."),
)
