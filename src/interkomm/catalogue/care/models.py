"""What is known of the addresses that cases name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.cases.models import Case


class CaseLink(models.Model):
    """One web address of a released case and how it answered last. `failures`: in a row; `failing_since`: the first of them.

    A link counts as dead only after several failures over several days: a server may be down for a night.
    """

    class State(models.TextChoices):
        UNCHECKED = "unchecked", _("noch nicht geprüft")
        WORKS = "works", _("erreichbar")
        MOVED = "moved", _("umgezogen")
        FAILING = "failing", _("zurzeit nicht erreichbar")
        DEAD = "dead", _("nicht mehr erreichbar")

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    url = models.CharField(_("Adresse"), max_length=2000)
    place = models.CharField(max_length=20)  # code of the field, or "sources"
    state = models.CharField(_("Stand"), max_length=10, choices=State.choices, default=State.UNCHECKED)
    final_url = models.CharField(_("neue Adresse"), max_length=2000, blank=True)
    problem = models.CharField(_("Grund"), max_length=80, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(_("geprüft am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Link eines Falls")
        verbose_name_plural = _("Links von Fällen")
        ordering = ["case", "place", "pk"]
        indexes = [
            models.Index(fields=["checked_at"], name="case_link_by_check"),
            models.Index(fields=["state"], name="case_link_by_state"),
        ]

    def __str__(self) -> str:
        return self.url
