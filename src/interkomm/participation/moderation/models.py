"""Moderation: reports by readers, acts with reasons, appeals."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation
from interkomm.participation.contributions.models import Contribution, Reason


class Report(models.Model):
    """A reader says that a contribution breaks a rule. `submission_key` (nonce of the form stamp): exactly once.

    `act`: the decision about it. Nothing is stored about the person who reports.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("offen")
        UPHELD = "upheld", _("bestätigt")
        DISMISSED = "dismissed", _("kein Verstoß")

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="reports")
    reason = models.CharField(_("Grund"), max_length=20, choices=Reason.choices)
    text = models.TextField(_("Erläuterung"), blank=True)
    submission_key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    act = models.ForeignKey(
        "participation.ModerationAct", models.SET_NULL, null=True, blank=True, related_name="decided_reports"
    )

    class Meta:
        verbose_name = _("Meldung")
        verbose_name_plural = _("Meldungen")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["contribution"], condition=Q(outcome="open"), name="report_open")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.contribution}"


class ModerationAct(models.Model):
    """One decision. `state_before`: what the contribution was before; `undone_at`: the act was taken back."""

    class Kind(models.TextChoices):
        HIDE = "hide", _("ausgeblendet")
        RESTORE = "restore", _("wieder eingeblendet")
        RELEASE = "release", _("freigegeben")
        DISMISS = "dismiss", _("Meldung geprüft, kein Verstoß")

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="moderation_acts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(_("Grund"), max_length=20, choices=Reason.choices, blank=True)
    note = models.TextField(_("Begründung"), blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state_before = models.CharField(max_length=10, choices=Contribution.State.choices)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Moderation")
        verbose_name_plural = _("Moderationen")
        ordering = ["-id"]
        indexes = [models.Index(fields=["contribution", "-id"], name="moderation_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.contribution}"


class Appeal(models.Model):
    """Objection of the author against a hiding; decided by another person than the one who hid."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("offen")
        GRANTED = "granted", _("stattgegeben")
        REFUSED = "refused", _("zurückgewiesen")

    act = models.OneToOneField(ModerationAct, models.CASCADE, related_name="appeal")
    text = models.TextField(_("Begründung"))
    created_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    answer = models.TextField(_("Antwort"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Widerspruch")
        verbose_name_plural = _("Widersprüche")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{_('Widerspruch')} {self.act}"
