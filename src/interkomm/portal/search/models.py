"""The search index: one entry for each thing that everybody may read, and the words that occur in them.

The tables of the full-text search itself are made by `engine` (they differ between SQLite and PostgreSQL). Everything
here can be made anew from the other contexts (`index.rebuild`).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """`source`: topic it belongs to ("process:12"); `key`: its name within the kind; `text`: one passage a line.

    `anchors`: for each line of the text the anchor of its passage, empty when the thing has none.
    `place_tokens`: organisations and regions it speaks for, as "o12 o15 r3".
    """

    class Kind(models.TextChoices):
        PROCESS = "process", _("Beteiligung")
        CONCEPT = "concept", _("Konzept")
        SECTION = "section", _("Stelle in einem Konzept")
        CONTRIBUTION = "contribution", _("Beitrag")
        REGION = "region", _("Region")
        ORGANISATION = "organisation", _("Gemeinde oder Einrichtung")
        NEWS = "news", _("Neuigkeit")
        CASE = "case", _("Fall im Katalog")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=120)
    source = models.CharField(max_length=60)
    path = models.CharField(max_length=400)
    title = models.CharField(max_length=400)
    context = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    anchors = models.JSONField(default=list)
    place_tokens = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(null=True)
    generation = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("Eintrag der Suche")
        verbose_name_plural = _("Einträge der Suche")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")]
        indexes = [models.Index(fields=["source", "kind"], name="search_entry_of_source")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word of the index. `form`: how it is written; only words of official texts are ever suggested to somebody."""

    stem = models.CharField(max_length=70, primary_key=True)
    form = models.CharField(max_length=70)
    uses = models.PositiveIntegerField(default=1)
    is_official = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Wort der Suche")
        verbose_name_plural = _("Wörter der Suche")

    def __str__(self) -> str:
        return self.form


class SearchState(models.Model):
    """How far the index has read: the version of each topic and the newest change of a contribution. One row (key 1).

    `generation` grows with each making anew; what keeps an older one afterwards has vanished. `claimed_until`: somebody
    is working on the index. `vocabulary` grows whenever words may have been added.
    """

    topics = models.JSONField(default=dict)
    contributions_until = models.DateTimeField(null=True)
    vocabulary = models.PositiveBigIntegerField(default=0)
    generation = models.PositiveBigIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Stand der Suche")
        verbose_name_plural = _("Stand der Suche")

    def __str__(self) -> str:
        return str(self.vocabulary)
