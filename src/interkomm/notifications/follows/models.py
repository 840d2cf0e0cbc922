"""Who wants mails about a process or a contribution. An address stands only here, never beside a contribution."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.participation.models import Contribution, Process


class FollowQuerySet(models.QuerySet["Follow"]):
    def confirmed(self) -> "FollowQuerySet":
        """Only these ever get more than the one mail that asks for confirmation."""
        return self.filter(confirmed_at__isnull=False)


class Follow(models.Model):
    """Either of a person with an account or of an e-mail address; either of a process or of a contribution.

    `is_author`: the person wrote the contribution. Links in mails are signed with the key of the row, so no token is
    stored; they end with the row.
    """

    process = models.ForeignKey(Process, models.CASCADE, null=True, blank=True, related_name="follows")
    contribution = models.ForeignKey(Contribution, models.CASCADE, null=True, blank=True, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="follows")
    email = models.EmailField(_("E-Mail-Adresse"), max_length=254, blank=True)
    is_author = models.BooleanField(default=False)
    language = models.CharField(_("Sprache"), max_length=5, default="de")
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(_("bestätigt"), null=True, blank=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("Benachrichtigung")
        verbose_name_plural = _("Benachrichtigungen")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="follow_one_subject",
                condition=Q(process__isnull=True, contribution__isnull=False)
                | Q(process__isnull=False, contribution__isnull=True),
            ),
            models.CheckConstraint(
                name="follow_one_recipient",
                condition=Q(user__isnull=True) & ~Q(email="") | Q(user__isnull=False, email=""),
            ),
            models.UniqueConstraint(
                fields=["process", "user"],
                condition=Q(process__isnull=False, user__isnull=False),
                name="follow_process_user",
            ),
            models.UniqueConstraint(
                fields=["process", "email"],
                condition=Q(process__isnull=False) & ~Q(email=""),
                name="follow_process_email",
            ),
            models.UniqueConstraint(
                fields=["contribution", "user"],
                condition=Q(contribution__isnull=False, user__isnull=False),
                name="follow_contribution_user",
            ),
            models.UniqueConstraint(
                fields=["contribution", "email"],
                condition=Q(contribution__isnull=False) & ~Q(email=""),
                name="follow_contribution_email",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Benachrichtigung')} {self.pk}"

    @property
    def address(self) -> str:
        """Where mails go."""
        return self.user.email if self.user else self.email

    @property
    def spoken(self) -> str:
        """The language of mails: that of the account, or of the page on which the address was given."""
        return self.user.language if self.user else self.language
