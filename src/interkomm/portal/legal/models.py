"""Reports of barriers: what somebody could not use, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation


class BarrierReport(models.Model):
    """`organisation`: the town it is about, None for the whole site. `reply_to` is erased with the report."""

    class State(models.TextChoices):
        NEW = "new", _("neu")
        IN_WORK = "in_work", _("in Arbeit")
        DONE = "done", _("erledigt")

    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField(_("Was ist das Problem?"))
    page_address = models.CharField(_("Auf welcher Seite?"), max_length=300, blank=True)
    reply_to = models.EmailField(_("Ihre E-Mail-Adresse"), blank=True)
    state = models.CharField(_("Stand"), max_length=10, choices=State.choices, default=State.NEW)
    note = models.TextField(_("Was wurde getan?"), blank=True)
    reported_at = models.DateTimeField(_("gemeldet am"), default=timezone.now)
    closed_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    submission_key = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("gemeldete Barriere")
        verbose_name_plural = _("gemeldete Barrieren")
        ordering = ["-reported_at", "-id"]
        indexes = [models.Index(fields=["organisation", "state", "-reported_at"], name="barriers_of_town")]

    def __str__(self) -> str:
        return f"{_('Barriere')} {self.pk}"
