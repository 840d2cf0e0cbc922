"""Asking the contact of a case through the platform: addresses and questions, both private."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.cases.models import Case


class ContactAddress(models.Model):
    """Where questions about a case go; shown to the editors only. `role`: as in the record's field "contacts".

    `consent_source`: what shows that the person agreed; `expires_on`: afterwards nothing is sent there.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="addresses")
    role = models.CharField(_("Funktion"), max_length=200)
    email = models.EmailField(_("E-Mail-Adresse"), max_length=200)
    consent_source = models.CharField(_("Nachweis der Einwilligung"), max_length=200)
    expires_on = models.DateField(_("gültig bis"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Adresse für Fragen")
        verbose_name_plural = _("Adressen für Fragen")
        ordering = ["case", "role"]
        constraints = [models.UniqueConstraint(fields=["case", "email"], name="contact_address_once")]

    def __str__(self) -> str:
        return f"{self.role} ({self.case})"


class Question(models.Model):
    """A question to the contact of a case. It is sent on only after the asker has confirmed the own address.

    `address`: None when the case has no contact with an address: then the editors get it. `submission_key`: nonce of
    the form, so that it counts once. `token_hash`: of the link in the mail that asks for confirmation.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="questions")
    address = models.ForeignKey(ContactAddress, models.SET_NULL, null=True, blank=True, related_name="questions")
    asker_name = models.CharField(_("Name"), max_length=120)
    asker_organisation = models.CharField(_("Gemeinde oder Einrichtung"), max_length=200, blank=True)
    asker_email = models.EmailField(_("E-Mail-Adresse"), max_length=200)
    text = models.TextField(_("Frage"))
    language = models.CharField(max_length=5, default="de")
    submission_key = models.CharField(max_length=40, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(_("gefragt am"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Frage zu einem Fall")
        verbose_name_plural = _("Fragen zu Fällen")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["case", "asked_at"], name="case_question_by_case")]
        constraints = [
            models.CheckConstraint(
                name="case_question_confirmed_later",
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=models.F("asked_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.asker_name}: {self.case}"
