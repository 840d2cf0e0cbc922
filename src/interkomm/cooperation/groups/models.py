"""Working groups of a cooperation and who belongs to them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.models import Organisation


class WorkingGroup(models.Model):
    """`ends_on`: the last day the group is meant to work; `deleted_at`: put away, can be brought back."""

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="working_groups")
    name = models.CharField(_("Name der Gruppe"), max_length=160)
    aim = models.TextField(_("Auftrag"), blank=True)
    ends_on = models.DateField(_("arbeitet bis"), null=True, blank=True)
    is_public = models.BooleanField(_("öffentlich zeigen"), default=False)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Arbeitsgruppe")
        verbose_name_plural = _("Arbeitsgruppen")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A partner's seat in a group: a person with an account, a name, or only a function."""

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    person_name = models.CharField(_("Name"), max_length=120, blank=True)
    function = models.CharField(_("Funktion"), max_length=120, blank=True)
    is_chair = models.BooleanField(_("leitet die Gruppe"), default=False)

    class Meta:
        verbose_name = _("Mitglied einer Arbeitsgruppe")
        verbose_name_plural = _("Mitglieder von Arbeitsgruppen")
        ordering = ["-is_chair", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organisation", "user", "person_name", "function"], name="group_member_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown} ({self.organisation})"

    @property
    def shown(self) -> str:
        """Whom the seat belongs to, as far as it is known."""
        return self.person_name or (self.user.display_name if self.user else "") or self.function
