"""Contributions: comments on chapter, measure, paragraph or marked passage; replies; supports; counted in tallies."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation
from interkomm.participation.processes.models import Process, ProcessPart

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no letters that look alike


def new_public_id() -> str:
    """Ten characters (49 bits), readable over the telephone."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


class Reason(models.TextChoices):
    """The published rules; each hiding names one of them (slice `moderation`)."""

    INSULT = "insult", _("Beleidigung oder Bedrohung")
    HATE = "hate", _("Hetze oder Diskriminierung")
    PERSONAL_DATA = "personal_data", _("persönliche Daten anderer")
    ADVERTISING = "advertising", _("Werbung oder Spam")
    OFF_TOPIC = "off_topic", _("gehört nicht zum Thema")
    UNLAWFUL = "unlawful", _("verstößt gegen ein Gesetz")
    OTHER = "other", _("anderer Grund")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def public(self) -> "ContributionQuerySet":
        """What everybody may see: published ones (hidden and withdrawn ones stay as notes in their thread)."""
        return self.filter(state=Contribution.State.PUBLISHED)


class Contribution(models.Model):
    """No e-mail and no address of a person is stored here. `submission_key` (the nonce of the form stamp) makes it exactly once.

    Target: `section_key` empty = the whole part; `anchor` empty = the whole section; `quote` empty = the whole paragraph.
    `quote_*` is a text-quote selector on the paragraph as it was in `version_number`.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", _("veröffentlicht")
        HELD = "held", _("wird geprüft")
        HIDDEN = "hidden", _("ausgeblendet")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    class Status(models.TextChoices):
        RECEIVED = "received", _("eingegangen")
        UNDER_REVIEW = "under_review", _("in Prüfung")
        TAKEN_UP = "taken_up", _("aufgenommen")
        PARTLY = "partly", _("teilweise aufgenommen")
        NOT_TAKEN_UP = "not_taken_up", _("nicht aufgenommen")
        FORWARDED = "forwarded", _("weitergeleitet")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    process = models.ForeignKey(Process, models.PROTECT, related_name="contributions")
    part = models.ForeignKey(ProcessPart, models.PROTECT, related_name="contributions")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    section_key = models.CharField(max_length=80, blank=True)
    anchor = models.CharField(max_length=100, blank=True)
    quote = models.TextField(blank=True)
    quote_prefix = models.CharField(max_length=64, blank=True)
    quote_suffix = models.CharField(max_length=64, blank=True)
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    version_number = models.PositiveIntegerField(default=1)
    is_orphaned = models.BooleanField(_("Textstelle entfallen"), default=False)

    text = models.TextField(_("Beitrag"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    author_name = models.CharField(_("Name"), max_length=80, blank=True)
    on_behalf_of = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    municipality = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)
    submission_key = models.CharField(max_length=64, unique=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.PUBLISHED)
    state_reason = models.CharField(max_length=30, blank=True)
    state_note = models.TextField(blank=True)
    status = models.CharField(_("Stand"), max_length=15, choices=Status.choices, default=Status.RECEIVED)
    forwarded_to = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    support_count = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    reply_number = models.PositiveIntegerField(
        default=0
    )  # place in its thread, so that the first ones are cheap to read
    report_count = models.PositiveIntegerField(default=0)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Beitrag")
        verbose_name_plural = _("Beiträge")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="contribution_quote_needs_anchor", condition=Q(quote="") | ~Q(anchor="")),
            models.CheckConstraint(
                name="contribution_anchor_needs_section", condition=Q(anchor="") | ~Q(section_key="")
            ),
        ]
        indexes = [
            models.Index(fields=["process", "parent", "-id"], name="contribution_list"),
            models.Index(fields=["part", "section_key", "parent", "-id"], name="contribution_of_section"),
            models.Index(fields=["process", "status", "-id"], name="contribution_status"),
            models.Index(fields=["process", "municipality", "-id"], name="contribution_place"),
            models.Index(fields=["parent", "reply_number", "id"], name="contribution_replies"),
            models.Index(fields=["process", "state", "-id"], name="contribution_state"),
        ]

    def __str__(self) -> str:
        return f"{_('Beitrag')} {self.public_id}"


class Support(models.Model):
    """One support by one supporter. `supporter_key`: hash of the account key or of a random key kept in the browser."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="supports")
    supporter_key = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Unterstützung")
        verbose_name_plural = _("Unterstützungen")
        constraints = [models.UniqueConstraint(fields=["contribution", "supporter_key"], name="support_once")]

    def __str__(self) -> str:
        return f"+ {self.contribution_id}"


class Tally(models.Model):
    """Counts kept in the transaction of each change, so that pages cost the same with 100 and 100,000 contributions.

    One row per (part, section, anchor, municipality, status) of *published* contributions; replies are counted apart.
    `municipality_key` and `anchor`: 0 and "" for none, so that the uniqueness holds.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="tallies")
    part = models.ForeignKey(ProcessPart, models.CASCADE, related_name="tallies")
    section_key = models.CharField(max_length=80, blank=True)
    anchor = models.CharField(max_length=100, blank=True)
    municipality_key = models.BigIntegerField(default=0)
    status = models.CharField(max_length=15)
    contributions = models.IntegerField(default=0)
    replies = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("Zählstand")
        verbose_name_plural = _("Zählstände")
        constraints = [
            models.UniqueConstraint(
                fields=["part", "section_key", "anchor", "municipality_key", "status"], name="tally_once"
            )
        ]
        indexes = [models.Index(fields=["process", "section_key"], name="tally_of_process")]

    def __str__(self) -> str:
        return f"{self.section_key}/{self.anchor}: {self.contributions}"
