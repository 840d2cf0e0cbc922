"""The record that data were erased because their time was over."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """One rule applied once: how many records went; what they said is gone."""

    rule = models.CharField(_("Regel"), max_length=120)
    at = models.DateTimeField(_("Zeitpunkt"), default=timezone.now, db_index=True)
    erased = models.PositiveIntegerField(_("gelöscht"))

    class Meta:
        verbose_name = _("Löschung")
        verbose_name_plural = _("Löschungen")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.rule}: {self.erased}"
