"""Areas: country, states, districts, associations and municipalities with their keys, facts and boundaries.

An area's identity is the area while it exists; its keys may change (`FormerKey`). A merger ends the old areas
(`valid_to`) and links them to the new one (`Succession`).
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """Levels of administration, from the top."""

    COUNTRY = "country", _("Staat")
    STATE = "state", _("Land")
    DISTRICT = "district", _("Kreis")
    ASSOCIATION = "association", pgettext_lazy("Ebene", "Gemeindeverband")
    MUNICIPALITY = "municipality", _("Gemeinde")


class AreaQuerySet(models.QuerySet["Area"]):
    """The vocabulary for lists of areas."""

    def in_force(self, on: date | None = None) -> "AreaQuerySet":
        """Areas that exist on that day (default: today)."""
        on = on or timezone.localdate()
        began = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        return self.filter(began, Q(valid_to__isnull=True) | Q(valid_to__gt=on))

    def municipalities(self) -> "AreaQuerySet":
        """Governed municipalities: without gemeindefreie Gebiete."""
        return self.filter(level=Level.MUNICIPALITY, is_unincorporated=False)

    def districts(self) -> "AreaQuerySet":
        """Districts and towns that are their own district."""
        return self.filter(level=Level.DISTRICT)

    def states(self) -> "AreaQuerySet":
        """The Länder."""
        return self.filter(level=Level.STATE)

    def in_box(self, west: float, south: float, east: float, north: float) -> "AreaQuerySet":
        """Areas whose bounding box meets the given one (degrees)."""
        return self.filter(bbox_west__lte=east, bbox_east__gte=west, bbox_south__lte=north, bbox_north__gte=south)

    def with_places(self) -> "AreaQuerySet":
        """With district and state at hand, for lists."""
        return self.select_related("parent", "state")


class Area(models.Model):
    """One area. Population are persons, area is km², coordinates are degrees (WGS 84)."""

    level = models.CharField(_("Ebene"), max_length=12, choices=Level)
    official_key = models.CharField(_("Amtlicher Schlüssel (AGS)"), max_length=9)
    regional_key = models.CharField(_("Regionalschlüssel (ARS)"), max_length=12, blank=True)
    nuts = models.CharField(_("NUTS"), max_length=5, blank=True)
    name = models.CharField(_("Name"), max_length=100)
    official_name = models.CharField(_("Amtlicher Name"), max_length=120)
    search_name = models.CharField(max_length=150)
    kind = models.CharField(_("Bezeichnung"), max_length=60, blank=True)
    is_unincorporated = models.BooleanField(_("gemeindefrei"), default=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    association = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="members")
    state = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField(_("besteht seit"), null=True, blank=True)
    valid_to = models.DateField(_("besteht nicht mehr seit spätestens"), null=True, blank=True)
    population = models.PositiveIntegerField(_("Einwohnerzahl"), null=True, blank=True)
    population_on = models.DateField(_("Gebietsstand der Einwohnerzahl"), null=True, blank=True)
    population_source = models.CharField(_("Quelle der Einwohnerzahl"), max_length=200, blank=True)
    area_km2 = models.DecimalField(_("Fläche in km²"), max_digits=10, decimal_places=2, null=True, blank=True)
    postcode = models.CharField(_("Postleitzahl der Verwaltung"), max_length=5, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    bbox_west = models.FloatField(null=True, blank=True)
    bbox_south = models.FloatField(null=True, blank=True)
    bbox_east = models.FloatField(null=True, blank=True)
    bbox_north = models.FloatField(null=True, blank=True)

    objects: ClassVar[models.Manager["Area"]] = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gebiet")
        verbose_name_plural = _("Gebiete")
        ordering = ["search_name", "official_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "official_key"], condition=Q(valid_to__isnull=True), name="area_key_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="area_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(bbox_west__isnull=True)
                | (Q(bbox_west__lte=F("bbox_east")) & Q(bbox_south__lte=F("bbox_north"))),
                name="area_box_in_order",
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_on__isnull=False),
                name="area_population_has_a_date",
            ),
        ]
        indexes = [
            models.Index(fields=["level", "official_key"]),
            models.Index(fields=["level", "search_name"]),
            models.Index(fields=["regional_key"]),
            models.Index(fields=["postcode"]),
            models.Index(fields=["level", "bbox_south", "bbox_north", "bbox_west", "bbox_east"], name="area_box"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the area."""
        return reverse("places:area", args=[self.official_key])

    @property
    def is_in_force(self) -> bool:
        """Whether the area exists today."""
        today = timezone.localdate()
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_to is None or self.valid_to > today)

    @property
    def bbox(self) -> tuple[float, float, float, float] | None:
        """(west, south, east, north) in degrees."""
        if self.bbox_west is None or self.bbox_south is None or self.bbox_east is None or self.bbox_north is None:
            return None
        return self.bbox_west, self.bbox_south, self.bbox_east, self.bbox_north


