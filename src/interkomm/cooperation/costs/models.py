"""Cost plans with their shares."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.sharing.content import Content, from_json
from interkomm.organisations.models import Organisation


class CostPlanQuerySet(models.QuerySet["CostPlan"]):
    def published(self) -> "CostPlanQuerySet":
        """What everybody may read: decided, released, of a published cooperation."""
        return self.filter(is_public=True, state=CostPlan.State.DECIDED, cooperation__is_published=True)


class CostPlan(models.Model):
    """Who pays which share of what. `content`: see `sharing.content`; `result`: the stored shares with their explanation.

    `owner`: a scenario of one town, which only its own staff see; empty: the plan of all partners. A decided plan is
    frozen; a change is a new version (`previous`). `edition` grows with every change, so that nobody overwrites unseen.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        DECIDED = "decided", _("beschlossen")

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="cost_plans")
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(_("Titel"), max_length=200)
    purpose = models.TextField(_("Wofür?"), blank=True)
    key_on = models.DateField(_("Stichtag der Zahlen"))
    number = models.PositiveSmallIntegerField(_("Fassung"), default=1)
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="following")
    state = models.CharField(_("Stand"), max_length=8, choices=State.choices, default=State.DRAFT)
    content = models.JSONField(default=dict)
    method = models.CharField(pgettext_lazy("Aufteilung", "Verfahren"), max_length=40, blank=True)
    result = models.JSONField(null=True, blank=True)
    decided_on = models.DateField(_("beschlossen am"), null=True, blank=True)
    decision = models.CharField(_("Beschluss"), max_length=300, blank=True)
    is_public = models.BooleanField(_("öffentlich"), default=False)
    is_example = models.BooleanField(_("Lehrbeispiel"), default=False)
    is_demonstration = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = CostPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kostenplan")
        verbose_name_plural = _("Kostenpläne")
        ordering = ["cooperation", "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cost_plan_decided_with_evidence",
                condition=Q(state="draft") | (Q(decided_on__isnull=False) & Q(result__isnull=False) & ~Q(decision="")),
            ),
            models.CheckConstraint(
                name="cost_plan_public_when_decided", condition=Q(is_public=False) | Q(state="decided")
            ),
            models.CheckConstraint(
                name="cost_plan_scenario_stays_draft", condition=Q(owner__isnull=True) | Q(state="draft")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        """Its changes show on the pages of the cooperation."""
        return f"cooperation:{self.cooperation_id}"

    @property
    def is_decided(self) -> bool:
        return self.state == self.State.DECIDED

    def read(self) -> Content:
        """The content as plain values. Raises InvalidContent."""
        return from_json(self.content)
