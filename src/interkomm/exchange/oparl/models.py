"""What was read from council information systems, until a person has looked at it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.models import Cooperation, Party, Resolution


class CouncilImport(models.Model):
    """One reading, from a server (`url`) or a file. `problem`: its kind when it failed; `skipped`: items about something else."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wird gelesen")
        READY = "ready", _("gelesen")
        FAILED = "failed", _("nicht lesbar")

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="council_imports")
    source = models.CharField(_("Quelle"), max_length=500)
    url = models.URLField(_("Adresse"), max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=40, blank=True)
    skipped = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Ratsinformationen")
        verbose_name_plural = _("Ratsinformationen")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.source


class ImportedItem(models.Model):
    """One agenda item that looks like a resolution on an instrument. `outcome`, `phrase`, `votes_…`: read from dirty text.

    `party`: the one it seems to belong to; `likeness`: of the titles, 0 to 100. Nothing counts before `decision` "taken".
    """

    class Decision(models.TextChoices):
        OPEN = "", _("noch nicht entschieden")
        TAKEN = "taken", _("übernommen")
        DISMISSED = "dismissed", _("verworfen")

    council_import = models.ForeignKey(CouncilImport, models.CASCADE, related_name="items")
    address = models.CharField(max_length=500)
    title = models.CharField(_("Titel"), max_length=500)
    town = models.CharField(_("Gemeinde"), max_length=200, blank=True)
    body = models.CharField(_("Gremium"), max_length=200, blank=True)
    on = models.DateField(_("Sitzung am"), null=True, blank=True)
    number = models.CharField(_("Tagesordnungspunkt"), max_length=120, blank=True)
    is_public_session = models.BooleanField(_("öffentliche Sitzung"), null=True, blank=True)
    result_text = models.TextField(_("Ergebnis im Wortlaut"), blank=True)
    resolution_text = models.TextField(_("Beschlusstext"), blank=True)
    outcome = models.CharField(_("Ergebnis"), max_length=20, choices=Resolution.Result.choices)
    phrase = models.TextField(blank=True)
    conditions = models.JSONField(default=list)
    votes_yes = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_no = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="+")
    likeness = models.PositiveSmallIntegerField(default=0)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    resolution = models.ForeignKey(Resolution, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("gelesener Tagesordnungspunkt")
        verbose_name_plural = _("gelesene Tagesordnungspunkte")
        ordering = ["council_import", "-likeness", "on", "pk"]

    def __str__(self) -> str:
        return self.title
