"""Comparisons of ways to share the costs of a plan."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.costs.models import CostPlan


class Comparison(models.Model):
    """Ways to share one plan's costs, calculated once for a content (`digest`). `done` of `total` steps: its progress."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        RUNNING = "running", _("läuft")
        DONE = "done", _("fertig")
        FAILED = "failed", _("gescheitert")

    plan = models.OneToOneField(CostPlan, models.CASCADE, related_name="comparison")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    methods = models.JSONField(default=list)
    problem = models.JSONField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Vergleich der Verfahren")
        verbose_name_plural = _("Vergleiche der Verfahren")
        ordering = ["plan"]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_state_display()}"
