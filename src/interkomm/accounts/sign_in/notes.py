"""The short messages after acts of sign-in, by the template name under which allauth shows them."""

from django.utils.translation import gettext_lazy as _

NOTES = {
    "account/messages/cannot_delete_primary_email.txt": _("Die Adresse Ihres Kontos lässt sich nicht entfernen."),
    "account/messages/email_confirmation_failed.txt": _("Diese Adresse gehört schon zu einem anderen Konto."),
    "account/messages/email_confirmation_sent.txt": _("Wir haben eine E-Mail zur Bestätigung an %(email)s geschickt."),
    "account/messages/email_confirmed.txt": _("Die Adresse %(email)s ist bestätigt."),
    "account/messages/email_deleted.txt": _("Die Adresse %(email)s ist entfernt."),
    "account/messages/logged_in.txt": _("Sie sind angemeldet."),
    "account/messages/logged_out.txt": _("Sie sind abgemeldet."),
    "account/messages/login_code_sent.txt": _("Wir haben eine E-Mail mit Link und Code an %(recipient)s geschickt."),
    "account/messages/password_changed.txt": _("Ihr Passwort ist geändert."),
    "account/messages/password_set.txt": _("Ihr Passwort ist gesetzt."),
    "account/messages/primary_email_set.txt": _("Die Adresse Ihres Kontos ist geändert."),
    "account/messages/unverified_primary_email.txt": _("Bitte bestätigen Sie zuerst die Adresse Ihres Kontos."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Neue Notfall-Codes sind erzeugt. Bitte bewahren Sie sie sicher auf."
    ),
    "mfa/messages/totp_activated.txt": _("Die Anmelde-App ist eingerichtet."),
    "mfa/messages/totp_deactivated.txt": _("Die Anmelde-App ist entfernt."),
    "mfa/messages/webauthn_added.txt": _("Der Passkey ist hinzugefügt."),
    "mfa/messages/webauthn_removed.txt": _("Der Passkey ist entfernt."),
    "usersessions/messages/sessions_logged_out.txt": _("Alle anderen Sitzungen sind beendet."),
    "socialaccount/messages/account_connected.txt": _("Die Anmeldung der Verwaltung ist verbunden."),
    "socialaccount/messages/account_connected_other.txt": _("Diese Anmeldung gehört schon zu einem anderen Konto."),
    "socialaccount/messages/account_connected_updated.txt": _("Die Anmeldung der Verwaltung ist verbunden."),
    "socialaccount/messages/account_disconnected.txt": _("Die Anmeldung der Verwaltung ist getrennt."),
}

ERRORS = {
    "account_inactive": _("Dieses Konto ist zurzeit gesperrt."),
    "cannot_remove_primary_email": _("Die Adresse Ihres Kontos lässt sich nicht entfernen."),
    "duplicate_email": _("Diese Adresse gehört schon zu Ihrem Konto."),
    "email_password_mismatch": _("E-Mail-Adresse und Passwort passen nicht zusammen."),
    "email_taken": _("Zu dieser Adresse gibt es schon ein Konto."),
    "enter_current_password": _("Bitte geben Sie Ihr jetziges Passwort ein."),
    "incorrect_code": _("Dieser Code stimmt nicht."),
    "incorrect_password": _("Dieses Passwort stimmt nicht."),
    "invalid_or_expired_key": _("Dieser Link gilt nicht mehr."),
    "invalid_login": _("Die Anmeldung ist nicht gelungen."),
    "invalid_password_reset": _("Dieser Link gilt nicht mehr."),
    "max_email_addresses": _("Mehr als %d Adressen sind nicht möglich."),
    "too_many_login_attempts": _(
        "Zu viele Versuche. Bitte warten Sie ein paar Minuten und versuchen Sie es dann noch einmal."
    ),
    "unknown_email": _("Zu dieser Adresse gibt es kein Konto."),
    "unverified_primary_email": _("Bitte bestätigen Sie zuerst die Adresse Ihres Kontos."),
    "same_as_current": _("Das ist schon die Adresse Ihres Kontos."),
    "rate_limited": _("Das ging zu schnell. Bitte warten Sie ein paar Minuten und versuchen Sie es noch einmal."),
}

SECOND_FACTOR_ERRORS = {
    "add_email_blocked": _("Solange die Anmeldung in zwei Schritten eingeschaltet ist, geht das nicht."),
    "cannot_delete_authenticator": _("Die Anmeldung in zwei Schritten lässt sich nicht abschalten."),
    "cannot_generate_recovery_codes": _("Notfall-Codes gibt es erst, wenn ein zweiter Schritt eingerichtet ist."),
    "incorrect_code": _("Dieser Code stimmt nicht."),
    "unverified_email": _("Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse."),
}
