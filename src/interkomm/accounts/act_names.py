"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "accounts.operator.create": _("Konto des Betriebs angelegt"),
    "accounts.own_data.erase": _("Konto gelöscht"),
    "accounts.own_data.export": _("Eigene Daten heruntergeladen"),
    "accounts.profile.end_other_sessions": _("Andere Sitzungen beendet"),
    "accounts.profile.end_session": _("Sitzung beendet"),
    "accounts.profile.update": _("Konto geändert"),
    "accounts.sign_in.connect_provider": _("Anmeldung der Verwaltung verbunden"),
    "accounts.sign_in.disconnect_provider": _("Anmeldung der Verwaltung getrennt"),
    "accounts.sign_in.sign_up": _("Konto angelegt"),
    "accounts.sign_in.set_password": _("Passwort gesetzt"),
    "accounts.sign_in.change_password": _("Passwort geändert"),
    "accounts.sign_in.reset_password": _("Passwort neu gesetzt"),
    "accounts.sign_in.change_address": _("E-Mail-Adresse geändert"),
    "accounts.sign_in.add_second_factor": _("Zweiten Schritt eingerichtet"),
    "accounts.sign_in.remove_second_factor": _("Zweiten Schritt entfernt"),
    "accounts.sign_in.renew_recovery_codes": _("Ersatzcodes erneuert"),
}
