"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "foundation.file.store": _("Datei hochgeladen"),
    "foundation.file.delete": _("Datei gelöscht"),
    "foundation.retention.erase": _("Abgelaufene Daten gelöscht"),
}
