"""Which cooperation has built on which case of the catalogue."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.models import Case
from interkomm.cooperation.partnerships.models import Cooperation


class CaseReuse(models.Model):
    """A cooperation says that it has built on a case, and what it took from it."""

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="reuses")
    case = models.ForeignKey(Case, models.CASCADE, related_name="reuses")
    note = models.CharField(_("Was haben Sie übernommen?"), max_length=500, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Nachnutzung eines Falls")
        verbose_name_plural = _("Nachnutzungen von Fällen")
        ordering = ["-said_at"]
        constraints = [models.UniqueConstraint(fields=["cooperation", "case"], name="case_reuse_once")]

    def __str__(self) -> str:
        return f"{self.cooperation} ← {self.case}"
