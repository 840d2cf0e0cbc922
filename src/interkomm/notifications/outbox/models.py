"""The outbox: every mail is a row, written in the transaction of the act that it tells about, and sent afterwards."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_message_id() -> str:
    """The `Message-ID` without brackets. The same over all attempts, so that a mail arriving twice is shown once."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
    return f"{uuid.uuid4().hex}@{host}"


class OutboxMailQuerySet(models.QuerySet["OutboxMail"]):
    def waiting(self) -> "OutboxMailQuerySet":
        """Neither sent nor given up."""
        return self.filter(sent_at__isnull=True, failed_at__isnull=True)

    def due(self, now: datetime) -> "OutboxMailQuerySet":
        """What may be tried now and is not in the hands of another worker."""
        return self.waiting().filter(Q(claimed_until__isnull=True) | Q(claimed_until__lt=now), send_after__lte=now)


class OutboxMail(models.Model):
    """One mail to one address.

    `send_after`: not tried before; `claimed_until`: a worker has it until then; `dedupe_key`: at most one mail with
    it; `purpose`: kind of mail, for limits and counts. The text of a sent mail is emptied at once: it may hold
    private links.
    """

    to = models.EmailField(_("an"), max_length=254)
    subject = models.CharField(_("Betreff"), max_length=200)
    text = models.TextField(_("Text"), blank=True)
    headers = models.JSONField(default=dict)
    purpose = models.CharField(_("Anlass"), max_length=40)
    dedupe_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    message_id = models.CharField(max_length=200, unique=True, default=new_message_id)
    created_at = models.DateTimeField(_("geschrieben"), default=timezone.now)
    send_after = models.DateTimeField(_("nächster Versuch"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("gesendet"), null=True, blank=True)
    failed_at = models.DateTimeField(_("aufgegeben"), null=True, blank=True)
    last_error = models.TextField(_("letzter Fehler"), blank=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mail")
        verbose_name_plural = _("Mails")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["send_after", "id"],
                condition=Q(sent_at__isnull=True, failed_at__isnull=True),
                name="outbox_waiting",
            ),
            models.Index(fields=["to", "purpose", "created_at"], name="outbox_to_address"),
            models.Index(fields=["created_at"], name="outbox_age"),
        ]

    def __str__(self) -> str:
        return f"{_('Mail')} {self.pk}"

    @property
    def state(self) -> str:
        """One of "sent", "failed", "waiting"."""
        if self.sent_at:
            return "sent"
        return "failed" if self.failed_at else "waiting"
