"""A cooperation (a region): equal partners with one changeable lead and a chosen consent rule."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.consents.models import ConsentRule
from interkomm.organisations.models import Organisation


class DatePrecision(models.TextChoices):
    """How much of a date is evidenced; the rest of it is shown nowhere."""

    DAY = "day", _("auf den Tag")
    MONTH = "month", _("auf den Monat")
    YEAR = "year", _("auf das Jahr")


class CooperationQuerySet(models.QuerySet["Cooperation"]):
    def published(self) -> "CooperationQuerySet":
        return self.filter(is_published=True)


class Cooperation(models.Model):
    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, unique=True)
    claim = models.CharField(_("Leitspruch"), max_length=160, blank=True)
    summary = models.TextField(_("Kurzbeschreibung"), blank=True)
    description = models.TextField(_("Beschreibung"), blank=True)
    founded_on = models.DateField(_("gegründet"), null=True, blank=True)
    founded_precision = models.CharField(
        _("Genauigkeit"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="led_cooperations")
    consent_rule = models.CharField(
        _("Zustimmungsregel"), max_length=10, choices=ConsentRule.choices, default=ConsentRule.MAJORITY
    )
    source_note = models.TextField(_("Quellen"), blank=True)
    is_published = models.BooleanField(_("öffentlich"), default=False)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CooperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kooperation")
        verbose_name_plural = _("Kooperationen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:region", args=[self.slug])

    @property
    def topic(self) -> str:
        return f"cooperation:{self.pk}"


class PartnerQuerySet(models.QuerySet["Partner"]):
    def current_on(self, day: date) -> "PartnerQuerySet":
        return self.filter(
            Q(joined_on__isnull=True) | Q(joined_on__lte=day), Q(left_on__isnull=True) | Q(left_on__gt=day)
        )


class Partner(models.Model):
    """`joined_on` empty: since the beginning, date not evidenced. `left_on`: first day without the partner."""

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    joined_on = models.DateField(_("beigetreten"), null=True, blank=True)
    left_on = models.DateField(_("ausgetreten"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Partner")
        verbose_name_plural = _("Partner")
        ordering = ["position", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "organisation"], condition=Q(left_on__isnull=True), name="partner_once"
            ),
            models.CheckConstraint(
                name="partner_leaves_after_joining",
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=models.F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.cooperation}"


class PartnerInvitation(models.Model):
    """An organisation is asked to join; it becomes a partner when its own management accepts."""

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cooperation_invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(_("eingeladen am"), default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("beantwortet am"), null=True, blank=True)
    is_accepted = models.BooleanField(_("angenommen"), null=True, blank=True)

    class Meta:
        verbose_name = _("Einladung in eine Kooperation")
        verbose_name_plural = _("Einladungen in eine Kooperation")
        ordering = ["organisation__name", "-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "organisation"],
                condition=Q(answered_at__isnull=True),
                name="partner_invited_once",
            ),
            models.CheckConstraint(
                name="partner_invitation_answered_whole",
                condition=Q(answered_at__isnull=True, is_accepted__isnull=True)
                | Q(answered_at__isnull=False, is_accepted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} → {self.cooperation}"
