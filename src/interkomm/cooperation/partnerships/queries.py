"""Reads of cooperations for their staff pages."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from interkomm.cooperation.consents import queries as consents
from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.cooperation.consents.queries import ConsentPanel
from interkomm.cooperation.partnerships import rules
from interkomm.cooperation.partnerships.models import Cooperation, Partner, PartnerInvitation
from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, organisations_where
from interkomm.ui.text import MONTHS, localdate


@dataclass(frozen=True)
class CooperationPage:
    """A cooperation with its partners by position: current, former, and those that are invited."""

    cooperation: Cooperation
    partners: tuple[Partner, ...]
    former: tuple[Partner, ...]
    invitations: tuple[PartnerInvitation, ...]
    open_requests: tuple[ConsentPanel, ...]
    rule_sentence: str
    founded: str


def cooperations_of(user: Person) -> QuerySet[Cooperation]:
    """Cooperations on whose staff pages the person works; all of them for the operator."""
    cooperations = Cooperation.objects.select_related("lead").annotate(
        partner_count=Count("partners", filter=Q(partners__left_on__isnull=True))
    )
    if rules.is_operator(user):
        return cooperations
    today = Partner.objects.filter(organisation__in=organisations_where(user)).current_on(timezone.localdate())
    return cooperations.filter(pk__in=today.values("cooperation"))


def invitations_for(user: Person) -> QuerySet[PartnerInvitation]:
    """Open invitations that the person may answer (operator: those of towns that nobody manages)."""
    may_answer = Q(organisation__in=organisations_where(user, Role.MANAGER))
    if rules.is_operator(user):
        managed = Organisation.objects.filter(memberships__role=Role.MANAGER)
        may_answer |= ~Q(organisation__in=managed)
    answerable = PartnerInvitation.objects.filter(may_answer, answered_at__isnull=True)
    return answerable.select_related("cooperation__lead", "organisation", "invited_by")


def cooperation_page(cooperation: Cooperation) -> CooperationPage:
    """Everything that the staff page shows, in a fixed number of queries."""
    today = timezone.localdate()
    everyone = list(cooperation.partners.select_related("organisation__area"))
    current = tuple(partner for partner in everyone if _is_current(partner, today))
    rules.know_partners(cooperation, (partner.organisation_id for partner in current))
    former = tuple(partner for partner in everyone if partner.left_on is not None and partner.left_on <= today)
    invitations = cooperation.invitations.filter(answered_at__isnull=True).select_related("organisation")
    open_requests = consents.requests_about("cooperation", cooperation.pk).filter(outcome=ConsentRequest.Outcome.OPEN)
    return CooperationPage(
        cooperation=cooperation,
        partners=current,
        former=former,
        invitations=tuple(invitations),
        open_requests=tuple(consents.panels(open_requests)),
        rule_sentence=consents.rule_sentence(cooperation.consent_rule, len(current), cooperation.lead.label),
        founded=founded_words(cooperation),
    )


def founded_words(cooperation: Cooperation) -> str:
    """The date of founding as far as it is evidenced: "3. Mai 2021", "Mai 2021", "2021", or ""."""
    day = cooperation.founded_on
    if day is None:
        return ""
    if cooperation.founded_precision == "year":
        return str(day.year)
    if cooperation.founded_precision == "month":
        return f"{MONTHS['en' if (get_language() or 'de').startswith('en') else 'de'][day.month - 1]} {day.year}"
    return localdate(day)


def _is_current(partner: Partner, day: date) -> bool:
    joined = partner.joined_on is None or partner.joined_on <= day
    return joined and (partner.left_on is None or partner.left_on > day)
