"""Organisations: municipalities, their offices and bodies, and other institutions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from interkomm.places.models import Area


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def municipalities(self) -> "OrganisationQuerySet":
        return self.filter(kind=Organisation.Kind.MUNICIPALITY)

    def active(self) -> "OrganisationQuerySet":
        return self.filter(is_active=True)


class Organisation(models.Model):
    """`parent`: the municipality an office or body belongs to. `area`: the territory of a municipality or district."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Gemeinde")
        DISTRICT = "district", _("Landkreis")
        OFFICE = "office", _("Amt")
        BODY = "body", _("Gremium")
        AUTHORITY = "authority", _("Behörde")
        ASSOCIATION = "association", _("Verband oder Verein")
        UNIVERSITY = "university", _("Hochschule")
        COMPANY = "company", _("Unternehmen")
        OTHER = "other", _("andere Einrichtung")

    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices, default=Kind.MUNICIPALITY)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Kurzname"), max_length=60, blank=True)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="organisations")
    website = models.URLField(_("Website"), blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    city = models.CharField(_("Ort"), max_length=120, blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    claim = models.CharField(_("Leitspruch"), max_length=120, blank=True)
    brand_light = models.CharField(_("Farbe"), max_length=7, blank=True)
    brand_dark = models.CharField(_("Farbe im dunklen Farbschema"), max_length=7, blank=True)
    logo = models.ForeignKey("foundation.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    imprint = models.TextField(_("Impressum"), blank=True)
    privacy_notice = models.TextField(_("Datenschutzhinweise"), blank=True)
    accessibility_contact = models.TextField(_("Ansprechstelle Barrierefreiheit"), blank=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organisation_not_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:detail", args=[self.slug])

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def topic(self) -> str:
        """Its topic for the page store."""
        return f"organisation:{self.pk}"
