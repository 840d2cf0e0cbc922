"""Concepts in versions: sections (central project, measure, chapter) with stable keys, paragraphs with anchors."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.models import Cooperation
from interkomm.organisations.models import Organisation


class ConceptQuerySet(models.QuerySet["Concept"]):
    def of_organisations(self, organisation_ids: set[int]) -> "ConceptQuerySet":
        return self.filter(owners__in=organisation_ids).distinct()

    def published(self) -> "ConceptQuerySet":
        return self.filter(published_version__isnull=False)


class Concept(models.Model):
    """A concept of one municipality or of several equal owners (then usually of a cooperation)."""

    class Kind(models.TextChoices):
        INSEK = "insek", _("Integriertes Stadtentwicklungskonzept")
        GUIDING_VISION = "guiding_vision", _("Leitbild")
        REGIONAL = "regional", _("Regionales Entwicklungskonzept")
        MASTERPLAN = "masterplan", _("Masterplan")
        OTHER = "other", _("anderes Konzept")

    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices, default=Kind.INSEK)
    title = models.CharField(_("Titel"), max_length=300)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, unique=True)
    summary = models.TextField(_("Kurzbeschreibung"), blank=True)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, null=True, blank=True, related_name="concepts")
    owners = models.ManyToManyField(Organisation, related_name="concepts")
    source_note = models.CharField(_("Quelle"), max_length=300, blank=True)
    published_version = models.ForeignKey(
        "planning.ConceptVersion", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("Konzept")
        verbose_name_plural = _("Konzepte")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        return f"concept:{self.pk}"


class ConceptVersion(models.Model):
    """One state of the whole text. Its sections and paragraphs never change once it is published."""

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("Fassung"))
    note = models.CharField(_("Was ist neu"), max_length=300, blank=True)
    introduction = models.TextField(_("Einleitung"), blank=True)
    source_file = models.ForeignKey("foundation.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    source_sha256 = models.CharField(max_length=64, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        ordering = ["concept", "-number"]
        constraints = [models.UniqueConstraint(fields=["concept", "number"], name="version_number_once")]
        indexes = [models.Index(fields=["source_sha256"], name="version_of_source")]

    def __str__(self) -> str:
        return f"{self.concept} – {_('Fassung')} {self.number}"


class Section(models.Model):
    """`key` is stable over versions and part of addresses ("6.1", "einleitung").

    `parent` of a measure is its central project.
    """

    class Kind(models.TextChoices):
        CENTRAL_PROJECT = "central_project", _("Zentrales Vorhaben")
        MEASURE = "measure", _("Maßnahme")
        CHAPTER = "chapter", _("Kapitel")

    version = models.ForeignKey(ConceptVersion, models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices)
    key = models.CharField(max_length=80)
    number = models.CharField(_("Nummer"), max_length=20, blank=True)
    title = models.CharField(_("Titel"), max_length=300)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Abschnitt")
        verbose_name_plural = _("Abschnitte")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="section_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="section_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Paragraph(models.Model):
    """`anchor` is stable over versions: deep links and comments hang on it."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        LIST_ITEM = "list_item", _("Listenpunkt")
        TABLE_ROW = "table_row", _("Tabellenzeile")
        HEADING = "heading", _("Zwischenüberschrift")

    version = models.ForeignKey(ConceptVersion, models.CASCADE, related_name="paragraphs")
    section = models.ForeignKey(Section, models.CASCADE, related_name="paragraphs")
    anchor = models.CharField(max_length=100)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices, default=Kind.TEXT)
    text = models.TextField(_("Text"))
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Absatz")
        verbose_name_plural = _("Absätze")
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "anchor"], name="paragraph_anchor_once")]
        indexes = [models.Index(fields=["section", "position"], name="paragraph_of_section")]

    def __str__(self) -> str:
        return f"¶ {self.anchor}"


class ConceptImport(models.Model):
    """A recognised document waiting for its preview to be corrected; nothing of it is public. Retention: 30 days.

    `recognised`: JSON form of `calc.recognition.concept.RecognisedConcept`, with the corrections made so far.
    `proposal`: facts of the import itself: state of the background task and why it failed; `is_partial` when the
    document is only a part of the concept.
    """

    concept = models.ForeignKey(Concept, models.CASCADE, null=True, blank=True, related_name="imports")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    file = models.ForeignKey("foundation.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    source_name = models.CharField(max_length=200)
    source_sha256 = models.CharField(max_length=64)
    recognised = models.JSONField()
    proposal = models.JSONField(default=dict)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    stored_as = models.ForeignKey(ConceptVersion, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Importe")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_sha256"],
                condition=models.Q(stored_as__isnull=True),
                name="import_waits_once",
            )
        ]

    def __str__(self) -> str:
        return self.source_name
