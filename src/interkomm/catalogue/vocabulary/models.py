"""Synonyms that people search by, kept by the editors."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SynonymGroup(models.Model):
    """Words that mean the same when somebody searches; one group a row. `words`: list of texts, two or more."""

    words = models.JSONField(_("Wörter"))
    note = models.CharField(_("Bemerkung"), max_length=200, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Gruppe gleichbedeutender Wörter")
        verbose_name_plural = _("Gruppen gleichbedeutender Wörter")
        ordering = ["pk"]

    def __str__(self) -> str:
        return " = ".join(self.words)
