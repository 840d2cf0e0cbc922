"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "organisations.bodies.found": _("Organisation angelegt"),
    "organisations.bodies.add_child": _("Untergeordnete Stelle angelegt"),
    "organisations.bodies.update": _("Organisation geändert"),
    "organisations.bodies.set_logo": _("Logo geändert"),
    "organisations.bodies.set_active": _("Organisation aktiv oder inaktiv gesetzt"),
    "organisations.contacts.add": _("Ansprechperson eingetragen"),
    "organisations.contacts.update": _("Ansprechperson geändert"),
    "organisations.contacts.remove": _("Ansprechperson entfernt"),
    "organisations.members.grant_role": _("Rolle vergeben"),
    "organisations.members.revoke_role": _("Rolle entzogen"),
    "organisations.members.invite": _("Person eingeladen"),
    "organisations.members.resend_invitation": _("Einladung erneut gesendet"),
    "organisations.members.revoke_invitation": _("Einladung zurückgezogen"),
    "organisations.members.accept_invitation": _("Einladung angenommen"),
}
