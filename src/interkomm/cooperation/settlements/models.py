"""Yearly settlements: frozen, corrected only by a newer one."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.partnerships.models import Cooperation


class Settlement(models.Model):
    """`content`: what was settled, as `settlements.account` makes it; never changed. `number`: 1, then corrections."""

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="settlements")
    year = models.PositiveSmallIntegerField(_("Jahr"))
    number = models.PositiveSmallIntegerField(_("Nummer"), default=1)
    content = models.JSONField()
    note = models.CharField(_("Anlass der Korrektur"), max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("festgestellt am"), default=timezone.now)

    class Meta:
        verbose_name = _("Abrechnung")
        verbose_name_plural = _("Abrechnungen")
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["cooperation", "year", "number"], name="settlement_number_once")]

    def __str__(self) -> str:
        return f"{self.cooperation} {self.year}/{self.number}"
