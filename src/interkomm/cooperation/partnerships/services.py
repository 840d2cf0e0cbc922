"""Founding a cooperation, its texts, invitations, and what its partners decide together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.consents import services as consents
from interkomm.cooperation.consents.models import ConsentRequest, ConsentRule
from interkomm.cooperation.partnerships import changes, rules
from interkomm.cooperation.partnerships.events import CooperationFounded, PartnersChanged
from interkomm.cooperation.partnerships.members import free_slug, organisations_of
from interkomm.cooperation.partnerships.models import (
    Cooperation,
    DatePrecision,
    Partner,
    PartnerInvitation,
)
from interkomm.foundation.audit import services as audit
from interkomm.foundation.events import bus
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.models import Organisation
from interkomm.places.models import Area

SUBJECT_TYPE = "cooperation"
TEXTS = frozenset({"name", "claim", "summary", "description", "source_note"})
FEWEST_MEMBERS = 2


@dataclass(frozen=True)
class Founding:
    """What is known at the founding. `areas`: the members; `lead_area`: one of them."""

    name: str
    areas: Sequence[Area]
    lead_area: Area
    consent_rule: str = ConsentRule.MAJORITY
    founded_on: date | None = None
    founded_precision: str = DatePrecision.DAY
    claim: str = ""
    summary: str = ""


@use_case()
def found_cooperation(*, actor: User, founding: Founding) -> Cooperation:
    """Found a cooperation. The operator's members are partners at once; a manager's own towns are, others are invited.

    Raises NotAllowed for anybody else, RuleBroken when a manager's own town is missing or is not the lead.
    """
    if not rules.may_found(actor):
        raise NotAllowed
    if founding.lead_area not in founding.areas or len(set(founding.areas)) < FEWEST_MEMBERS:
        raise RuleBroken(_("Eine Kooperation braucht mindestens zwei Mitglieder; eines davon hat die Federführung."))
    members = organisations_of(actor, dict.fromkeys(founding.areas))
    lead = next(member for member in members if member.area_id == founding.lead_area.pk)
    joining = _joining_at_once(actor, members, lead)
    cooperation = _store(founding, lead)
    partners = [
        Partner(cooperation=cooperation, organisation=member, position=place)
        for place, member in enumerate(members)
        if member.pk in joining
    ]
    Partner.objects.bulk_create(partners)
    for member in members:
        if member.pk not in joining:
            changes.invite(actor, cooperation, member)
    after = {"name": cooperation.name, "lead": lead.name, "members": [member.name for member in members]}
    audit.record(
        actor=actor,
        action="cooperation.partnerships.found",
        subject=cooperation,
        for_organisation=lead.pk,
        after=after | {"rule": cooperation.consent_rule},
    )
    topics.bump("site", cooperation.topic, *(member.topic for member in members))
    bus.emit(CooperationFounded(cooperation.pk))
    return cooperation


@use_case()
def update_texts(*, actor: User, cooperation: Cooperation, facts: Mapping[str, Any]) -> Cooperation:
    """Change name, claim, texts, sources (`TEXTS`); what is not named stays."""
    if not rules.may_edit(actor, cooperation):
        raise NotAllowed
    if unknown := set(facts) - TEXTS:
        raise KeyError(f"not a text of a cooperation: {', '.join(sorted(unknown))}")
    current = Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    before = {name: getattr(current, name) for name in facts if getattr(current, name) != facts[name]}
    if not before:
        return current
    for name in before:
        setattr(current, name, facts[name])
    _check(current)
    current.save(update_fields=sorted(before))
    audit.record(
        actor=actor,
        action="cooperation.partnerships.update",
        subject=current,
        for_organisation=current.lead_id,
        before=before,
        after={name: facts[name] for name in before},
    )
    topics.bump(current.topic, *(["site"] if "name" in before else []))
    return current


@use_case()
def propose(
    *, actor: User, cooperation: Cooperation, act: str, arguments: Mapping[str, Any] | None = None, reason: str = ""
) -> ConsentRequest:
    """Ask the partners for a joint act (`changes.ACTS`); done at once where the rule is already met.

    `arguments`: {"area_ids"} to invite, {"organisation_id", "left_on"} to remove, {"organisation_id"} for a new lead,
    {"rule"} for a new rule. Raises NotAllowed, or RuleBroken when the act is not possible.
    """
    if not rules.may_manage(actor, cooperation):
        raise NotAllowed
    changes.check(cooperation, act, arguments or {})
    stored = changes.with_name(arguments or {})
    return consents.ask(actor=actor, subject=subject_of(cooperation), act=act, arguments=stored, reason=reason)


@use_case()
def leave(*, actor: User, cooperation: Cooperation, organisation_id: int, left_on: date) -> None:
    """A partner declares that it leaves: its own decision, nobody can hold it. The lead is handed on first."""
    if organisation_id == cooperation.lead_id and organisation_id in rules.partner_ids(cooperation):
        if not rules.may_manage(actor, cooperation):
            raise NotAllowed
        raise RuleBroken(_("Bitte geben Sie zuerst die Federführung an eine andere Gemeinde ab."))
    if organisation_id not in rules.may_leave_for(actor, cooperation):
        raise NotAllowed
    changes.end_partnership(actor, cooperation, organisation_id, left_on)


@use_case()
def answer_invitation(*, actor: User, invitation: PartnerInvitation, accepts: bool) -> None:
    """Join or decline. Raises RuleBroken when it is already answered."""
    current = (
        PartnerInvitation.objects.select_for_update()
        .select_related("cooperation", "organisation")
        .get(pk=invitation.pk)
    )
    if not rules.may_answer(actor, current):
        raise NotAllowed
    if current.answered_at is not None:
        raise RuleBroken(_("Diese Einladung ist bereits beantwortet."))
    current.answered_at, current.answered_by, current.is_accepted = timezone.now(), actor, accepts
    current.save(update_fields=["answered_at", "answered_by", "is_accepted"])
    cooperation, organisation = current.cooperation, current.organisation
    if accepts:
        _join(cooperation, organisation)
    audit.record(
        actor=actor,
        action="cooperation.partnerships.join" if accepts else "cooperation.partnerships.decline",
        subject=cooperation,
        for_organisation=organisation.pk,
        after={"partner": organisation.name},
    )
    topics.bump(cooperation.topic, organisation.topic)
    bus.emit(PartnersChanged(cooperation.pk))


def subject_of(cooperation: Cooperation) -> consents.Subject:
    """The cooperation as a joint thing of its current partners."""
    return consents.Subject(
        type=SUBJECT_TYPE,
        id=cooperation.pk,
        label=cooperation.name,
        rule=cooperation.consent_rule,
        lead_id=cooperation.lead_id,
        owner_ids=rules.partner_ids(cooperation),
    )


def _joining_at_once(actor: User, members: Sequence[Organisation], lead: Organisation) -> set[int]:
    keys = {member.pk for member in members}
    if rules.is_operator(actor):
        return keys
    own = keys & rules.managed_municipalities(actor)
    if not own:
        raise RuleBroken(_("Ihre eigene Gemeinde muss Mitglied der Kooperation sein."))
    if lead.pk not in own:
        raise RuleBroken(
            _("Zu Beginn hat Ihre eigene Gemeinde die Federführung. Gemeinsam können Sie sie später abgeben.")
        )
    return own


def _store(founding: Founding, lead: Organisation) -> Cooperation:
    cooperation = Cooperation(
        name=founding.name,
        slug=free_slug(Cooperation, founding.name),
        claim=founding.claim,
        summary=founding.summary,
        founded_on=founding.founded_on,
        founded_precision=founding.founded_precision,
        lead=lead,
        consent_rule=founding.consent_rule,
    )
    _check(cooperation)
    cooperation.save()
    return cooperation


def _check(cooperation: Cooperation) -> None:
    try:
        cooperation.full_clean()
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error


def _join(cooperation: Cooperation, organisation: Organisation) -> None:
    if organisation.pk in rules.partner_ids(cooperation):
        raise RuleBroken(_("%(name)s ist bereits Partnerin.") % {"name": organisation.name})
    Partner.objects.create(
        cooperation=cooperation,
        organisation=organisation,
        joined_on=timezone.localdate(),
        position=cooperation.partners.count(),
    )
    rules.forget_partners(cooperation)
