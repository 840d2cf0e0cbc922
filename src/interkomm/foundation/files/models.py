"""Stored files: content by hash on disk, facts in the database. The given name is shown, never used as a path."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.foundation.files.naming import kind_of


class StoredFile(models.Model):
    """`access` names the registered permission that guards the download; `access_key` is its argument."""

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("Größe in Byte"))
    media_type = models.CharField(_("Dateityp"), max_length=100)
    name = models.CharField(_("Dateiname"), max_length=200)
    access = models.CharField(max_length=60)
    access_key = models.CharField(max_length=60, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The download address; it answers 404 to those who may not have the file."""
        return reverse("foundation:file", args=[self.pk])

    @property
    def kind(self) -> str:
        """A short name of its type for people: "PDF"."""
        return kind_of(self.media_type)
