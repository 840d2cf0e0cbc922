"""The audit trail: who did what, for which organisation, with the state before and after. Append-only."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def for_organisations(self, organisation_ids: list[int]) -> "AuditEntryQuerySet":
        return self.filter(organisation_id__in=organisation_ids)

    def about(self, subject_type: str, subject_id: object) -> "AuditEntryQuerySet":
        return self.filter(subject_type=subject_type, subject_id=str(subject_id))


class AuditEntry(models.Model):
    """One act. `organisation_id` is the key of the organisation acted for (no foreign key: this layer is below it)."""

    at = models.DateTimeField(_("Zeitpunkt"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    actor_label = models.CharField(_("Person"), max_length=200)
    organisation_id = models.BigIntegerField(_("Organisation"), null=True)
    action = models.CharField(_("Handlung"), max_length=100)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(_("Gegenstand"), max_length=300)
    before = models.JSONField(_("vorher"), default=dict)
    after = models.JSONField(_("nachher"), default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokoll")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="audit_subject"),
            models.Index(fields=["organisation_id", "-id"], name="audit_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_label}"
