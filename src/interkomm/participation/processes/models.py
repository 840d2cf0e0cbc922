"""A participation process of several equal municipalities, its phases and its parts."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.models import ConsentRule, Cooperation
from interkomm.organisations.models import Organisation


class ProcessQuerySet(models.QuerySet["Process"]):
    def published(self) -> "ProcessQuerySet":
        """What everybody may read: published, also when closed; never drafts or deleted ones."""
        return self.filter(published_at__isnull=False, deleted_at__isnull=True)

    def of_organisations(self, organisation_ids: set[int]) -> "ProcessQuerySet":
        return self.filter(ownerships__organisation_id__in=organisation_ids, deleted_at__isnull=True).distinct()


class Process(models.Model):
    """`published_at`, `closed_at`, `deleted_at` are set by consented acts only; words of state derive from them."""

    class Openness(models.TextChoices):
        ANYONE = "anyone", _("alle, auch ohne Konto")
        ACCOUNT = "account", _("nur mit Konto")

    title = models.CharField(_("Titel"), max_length=200)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, unique=True)
    summary = models.TextField(_("Worum geht es?"), blank=True)
    description = models.TextField(_("Beschreibung"), blank=True)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, null=True, blank=True, related_name="processes")
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="led_processes", verbose_name=_("Federführung"))
    consent_rule = models.CharField(
        _("Zustimmungsregel"), max_length=10, choices=ConsentRule.choices, default=ConsentRule.MAJORITY
    )
    openness = models.CharField(
        _("Wer darf sich beteiligen?"), max_length=10, choices=Openness.choices, default=Openness.ANYONE
    )
    checks_before_publication = models.BooleanField(_("Beiträge vor der Veröffentlichung prüfen"), default=False)
    asks_municipality = models.BooleanField(_("nach der Gemeinde fragen"), default=True)
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, blank=True)
    closed_at = models.DateTimeField(_("vorzeitig beendet am"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("gelöscht am"), null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("Beteiligungsverfahren")
        verbose_name_plural = _("Beteiligungsverfahren")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        return f"process:{self.pk}"

    @property
    def talk_topic(self) -> str:
        """Topic of its contributions and answers: they do not spoil what is remembered of the process itself."""
        return f"contributions:{self.pk}"


class ProcessOwner(models.Model):
    """One of the equal owners. Its logo, contact, imprint and privacy notice are those of the organisation."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="ownerships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="process_ownerships")
    position = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Trägerin")
        verbose_name_plural = _("Trägerinnen")
        ordering = ["position", "organisation__name"]
        constraints = [models.UniqueConstraint(fields=["process", "organisation"], name="process_owner_once")]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.process}"


class Phase(models.Model):
    """A timed phase; while it runs it grants its features. Empty `ends_at`: until further notice."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information")
        COMMENT = "comment", _("Kommentierung")
        EVALUATION = "evaluation", _("Auswertung")
        RESULT = "result", _("Ergebnis")

    class Feature(models.TextChoices):
        COMMENT = "comment", _("Beiträge schreiben")
        REPLY = "reply", _("auf Beiträge antworten")
        SUPPORT = "support", _("Beiträge unterstützen")
        RESULTS = "results", _("Ergebnisse sehen")

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("Titel"), max_length=120, blank=True)
    description = models.TextField(_("Was geschieht in dieser Phase?"), blank=True)
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"), null=True, blank=True)
    features = models.JSONField(default=list)

    class Meta:
        verbose_name = _("Phase")
        verbose_name_plural = _("Phasen")
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="phase_ends_after_start", condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at"))
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())


class ProcessPart(models.Model):
    """One question of the participation in one format ("text_review"); what readers see as further questions."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="parts")
    format = models.CharField(max_length=30)
    title = models.CharField(_("Frage"), max_length=200)
    slug = models.SlugField(max_length=80)
    introduction = models.TextField(_("Einleitung"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("Teil des Verfahrens")
        verbose_name_plural = _("Teile des Verfahrens")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="part_slug_once")]

    def __str__(self) -> str:
        return self.title
