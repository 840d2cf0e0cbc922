"""Asking the owners of a joint thing for their consent, giving it, and doing the act as soon as the rule is met.

Exactly once: every step locks the request (on SQLite the transaction begins with the write lock), and only the step
that moves the outcome away from "open" does the act, in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.consent import consent_state
from interkomm.cooperation.consents import registry, rules
from interkomm.cooperation.consents.events import ConsentDecided, ConsentRequested
from interkomm.cooperation.consents.models import Consent, ConsentRequest
from interkomm.foundation.audit import services as audit
from interkomm.foundation.events import bus
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import organisations_where

Outcome = ConsentRequest.Outcome


@dataclass(frozen=True)
class Subject:
    """A joint thing of any context, as far as consent matters. `rule`: a value of `ConsentRule`."""

    type: str
    id: int
    label: str
    rule: str
    lead_id: int
    owner_ids: frozenset[int]


@use_case()
def ask(
    *, actor: User, subject: Subject, act: str, arguments: Mapping[str, Any] | None = None, reason: str = ""
) -> ConsentRequest:
    """Open a request; the towns that the actor manages agree by asking. Does the act at once when that is enough.

    `arguments`: JSON values that the act needs. Raises NotAllowed unless the actor manages an owner, RuleBroken when
    the same act on the same thing already waits for consent.
    """
    agreeing = subject.owner_ids & organisations_where(actor, Role.MANAGER)
    if not agreeing:
        raise NotAllowed
    registry.joint_act(subject.type, act)
    request = _open(actor, subject, act, dict(arguments or {}), reason)
    for organisation_id in sorted(agreeing):
        Consent.objects.create(request=request, organisation_id=organisation_id, agrees=True, given_by=actor)
    _record(actor, "ask", request, min(agreeing), after={"act": act, "rule": subject.rule, "agreed": sorted(agreeing)})
    _decide(actor, request)
    if request.outcome == Outcome.OPEN:
        bus.emit(ConsentRequested(request.pk))
    return request


@use_case()
def give_consent(
    *, actor: User, request: ConsentRequest, organisation_id: int, agrees: bool, remark: str = ""
) -> ConsentRequest:
    """Agree or refuse for a town; while the request is open a town may change its answer. The same again: no effect.

    Raises NotAllowed unless the actor manages this owner, RuleBroken when the request is already decided.
    """
    current = _locked(request)
    if not rules.may_see(actor, current):
        raise NotAllowed
    if current.outcome != Outcome.OPEN:
        raise RuleBroken(_("Diese Anfrage ist inzwischen entschieden. Ihre Antwort wurde nicht mehr gezählt."))
    if organisation_id not in rules.may_consent_for(actor, current):
        raise NotAllowed
    earlier = current.consents.filter(organisation_id=organisation_id).first()
    if earlier and (earlier.agrees, earlier.remark) == (agrees, remark):
        return current
    current.consents.update_or_create(
        organisation_id=organisation_id,
        defaults={"agrees": agrees, "remark": remark, "given_by": actor, "given_at": timezone.now()},
    )
    before = {"agrees": earlier.agrees} if earlier else {}
    _record(actor, "give_consent", current, organisation_id, before=before, after={"agrees": agrees})
    _decide(actor, current)
    return current


@use_case()
def withdraw_request(*, actor: User, request: ConsentRequest) -> ConsentRequest:
    """Take an open request back; what was answered stays readable. Raises NotAllowed, or RuleBroken when decided."""
    current = _locked(request)
    if not rules.may_see(actor, current):
        raise NotAllowed
    if current.outcome != Outcome.OPEN:
        raise RuleBroken(_("Diese Anfrage ist bereits entschieden und kann nicht mehr zurückgezogen werden."))
    if not rules.may_withdraw(actor, current):
        raise NotAllowed
    _settle(actor, current, Outcome.WITHDRAWN)
    return current


def _open(actor: User, subject: Subject, act: str, arguments: dict[str, Any], reason: str) -> ConsentRequest:
    try:
        with transaction.atomic():
            request = ConsentRequest.objects.create(
                subject_type=subject.type,
                subject_id=subject.id,
                subject_label=subject.label[:300],
                act=act,
                arguments=arguments,
                rule=subject.rule,
                lead_id=subject.lead_id,
                reason=reason,
                opened_by=actor,
            )
    except IntegrityError:
        raise RuleBroken(_("Dazu läuft bereits eine Anfrage, die noch auf Zustimmungen wartet.")) from None
    request.owners.set(subject.owner_ids)
    return request


def _locked(request: ConsentRequest) -> ConsentRequest:
    return ConsentRequest.objects.select_for_update().get(pk=request.pk)


def _decide(actor: User, request: ConsentRequest) -> None:
    given = dict(request.consents.values_list("organisation_id", "agrees"))
    state = consent_state(request.rule, rules.owner_ids(request), request.lead_id, given)
    if state.outcome == "open":
        return
    _settle(actor, request, Outcome(state.outcome))
    if state.outcome == "granted":
        registry.joint_act(request.subject_type, request.act).execute(request, actor)


def _settle(actor: User, request: ConsentRequest, outcome: ConsentRequest.Outcome) -> None:
    now = timezone.now()
    moved = ConsentRequest.objects.filter(pk=request.pk, outcome=Outcome.OPEN).update(outcome=outcome, decided_at=now)
    if not moved:  # cannot happen under the lock; the act must not be done twice if it ever does
        raise RuleBroken(_("Diese Anfrage ist inzwischen entschieden. Ihre Antwort wurde nicht mehr gezählt."))
    request.outcome, request.decided_at = outcome, now
    _record(actor, "decide", request, None, before={"outcome": Outcome.OPEN.value}, after={"outcome": outcome.value})
    bus.emit(ConsentDecided(request.pk))


def _record(
    actor: User,
    act: str,
    request: ConsentRequest,
    organisation_id: int | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.record(
        actor=actor,
        action=f"cooperation.consents.{act}",
        subject=request,
        for_organisation=organisation_id or request.lead_id,
        before=before,
        after=after,
    )
