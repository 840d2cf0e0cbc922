"""What a town must settle for itself before its council can resolve: facts with evidence that no rule set asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.instruments.models import Fact, Party


class Preparation(Fact):
    """One matter of one party. It does not make an instrument effective; councils and the authority ask for it."""

    class Kind(models.TextChoices):
        BUDGET = "budget", _("Deckung im Haushalt")
        STAFF_COUNCIL = "staff_council", _("Beteiligung des Personalrats")
        BUDGET_AUTHORITY = "budget_authority", _("Zustimmung der Haushaltsaufsicht")

    class Outcome(models.TextChoices):
        DONE = "done", _("liegt vor")
        NOT_NEEDED = "not_needed", _("nicht nötig")
        ASKED = "asked", _("beantragt")
        REFUSED = "refused", _("verweigert")

    party = models.ForeignKey(Party, models.CASCADE, related_name="preparations")
    kind = models.CharField(_("Worum geht es?"), max_length=16, choices=Kind.choices)
    outcome = models.CharField(_("Stand"), max_length=10, choices=Outcome.choices)

    class Meta:
        verbose_name = _("Vorbereitung")
        verbose_name_plural = _("Vorbereitungen")
        ordering = ["party", "kind", "pk"]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_kind_display()} – {self.get_outcome_display()}"
