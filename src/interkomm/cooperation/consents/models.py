"""Joint decisions on a joint thing: who asked for which act, and which owner has agreed or refused."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation


class ConsentRule(models.TextChoices):
    LEAD = "lead", _("die federführende Gemeinde allein")
    MAJORITY = "majority", _("die Mehrheit der Gemeinden")
    ALL = "all", _("alle Gemeinden")


class ConsentRequest(models.Model):
    """`subject_type`/`subject_id`: the joint thing of an upper context; `act`: what shall be done with it.

    Rule and owners are frozen when the request is opened, so that a later change of partners does not alter it.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("offen")
        GRANTED = "granted", _("beschlossen")
        REFUSED = "refused", _("abgelehnt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=300)
    act = models.CharField(_("Handlung"), max_length=30)
    arguments = models.JSONField(default=dict)
    rule = models.CharField(_("Zustimmungsregel"), max_length=10, choices=ConsentRule.choices)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owners = models.ManyToManyField(Organisation, related_name="consent_requests")
    reason = models.TextField(_("Begründung"), blank=True)
    outcome = models.CharField(_("Ergebnis"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Zustimmungsverfahren")
        verbose_name_plural = _("Zustimmungsverfahren")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "act"],
                condition=Q(outcome="open"),
                name="consent_one_open_request",
            )
        ]

    def __str__(self) -> str:
        return self.subject_label


class Consent(models.Model):
    request = models.ForeignKey(ConsentRequest, models.CASCADE, related_name="consents")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agrees = models.BooleanField(_("stimmt zu"))
    remark = models.TextField(_("Anmerkung"), blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Zustimmung")
        verbose_name_plural = _("Zustimmungen")
        constraints = [models.UniqueConstraint(fields=["request", "organisation"], name="consent_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {'+' if self.agrees else '-'}"
