"""News of a region or a town: short texts in their own words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.models import Cooperation
from interkomm.organisations.models import Organisation


class NewsItem(models.Model):
    """`organisation` publishes it; with `cooperation` it stands on the page of the region too."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="news")
    cooperation = models.ForeignKey(Cooperation, models.CASCADE, null=True, blank=True, related_name="news")
    title = models.CharField(_("Überschrift"), max_length=200)
    text = models.TextField(_("Text"))
    published_at = models.DateTimeField(_("veröffentlicht am"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    submission_key = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("Neuigkeit")
        verbose_name_plural = _("Neuigkeiten")
        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["-published_at"], condition=Q(withdrawn_at__isnull=True), name="news_newest")]

    def __str__(self) -> str:
        return self.title
