"""What the acts of this context are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = {
    "notifications.outbox.retry": _("Mails erneut gesendet"),
}
