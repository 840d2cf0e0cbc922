"""Reads of joint decisions: what waits on us, and who has said what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from interkomm.calc.consent import ConsentState, consent_state
from interkomm.cooperation.consents import registry
from interkomm.cooperation.consents.models import Consent, ConsentRequest, ConsentRule
from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, organisations_where


@dataclass(frozen=True)
class OwnerAnswer:
    """What one owner has said. `by`: the name of the person, "" when unknown."""

    organisation_id: int
    label: str
    is_lead: bool
    answer: Literal["agreed", "refused", "missing"]
    remark: str
    given_at: datetime | None
    by: str


@dataclass(frozen=True)
class ConsentPanel:
    """One request as people read it."""

    request: ConsentRequest
    sentence: str
    rule_sentence: str
    state_sentence: str
    state: ConsentState
    answers: tuple[OwnerAnswer, ...]
    subject_url: str

    @property
    def is_open(self) -> bool:
        return self.request.outcome == ConsentRequest.Outcome.OPEN

    @property
    def missing(self) -> tuple[OwnerAnswer, ...]:
        return tuple(answer for answer in self.answers if answer.answer == "missing")


def visible_requests(user: Person) -> QuerySet[ConsentRequest]:
    """Requests of all owners in which the person has a role, newest first."""
    return _full(ConsentRequest.objects.filter(owners__in=organisations_where(user)).distinct())


def waiting_for(user: Person) -> QuerySet[ConsentRequest]:
    """Open requests that wait for the answer of a town that the person manages."""
    managed = organisations_where(user, Role.MANAGER)
    waiting = ConsentRequest.owners.through.objects.filter(
        organisation_id__in=managed, consentrequest__outcome=ConsentRequest.Outcome.OPEN
    ).values_list("consentrequest_id", "organisation_id")
    answered = set(
        Consent.objects.filter(organisation_id__in=managed, request__outcome=ConsentRequest.Outcome.OPEN).values_list(
            "request_id", "organisation_id"
        )
    )
    keys = {key for key, organisation_id in waiting if (key, organisation_id) not in answered}
    return _full(ConsentRequest.objects.filter(pk__in=keys))


def requests_about(subject_type: str, subject_id: int) -> QuerySet[ConsentRequest]:
    """All requests on a joint thing, newest first."""
    return _full(ConsentRequest.objects.filter(subject_type=subject_type, subject_id=subject_id))


def panel(request: ConsentRequest) -> ConsentPanel:
    """Who has agreed, refused (with remark) or not answered, and the rule in words; no query if prefetched."""
    owners = sorted(request.owners.all(), key=lambda owner: (owner.pk != request.lead_id, owner.name))
    consents = {consent.organisation_id: consent for consent in request.consents.all()}
    given = {key: consent.agrees for key, consent in consents.items()}
    state = consent_state(request.rule, {owner.pk for owner in owners}, request.lead_id, given)
    act = registry.joint_act(request.subject_type, request.act)
    return ConsentPanel(
        request=request,
        sentence=act.describe(request),
        rule_sentence=rule_sentence(request.rule, len(owners), request.lead.label),
        state_sentence=_state_sentence(request, state),
        state=state,
        answers=tuple(_answer(owner, request.lead_id, consents.get(owner.pk)) for owner in owners),
        subject_url=act.address(request),
    )


def panels(requests: QuerySet[ConsentRequest]) -> list[ConsentPanel]:
    return [panel(request) for request in requests]


def rule_sentence(rule: str, owner_count: int, lead_label: str) -> str:
    """The consent rule in words, with its numbers."""
    if owner_count == 1:
        return _("Es gibt nur eine Trägerin; sie entscheidet allein.")
    if rule == ConsentRule.LEAD:
        return _("Es genügt die Zustimmung der federführenden Gemeinde (%(lead)s).") % {"lead": lead_label}
    if rule == ConsentRule.ALL:
        return _("Alle %(count)d Gemeinden müssen zustimmen.") % {"count": owner_count}
    values = {"count": owner_count, "needed": owner_count // 2 + 1}
    return _("Mehr als die Hälfte der %(count)d Gemeinden muss zustimmen, also mindestens %(needed)d.") % values


def _full(requests: QuerySet[ConsentRequest]) -> QuerySet[ConsentRequest]:
    return requests.select_related("lead", "opened_by").prefetch_related("owners", "consents__given_by")


def _answer(owner: Organisation, lead_id: int, consent: Consent | None) -> OwnerAnswer:
    if consent is None:
        return OwnerAnswer(owner.pk, owner.label, owner.pk == lead_id, "missing", "", None, "")
    by = consent.given_by.display_name if consent.given_by else ""
    answer: Literal["agreed", "refused"] = "agreed" if consent.agrees else "refused"
    return OwnerAnswer(owner.pk, owner.label, owner.pk == lead_id, answer, consent.remark, consent.given_at, by)


def _state_sentence(request: ConsentRequest, state: ConsentState) -> str:
    if request.outcome == ConsentRequest.Outcome.GRANTED:
        return _("Beschlossen und ausgeführt.")
    if request.outcome == ConsentRequest.Outcome.REFUSED:
        return _("Abgelehnt: Die nötige Zustimmung kann nicht mehr erreicht werden.")
    if request.outcome == ConsentRequest.Outcome.WITHDRAWN:
        return _("Zurückgezogen, bevor entschieden war.")
    if request.rule == ConsentRule.LEAD:
        return _("Es fehlt noch die Zustimmung der federführenden Gemeinde.")
    if state.needed == 1:
        return _("Es fehlt noch eine Zustimmung.")
    return _("Es fehlen noch %(count)d Zustimmungen.") % {"count": state.needed}
