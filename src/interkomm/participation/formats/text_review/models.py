"""The format "text review": a concept, chapter by chapter, open for comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interkomm.participation.processes.models import ProcessPart
from interkomm.planning.models import Concept


class TextReview(models.Model):
    """Ties a part of a process to a concept; readers see the concept's published version."""

    part = models.OneToOneField(ProcessPart, models.CASCADE, related_name="text_review")
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="text_reviews")

    class Meta:
        verbose_name = _("Textdiskussion")
        verbose_name_plural = _("Textdiskussionen")

    def __str__(self) -> str:
        return f"{self.part}: {self.concept}"
