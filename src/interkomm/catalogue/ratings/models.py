"""Ratings of cases by editors. A rating never changes: who thinks otherwise later gives a new one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.calc.rating import CRITERIA, HIGHEST
from interkomm.catalogue.cases.models import Case, Revision


class RatingQuerySet(models.QuerySet["Rating"]):
    def current(self) -> "RatingQuerySet":
        """Neither replaced nor withdrawn."""
        return self.filter(ended_at__isnull=True)


class Rating(models.Model):
    """What one reviewer thinks of one revision of a case: a step from 0 to 3 and a reason for each criterion.

    `ended_at`: replaced by a newer one of the same person, or withdrawn. `is_independent`: given before the reviewer could
    see what others think of the same revision.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="ratings")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="ratings")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    success = models.PositiveSmallIntegerField(_("Belege für den Erfolg"))
    resources = models.PositiveSmallIntegerField(_("Aufwand und Mittel"))
    transferability = models.PositiveSmallIntegerField(_("Übertragbarkeit"))
    lessons = models.PositiveSmallIntegerField(_("Erkenntnisse"))
    reasons = models.JSONField(_("Begründungen"), default=dict)
    is_independent = models.BooleanField(default=True)
    created_at = models.DateTimeField(_("bewertet am"), default=timezone.now)
    ended_at = models.DateTimeField(_("ersetzt oder zurückgezogen am"), null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Bewertung eines Falls")
        verbose_name_plural = _("Bewertungen von Fällen")
        ordering = ["case", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "reviewer"], condition=Q(ended_at__isnull=True), name="case_rated_once_by_reviewer"
            ),
            *(
                models.CheckConstraint(condition=Q(**{f"{name}__lte": HIGHEST}), name=f"rating_{name}_on_scale")
                for name in CRITERIA
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {', '.join(str(score) for score in self.scores.values())}"

    @property
    def scores(self) -> dict[str, int]:
        """Step by criterion, as `calc.rating` reads it."""
        return {name: getattr(self, name) for name in CRITERIA}
