"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "catalogue.case.propose": _("Fall vorgeschlagen"),
    "catalogue.case.release": _("Fall freigegeben"),
}
