"""Who does not want the daily mail about what waits."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestSetting(models.Model):
    """Without a row the daily mail is on."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_setting")
    is_on = models.BooleanField(_("tägliche Mail"), default=True)

    class Meta:
        verbose_name = _("Einstellung der täglichen Mail")
        verbose_name_plural = _("Einstellungen der täglichen Mail")
        ordering = ["user_id"]

    def __str__(self) -> str:
        return f"{self.user}: {self.is_on}"
