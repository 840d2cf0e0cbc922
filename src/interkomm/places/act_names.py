"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "places.layer.load": _("Gemeinden geladen"),
    "places.register.import": _("Gemeindeverzeichnis eingelesen"),
    "places.boundaries.import": _("Grenzen eingelesen"),
}
