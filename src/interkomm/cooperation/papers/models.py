"""Papers that take long and are made in the background."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.instruments.models import Instrument


class PreparedPaper(models.Model):
    """One paper that somebody has asked for. `name`: as in its address; `done` of `total` parts are made.

    `on`: the day whose state it says; `wording_number`: the wording it is made from.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wird erstellt")
        READY = "ready", _("fertig")
        FAILED = "failed", _("nicht gelungen")

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="prepared_papers")
    name = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    on = models.DateField()
    wording_number = models.PositiveSmallIntegerField()
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=1)
    file = models.ForeignKey("foundation.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vorbereitete Unterlage")
        verbose_name_plural = _("vorbereitete Unterlagen")
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["instrument", "name"], name="prepared_paper_once")]

    def __str__(self) -> str:
        return self.name
