"""Cases, their revisions, and what lists and searches need of the released revision.

The content of a case is one record (`calc.cases`), stored as JSON in immutable revisions. Everything else in these tables
is derived from the released revision (`cases.projection`) and can be made anew.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interkomm.organisations.models import Organisation
from interkomm.places.models import Area

TOPIC = "catalogue"  # what lists, search and maps of the catalogue depend on


TOPICS = 64  # of cases: as many as all requests can afford to read, however many cases there are


def topic_of(key: int) -> str:
    """What the page of one case depends on; cases share topics, so a change makes some other pages anew as well."""
    return f"cases:{key % TOPICS + 1}"


class CaseQuerySet(models.QuerySet["Case"]):
    def released(self) -> "CaseQuerySet":
        """What everybody may read."""
        return self.filter(released__isnull=False, is_withdrawn=False)


class Case(models.Model):
    """One cooperation in the catalogue. `slug` never changes: it is the permalink.

    Derived columns: `name` … `changed_at`. `start_year`: earliest evidenced founding, contract or start; `population`: of
    the municipal partners together; `lat`, `lon`: degrees WGS 84; `completeness`: per cent.
    """

    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=100, unique=True)
    released = models.ForeignKey("catalogue.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    is_withdrawn = models.BooleanField(_("zurückgezogen"), default=False)
    withdrawn_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("Grund"), blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    name = models.CharField(_("Name"), max_length=300)
    summary = models.TextField(_("Kurzbeschreibung"), blank=True)
    status = models.CharField(_("Stand"), max_length=20, blank=True)
    legal_form = models.CharField(_("Rechtsform"), max_length=30, blank=True)
    start_year = models.PositiveSmallIntegerField(_("Beginn"), null=True, blank=True)
    partner_count = models.PositiveSmallIntegerField(_("Zahl der Partner"), null=True, blank=True)
    population = models.PositiveIntegerField(_("Einwohnerzahl"), null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    has_effects = models.BooleanField(_("mit belegten Wirkungen"), default=False)
    has_failed = models.BooleanField(_("gescheitert oder aufgelöst"), default=False)
    completeness = models.PositiveSmallIntegerField(_("Vollständigkeit in Prozent"), default=0)
    review_due_on = models.DateField(_("erneut zu prüfen ab"), null=True, blank=True)
    released_at = models.DateTimeField(_("erstmals freigegeben"), null=True, blank=True)
    changed_at = models.DateTimeField(_("zuletzt geändert"), default=timezone.now)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("Fall im Katalog")
        verbose_name_plural = _("Fälle im Katalog")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["changed_at", "id"], name="case_by_change"),
            models.Index(fields=["name", "id"], name="case_by_name"),
            models.Index(fields=["review_due_on"], name="case_by_review"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue:case", args=[self.slug])

    @property
    def topic(self) -> str:
        return topic_of(self.pk)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.released_id is not None and not self.is_withdrawn


class Revision(models.Model):
    """One state of the whole record. Drafts and returned proposals are written on; from the proposal on the content stays
    as it is, and only its way through the editors changes.

    `writers`: ids of all who wrote in it: none of them may release it. `changed_at`: last change of content or state.
    `content`: JSON of `calc.cases`. `based_on`: the revision that the author saw; when another one was released
    meanwhile, both differences are shown before the release.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PROPOSED = "proposed", _("vorgeschlagen")
        RETURNED = "returned", _("zurückgegeben")
        RELEASED = "released", _("freigegeben")
        SUPERSEDED = "superseded", _("abgelöst")
        DISCARDED = "discarded", _("verworfen")

    class Origin(models.TextChoices):
        EDIT = "edit", _("bearbeitet")
        IMPORT = "import", _("eingelesen")
        UNDO = "undo", pgettext_lazy("Herkunft", "zurückgenommen")
        COLLECTION = "collection", _("mitgeliefert")

    case = models.ForeignKey(Case, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("Fassung"))
    content = models.JSONField()
    state = models.CharField(_("Stand"), max_length=12, choices=State.choices, default=State.DRAFT)
    origin = models.CharField(_("Herkunft"), max_length=12, choices=Origin.choices, default=Origin.EDIT)
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    writers = models.JSONField(default=list, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    comment = models.CharField(_("Was ist geändert und warum"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(_("zuletzt geändert"), default=timezone.now)
    proposed_at = models.DateTimeField(_("vorgeschlagen am"), null=True, blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    review_note = models.TextField(_("Antwort der Redaktion"), blank=True)
    reviewed_at = models.DateTimeField(_("geprüft am"), null=True, blank=True)
    released_at = models.DateTimeField(_("freigegeben am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Fassung eines Falls")
        verbose_name_plural = _("Fassungen von Fällen")
        ordering = ["case", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_revision_number_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="released"), name="case_released_once"),
        ]
        indexes = [models.Index(fields=["state", "proposed_at"], name="case_revision_by_state")]

    def __str__(self) -> str:
        return f"{self.case} – {_('Fassung')} {self.number}"


class CasePartner(models.Model):
    """A partner of the released record. `area`, `organisation`: where ours is the same one."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="partners")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("Name"), max_length=300)
    official_key = models.CharField(_("Amtlicher Schlüssel (AGS)"), max_length=9, blank=True)
    country = models.CharField(_("Staat"), max_length=2, default="DE")
    kind = models.CharField(_("Art"), max_length=20, default="municipality")
    role = models.CharField(_("Rolle"), max_length=10, default="partner")
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    joined_year = models.PositiveSmallIntegerField(_("beigetreten"), null=True, blank=True)
    left_year = models.PositiveSmallIntegerField(_("ausgetreten"), null=True, blank=True)

    class Meta:
        verbose_name = _("Partner eines Falls")
        verbose_name_plural = _("Partner von Fällen")
        ordering = ["case", "position"]
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="case_partner_place_once")]
        indexes = [models.Index(fields=["official_key"], name="case_partner_by_key")]

    def __str__(self) -> str:
        return self.name


class CaseTerm(models.Model):
    """A term of the released record, for filters. `vocabulary`, `code`: as in `vocabulary.terms`."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="terms")
    vocabulary = models.CharField(max_length=20)
    code = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("Begriff eines Falls")
        verbose_name_plural = _("Begriffe von Fällen")
        ordering = ["case", "vocabulary", "code"]
        constraints = [models.UniqueConstraint(fields=["case", "vocabulary", "code"], name="case_term_once")]
        indexes = [models.Index(fields=["vocabulary", "code"], name="case_term_by_code")]

    def __str__(self) -> str:
        return f"{self.vocabulary}: {self.code}"


class CasePart(models.Model):
    """The released record of `case` names the case with this slug as a part of it: the way back to the whole."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="named_parts")
    slug = models.SlugField(max_length=100)

    class Meta:
        verbose_name = _("Teilkooperation eines Falls")
        verbose_name_plural = _("Teilkooperationen von Fällen")
        ordering = ["case", "slug"]
        constraints = [models.UniqueConstraint(fields=["case", "slug"], name="case_part_once")]

    def __str__(self) -> str:
        return self.slug
