"""Official answers to contributions. Every version is kept; the newest published one is shown."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation
from interkomm.participation.contributions.models import Contribution


class Response(models.Model):
    """`status`: what became of it. `forwarded_to`: the organisation that has it now, when forwarded."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="responses")
    status = models.CharField(_("Stand"), max_length=15, choices=Contribution.Status.choices)
    text = models.TextField(_("Antwort"), blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    forwarded_to = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Rückmeldung")
        verbose_name_plural = _("Rückmeldungen")
        ordering = ["-id"]
        indexes = [models.Index(fields=["contribution", "-id"], name="response_newest")]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.contribution}"
