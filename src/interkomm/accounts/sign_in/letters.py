"""The mails of sign-in, by the template name under which allauth sends them: subject, reason and paragraphs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Letter:
    """`paragraphs` are plain text; a link is a paragraph of its own, so that mail programs make it clickable."""

    subject: str
    paragraphs: tuple[str, ...]


Context = Mapping[str, Any]


def _unasked() -> str:
    return _("Wenn Sie das nicht waren, brauchen Sie nichts zu tun. Ohne diese E-Mail kommt niemand in Ihr Konto.")


def _alarm() -> str:
    return _(
        "Wenn Sie das nicht waren: Ändern Sie sofort Ihr Passwort "
        "und beenden Sie in Ihrem Konto alle anderen Sitzungen."
    )


def _sign_in(context: Context) -> Letter:
    return Letter(
        _("Ihre Anmeldung"),
        (
            _("Öffnen Sie diesen Link und bestätigen Sie die Anmeldung. Er gilt 15 Minuten und nur einmal:"),
            str(context["link"]),
            _("Oder geben Sie diesen Code in dem Fenster ein, das noch offen ist:"),
            str(context["code"]),
            _unasked(),
        ),
    )


def _confirm_address(context: Context) -> Letter:
    return Letter(
        _("Bitte bestätigen Sie Ihre E-Mail-Adresse"),
        (
            _("Für diese E-Mail-Adresse wurde ein Konto angelegt oder geändert. Bitte bestätigen Sie die Adresse:"),
            str(context["activate_url"]),
            _("Der Link gilt 3 Tage."),
            _unasked(),
        ),
    )


def _already(context: Context) -> Letter:
    return Letter(
        _("Sie haben schon ein Konto"),
        (
            _("Jemand wollte mit dieser Adresse ein Konto anlegen. Es gibt aber schon eines."),
            _("Wenn Sie Ihr Passwort vergessen haben, setzen Sie hier ein neues:"),
            str(context["password_reset_url"]),
            _unasked(),
        ),
    )


def _unknown(context: Context) -> Letter:
    return Letter(
        _("Zu dieser Adresse gibt es kein Konto"),
        (
            _("Jemand wollte sich mit dieser Adresse anmelden. Es gibt dazu aber kein Konto."),
            _("Ein neues Konto legen Sie hier an:"),
            str(context["signup_url"]),
            _unasked(),
        ),
    )


def _reset(context: Context) -> Letter:
    return Letter(
        _("Neues Passwort setzen"),
        (
            _("Öffnen Sie diesen Link und wählen Sie ein neues Passwort:"),
            str(context["password_reset_url"]),
            _unasked(),
        ),
    )


def _address_changed(context: Context) -> Letter:
    return Letter(
        _("Ihre E-Mail-Adresse wurde geändert"),
        (_("Ihr Konto hat jetzt die Adresse %s.") % context["to_email"], _alarm()),
    )


def _notice(subject: Callable[[], str]) -> Callable[[Context], Letter]:
    def write(context: Context) -> Letter:
        return Letter(subject(), (_("An Ihrem Konto wurde etwas geändert: %s.") % subject(), _alarm()))

    return write


LETTERS: dict[str, Callable[[Context], Letter]] = {
    "account/email/login_code": _sign_in,
    "account/email/email_confirmation": _confirm_address,
    "account/email/email_confirmation_signup": _confirm_address,
    "account/email/account_already_exists": _already,
    "account/email/unknown_account": _unknown,
    "account/email/password_reset_key": _reset,
    "account/email/email_changed": _address_changed,
    "account/email/email_confirm": _notice(lambda: _("E-Mail-Adresse bestätigt")),
    "account/email/email_deleted": _notice(lambda: _("E-Mail-Adresse entfernt")),
    "account/email/password_changed": _notice(lambda: _("Passwort geändert")),
    "account/email/password_set": _notice(lambda: _("Passwort gesetzt")),
    "account/email/password_reset": _notice(lambda: _("Passwort neu gesetzt")),
    "mfa/email/recovery_codes_generated": _notice(lambda: _("Neue Notfall-Codes erzeugt")),
    "mfa/email/totp_activated": _notice(lambda: _("Anmelde-App eingerichtet")),
    "mfa/email/totp_deactivated": _notice(lambda: _("Anmelde-App entfernt")),
    "mfa/email/webauthn_added": _notice(lambda: _("Passkey hinzugefügt")),
    "mfa/email/webauthn_removed": _notice(lambda: _("Passkey entfernt")),
    "socialaccount/email/account_connected": _notice(lambda: _("Anmeldung der Verwaltung verbunden")),
    "socialaccount/email/account_disconnected": _notice(lambda: _("Anmeldung der Verwaltung getrennt")),
}


def letter_for(prefix: str, context: Context) -> Letter:
    """The letter that allauth asks for. KeyError for one that nobody has written."""
    return LETTERS[prefix](context)


def tidy(body: str) -> str:
    """At most one empty line between paragraphs, whatever the template leaves."""
    return re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
