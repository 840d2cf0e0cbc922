"""Forms of signed-in people that have been sent, for a day, so that the same one sent again does nothing twice."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """`key`: digest of who sent what from which opened form; `location`: where the answer led, "" while it is being done."""

    key = models.CharField(max_length=64, primary_key=True)
    location = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("abgesendetes Formular")
        verbose_name_plural = _("abgesendete Formulare")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.key[:12]
