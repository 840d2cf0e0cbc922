"""Documents of a cooperation ("Unterlagen"): versions that stay, topics as folders, and who may read them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.foundation.files.models import StoredFile
from interkomm.organisations.models import Organisation


class Document(models.Model):
    """`organisation`: the partner that put it there; with level OWN only its people read it."""

    class Access(models.TextChoices):
        OWN = "own", _("nur die eigene Verwaltung")
        PARTNERS = "partners", _("alle Partnerinnen")
        PUBLIC = "public", _("öffentlich")

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="documents")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(_("Titel"), max_length=200)
    description = models.TextField(_("Beschreibung"), blank=True)
    topic = models.CharField(_("Thema"), max_length=80, blank=True)
    access = models.CharField(_("Wer darf lesen?"), max_length=10, choices=Access.choices, default=Access.PARTNERS)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(_("geändert"), default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Unterlage")
        verbose_name_plural = _("Unterlagen")
        ordering = ["topic", "title", "pk"]
        indexes = [models.Index(fields=["cooperation", "access"], name="document_of_cooperation")]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """One file of a document; the highest number is what readers get, the others stay."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    note = models.CharField(_("Was ist neu?"), max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Fassung einer Unterlage")
        verbose_name_plural = _("Fassungen von Unterlagen")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.document} ({self.number})"
