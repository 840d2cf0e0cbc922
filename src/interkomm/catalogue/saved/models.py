"""Searches of the catalogue that somebody keeps under a name, with or without mails about what is new."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def kept(self) -> "SavedSearchQuerySet":
        """Without those that were deleted and can still be brought back."""
        return self.filter(deleted_at__isnull=True)


class SavedSearch(models.Model):
    """`query`: the search as its canonical query string, without "?". `told_until`: what changed before then was told by mail.

    `deleted_at`: deleted, but kept for a day so that it can be brought back.
    """

    class Mail(models.TextChoices):
        OFF = "off", _("keine Mails")
        DAILY = "daily", _("täglich, wenn es etwas Neues gibt")
        WEEKLY = "weekly", _("wöchentlich, wenn es etwas Neues gibt")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("Name"), max_length=120)
    query = models.CharField(max_length=2000, blank=True)
    mail = models.CharField(_("Mails"), max_length=8, choices=Mail.choices, default=Mail.OFF)
    told_until = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("gespeicherte Suche")
        verbose_name_plural = _("gespeicherte Suchen")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "query"], condition=Q(deleted_at__isnull=True), name="saved_search_once"
            ),
        ]
        indexes = [models.Index(fields=["mail"], condition=~Q(mail="off"), name="saved_search_by_mail")]

    def __str__(self) -> str:
        return self.name
