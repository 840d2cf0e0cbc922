"""Contacts by role: reachable people or desks, with consent to publish and an expiry date."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.bodies.models import Organisation


class ContactQuerySet(models.QuerySet["Contact"]):
    def public_on(self, day: date) -> "ContactQuerySet":
        """Contacts that may be shown to everybody on this day: consent given and not expired."""
        return self.filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day), is_public=True, consent_on__isnull=False
        )


class Contact(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts")
    role_title = models.CharField(_("Aufgabe"), max_length=120)
    person_name = models.CharField(_("Name"), max_length=120, blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    is_public = models.BooleanField(_("öffentlich zeigen"), default=False)
    consent_on = models.DateField(_("Einwilligung vom"), null=True, blank=True)
    consent_source = models.CharField(_("Nachweis der Einwilligung"), max_length=200, blank=True)
    expires_on = models.DateField(_("gültig bis"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kontakt")
        verbose_name_plural = _("Kontakte")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "role_title", "person_name", "email"],
                name="contact_once",
                violation_error_message=_("Diesen Kontakt gibt es schon."),
            ),
            models.CheckConstraint(
                name="contact_public_with_consent", condition=Q(is_public=False) | Q(consent_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_title} ({self.organisation})"
