"""Official answers to contributions: all versions are kept, the newest is shown; drafts have their own table."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation
from interkomm.participation.contributions.models import Contribution


class Response(models.Model):
    """A published answer. `status`: what became of it; `forwarded_to`: the organisation that has it now.

    `submission_key`: nonce of the form and the contribution, so that a double click answers once.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="responses")
    status = models.CharField(_("Stand"), max_length=15, choices=Contribution.Status.choices)
    text = models.TextField(_("Antwort"), blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    forwarded_to = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    submission_key = models.CharField(max_length=100, unique=True)

    class Meta:
        verbose_name = _("Rückmeldung")
        verbose_name_plural = _("Rückmeldungen")
        ordering = ["-id"]
        indexes = [models.Index(fields=["contribution", "-id"], name="response_newest")]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.contribution}"


class ResponseDraft(models.Model):
    """What one person has prepared and not yet published; never shown to anybody but the people who may answer."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="response_drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    status = models.CharField(_("Stand"), max_length=15, choices=Contribution.Status.choices, blank=True)
    text = models.TextField(_("Antwort"), blank=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    forwarded_to = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Entwurf einer Rückmeldung")
        verbose_name_plural = _("Entwürfe von Rückmeldungen")
        ordering = ["-updated_at"]
        constraints = [models.UniqueConstraint(fields=["contribution", "by"], name="response_draft_once")]

    def __str__(self) -> str:
        return f"{_('Entwurf')}: {self.contribution}"
