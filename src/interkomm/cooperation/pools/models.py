"""Pools of commercial land."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.partnerships.models import Cooperation


class LandPool(models.Model):
    """Commercial land of several towns and its tax. `content`: see `pools.content`."""

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="land_pools")
    title = models.CharField(_("Titel"), max_length=200)
    content = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    is_demonstration = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Gewerbeflächenpool")
        verbose_name_plural = _("Gewerbeflächenpools")
        ordering = ["cooperation", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        """Its changes show on the pages of the cooperation."""
        return f"cooperation:{self.cooperation_id}"
