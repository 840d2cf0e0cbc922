"""The editors of the catalogue."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Editor(models.Model):
    """A person who reviews and releases cases; appointed by the operator. `ended_at`: no longer."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="catalogue_editor")
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    appointed_at = models.DateTimeField(_("berufen am"), default=timezone.now)
    ended_at = models.DateTimeField(_("beendet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Mitglied der Redaktion")
        verbose_name_plural = _("Redaktion")
        ordering = ["user__name"]

    def __str__(self) -> str:
        return str(self.user)
