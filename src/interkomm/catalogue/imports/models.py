"""Files with cases that wait to be looked at, the cases found in them, and what columns mean to an organisation."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.cases.models import Case
from interkomm.organisations.models import Organisation


class CaseImportQuerySet(models.QuerySet["CaseImport"]):
    def visible_to(self, organisation_ids: set[int], author_id: int) -> "CaseImportQuerySet":
        """Imports of these organisations, and own ones without an organisation."""
        return self.filter(
            models.Q(organisation_id__in=organisation_ids) | models.Q(organisation__isnull=True, author_id=author_id)
        )


class CaseImport(models.Model):
    """A file or pasted text whose cases are being checked; nobody but its organisation sees it. Retention: 30 days.

    Without an organisation it is the author's own (editors of the catalogue).

    `kind`: which reader understood it. `sheets`: columns and examples of a table, for the step that gives columns a
    meaning; `targets`: that meaning (sheet → target per column). `texts`: running texts that cases were found in.
    `problems`: what went wrong, as code and facts.
    """

    class State(models.TextChoices):
        READING = "reading", _("wird gelesen")
        FAILED = "failed", _("nicht lesbar")
        MAPPING = "mapping", _("Spalten zuordnen")
        CHECKING = "checking", _("wird geprüft")
        DONE = "done", _("vorgeschlagen")

    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey("foundation.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    source_name = models.CharField(_("Quelle"), max_length=200)
    source_url = models.CharField(_("Adresse der Quelle"), max_length=1000, blank=True)
    source_sha256 = models.CharField(max_length=64)
    retrieved_on = models.DateField(_("abgerufen am"))
    kind = models.CharField(max_length=20, blank=True)
    state = models.CharField(_("Stand"), max_length=10, choices=State.choices, default=State.READING)
    sheets = models.JSONField(default=list)
    targets = models.JSONField(default=dict)
    texts = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    proposed_at = models.DateTimeField(_("vorgeschlagen am"), null=True, blank=True)

    objects = CaseImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Import von Fällen")
        verbose_name_plural = _("Importe von Fällen")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_sha256"],
                condition=models.Q(organisation__isnull=False),
                name="case_import_once_of_organisation",
            ),
            models.UniqueConstraint(
                fields=["author", "source_sha256"],
                condition=models.Q(organisation__isnull=True),
                name="case_import_once_of_author",
            ),
        ]

    def __str__(self) -> str:
        return self.source_name

    @property
    def is_open(self) -> bool:
        """Whether something can still be decided."""
        return self.state in (self.State.MAPPING, self.State.CHECKING)


class ImportedCase(models.Model):
    """One case of an import. `content`: JSON of the record as read; `findings`: what to look at (`imports.stored`).

    `decisions`: number of the finding → what was decided; `left_out`: facts that are not taken over, as "field" or
    "field:number". `open_decisions`: how many findings still need one. `target`: the case to change, None for a new one.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("offen")
        SKIPPED = "skipped", _("nicht übernehmen")
        PROPOSED = "proposed", _("vorgeschlagen")

    proposal = models.ForeignKey(CaseImport, models.CASCADE, related_name="cases")
    position = models.PositiveIntegerField()
    name = models.CharField(_("Name"), max_length=300)
    content = models.JSONField()
    findings = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    text_number = models.PositiveSmallIntegerField(null=True)
    finding_count = models.PositiveSmallIntegerField(default=0)
    open_decisions = models.PositiveSmallIntegerField(default=0)
    duplicate = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+")
    target = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        verbose_name = _("eingelesener Fall")
        verbose_name_plural = _("eingelesene Fälle")
        ordering = ["proposal", "position"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="imported_case_position_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ColumnMeaning(models.Model):
    """What an organisation took the columns of a table for, offered again for the next file with the same headers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    headers_sha256 = models.CharField(max_length=64)
    headers = models.JSONField()
    targets = models.JSONField()
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Bedeutung von Spalten")
        verbose_name_plural = _("Bedeutungen von Spalten")
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "headers_sha256"], name="column_meaning_once"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.headers)[:100]
