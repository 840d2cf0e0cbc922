"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "exchange.oparl.read": _("Ratsinformationen eingelesen"),
    "exchange.oparl.finish": _("Ratsinformationen ausgewertet"),
    "exchange.oparl.decide": _("Über einen gelesenen Beschluss entschieden"),
}