class AreaGeometry(models.Model):
    """The boundary, apart from `Area` so that lists stay cheap. `geojson`: text of a (Multi)Polygon geometry."""

    area = models.OneToOneField(Area, models.CASCADE, primary_key=True, related_name="geometry")
    geojson = models.TextField()
    boundary_on = models.DateField(_("Stand der Grenze"))
    source = models.CharField(_("Quelle der Grenze"), max_length=200)
    is_composed = models.BooleanField(
        _("aus Vorgängergebieten zusammengesetzt"),
        default=False,
        help_text=_("Die Grenze ist die Vereinigung der Gebiete, aus denen die Gemeinde entstanden ist."),
    )

    class Meta:
        verbose_name = _("Grenze")
        verbose_name_plural = _("Grenzen")
        ordering = ["area"]

    def __str__(self) -> str:
        return str(self.boundary_on)


class FormerKey(models.Model):
    """A key under which the same area was listed before."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="former_keys")
    official_key = models.CharField(_("früherer Schlüssel (AGS)"), max_length=9)
    regional_key = models.CharField(_("früherer Regionalschlüssel (ARS)"), max_length=12, blank=True)
    replaced_on = models.DateField(_("ersetzt spätestens am"))

    class Meta:
        verbose_name = _("früherer Schlüssel")
        verbose_name_plural = _("frühere Schlüssel")
        ordering = ["-replaced_on"]
        constraints = [
            models.UniqueConstraint(fields=["area", "official_key", "regional_key"], name="former_key_once_per_area")
        ]
        indexes = [models.Index(fields=["official_key"])]

    def __str__(self) -> str:
        return self.official_key


class Succession(models.Model):
    """`predecessor` became (part of) `successor`. `certainty` below 1: proposed by us, with its ground."""

    class Ground(models.TextChoices):
        """What the link stands on."""

        SAME_NAME = "same_name", _("gleicher Name und passende Fläche")
        AREA_SUM = "area_sum", _("die Flächen ergeben zusammen genau den Zuwachs")
        ONLY_NEIGHBOUR = "only_neighbour", _("einzige gewachsene Nachbargemeinde")
        CONFIRMED = "confirmed", _("bestätigt")

    predecessor = models.ForeignKey(Area, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Area, models.CASCADE, related_name="origins")
    effective_by = models.DateField(_("wirksam spätestens am"))
    ground = models.CharField(_("Grundlage"), max_length=20, choices=Ground)
    certainty = models.FloatField(_("Sicherheit"))

    class Meta:
        verbose_name = _("Nachfolge")
        verbose_name_plural = _("Nachfolgen")
        ordering = ["effective_by", "predecessor"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_of_two_areas"),
            models.CheckConstraint(
                condition=Q(certainty__gte=0) & Q(certainty__lte=1), name="succession_certainty_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Edition(models.Model):
    """One edition of a source that was read in: the version of our list of places."""

    class Kind(models.TextChoices):
        """What was read."""

        LAYER = "layer", _("mitgelieferte Grenzen und Verzeichnis")
        REGISTER = "register", _("Gemeindeverzeichnis")
        BOUNDARIES = "boundaries", _("Grenzen")

    kind = models.CharField(_("Art"), max_length=12, choices=Kind)
    as_of = models.DateField(_("Gebietsstand"))
    source = models.CharField(_("Quelle"), max_length=200)
    digest = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64)
    counts = models.JSONField(_("Zählung"), default=dict)
    read_at = models.DateTimeField(_("eingelesen am"), default=timezone.now)

    class Meta:
        verbose_name = _("Ausgabe")
        verbose_name_plural = _("Ausgaben")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "digest"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.as_of}"
