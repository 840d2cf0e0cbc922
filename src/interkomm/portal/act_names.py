"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "portal.legal.report_barrier": _("Barriere gemeldet"),
    "portal.legal.handle_report": _("Meldung einer Barriere bearbeitet"),
    "portal.news.publish": _("Neuigkeit veröffentlicht"),
    "portal.news.change": _("Neuigkeit geändert"),
    "portal.news.withdraw": _("Neuigkeit zurückgezogen"),
    "portal.news.restore": _("Neuigkeit wieder veröffentlicht"),
}
