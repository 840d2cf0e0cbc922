"""Changes of a cooperation that its partners decide together: what is possible, and doing it when it is granted.

Called from use cases only: they run in the transaction of the last consent.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.consents import registry
from interkomm.cooperation.consents.models import ConsentRequest, ConsentRule
from interkomm.cooperation.partnerships import rules
from interkomm.cooperation.partnerships.events import PartnerInvited, PartnersChanged
from interkomm.cooperation.partnerships.members import organisations_of
from interkomm.cooperation.partnerships.models import Cooperation, Partner, PartnerInvitation
from interkomm.foundation.audit import services as audit
from interkomm.foundation.events import bus
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.places.models import Area

Change = Callable[[User, Cooperation, Mapping[str, Any]], None]


def check(cooperation: Cooperation, act: str, arguments: Mapping[str, Any]) -> None:
    """Raise RuleBroken, in words, when the act is not possible now; KeyError for an unknown act."""
    if act == "add_partner":
        for area in _areas(arguments):
            _check_new_partner(cooperation, area)
    elif act == "remove_partner":
        _check_leaving(cooperation, arguments["organisation_id"])
    elif act == "change_lead":
        _check_lead(cooperation, arguments["organisation_id"])
    elif act == "change_rule":
        _check_rule(cooperation, arguments["rule"])
    elif act in {"publish", "unpublish"}:
        _check_publication(cooperation, act == "publish")
    else:
        raise KeyError(act)


def with_name(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments as they are stored with a request: with the name of the town they are about."""
    if "area_ids" in arguments:
        return {**arguments, "name": ", ".join(area.name for area in _areas(arguments))}
    if "organisation_id" in arguments:
        return {**arguments, "name": Organisation.objects.get(pk=arguments["organisation_id"]).name}
    return dict(arguments)


def invite(actor: User, cooperation: Cooperation, organisation: Organisation) -> PartnerInvitation:
    """Ask an organisation to join. RuleBroken when it is already invited."""
    try:
        with transaction.atomic():
            invitation = PartnerInvitation.objects.create(
                cooperation=cooperation, organisation=organisation, invited_by=actor
            )
    except IntegrityError:
        raise RuleBroken(_("%(name)s ist bereits eingeladen.") % {"name": organisation.name}) from None
    bus.emit(PartnerInvited(invitation.pk))
    return invitation


def end_partnership(actor: User, cooperation: Cooperation, organisation_id: int, left_on: date) -> None:
    """Enter the first day without the partner; the partnership stays on record."""
    _check_leaving(cooperation, organisation_id)
    partner = cooperation.partners.select_related("organisation").get(
        organisation_id=organisation_id, left_on__isnull=True
    )
    if partner.joined_on is not None and left_on < partner.joined_on:
        raise RuleBroken(_("Der Austritt kann nicht vor dem Beitritt liegen."))
    partner.left_on = left_on
    partner.save(update_fields=["left_on"])
    rules.forget_partners(cooperation)
    audit.record(
        actor=actor,
        action="cooperation.partnerships.leave",
        subject=cooperation,
        for_organisation=organisation_id,
        after={"partner": partner.organisation.name, "left_on": left_on.isoformat()},
    )
    topics.bump(cooperation.topic, partner.organisation.topic)
    bus.emit(PartnersChanged(cooperation.pk))


def _add_partner(actor: User, cooperation: Cooperation, arguments: Mapping[str, Any]) -> None:
    areas = _areas(arguments)
    for area in areas:
        _check_new_partner(cooperation, area)
    organisations = organisations_of(actor, areas)
    for organisation in organisations:
        invite(actor, cooperation, organisation)
    _done(actor, cooperation, "invite", {}, {"partners": [organisation.name for organisation in organisations]})


def _areas(arguments: Mapping[str, Any]) -> list[Area]:
    areas = list(Area.objects.municipalities().filter(pk__in=arguments["area_ids"]))
    if not areas:
        raise RuleBroken(_("Bitte wählen Sie mindestens eine Gemeinde."))
    return areas


def _remove_partner(actor: User, cooperation: Cooperation, arguments: Mapping[str, Any]) -> None:
    left_on = date.fromisoformat(arguments["left_on"]) if arguments.get("left_on") else timezone.localdate()
    end_partnership(actor, cooperation, arguments["organisation_id"], left_on)


def _change_lead(actor: User, cooperation: Cooperation, arguments: Mapping[str, Any]) -> None:
    _check_lead(cooperation, arguments["organisation_id"])
    before = cooperation.lead_id
    cooperation.lead_id = arguments["organisation_id"]
    cooperation.save(update_fields=["lead"])
    _done(actor, cooperation, "change_lead", {"lead": before}, {"lead": cooperation.lead_id})


def _change_rule(actor: User, cooperation: Cooperation, arguments: Mapping[str, Any]) -> None:
    _check_rule(cooperation, arguments["rule"])
    before = cooperation.consent_rule
    cooperation.consent_rule = arguments["rule"]
    cooperation.save(update_fields=["consent_rule"])
    _done(actor, cooperation, "change_rule", {"rule": before}, {"rule": cooperation.consent_rule})


def _publish(actor: User, cooperation: Cooperation, arguments: Mapping[str, Any]) -> None:
    _set_published(actor, cooperation, True)


def _unpublish(actor: User, cooperation: Cooperation, arguments: Mapping[str, Any]) -> None:
    _set_published(actor, cooperation, False)


def _set_published(actor: User, cooperation: Cooperation, is_published: bool) -> None:
    _check_publication(cooperation, is_published)
    cooperation.is_published = is_published
    cooperation.save(update_fields=["is_published"])
    act = "publish" if is_published else "unpublish"
    _done(actor, cooperation, act, {"is_published": not is_published}, {"is_published": is_published})
    topics.bump("site")


def _done(actor: User, cooperation: Cooperation, act: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    audit.record(
        actor=actor,
        action=f"cooperation.partnerships.{act}",
        subject=cooperation,
        for_organisation=cooperation.lead_id,
        before=dict(before),
        after=dict(after),
    )
    topics.bump(cooperation.topic)
    bus.emit(PartnersChanged(cooperation.pk))


def _check_new_partner(cooperation: Cooperation, area: Area) -> None:
    members = Partner.objects.filter(cooperation=cooperation).current_on(timezone.localdate())
    if members.filter(organisation__area=area).exists():
        raise RuleBroken(_("%(name)s ist bereits Partnerin.") % {"name": area.name})
    if cooperation.invitations.filter(organisation__area=area, answered_at__isnull=True).exists():
        raise RuleBroken(_("%(name)s ist bereits eingeladen.") % {"name": area.name})


def _check_leaving(cooperation: Cooperation, organisation_id: int) -> None:
    if organisation_id == cooperation.lead_id:
        raise RuleBroken(_("Bitte geben Sie zuerst die Federführung an eine andere Gemeinde ab."))
    if not cooperation.partners.filter(organisation_id=organisation_id, left_on__isnull=True).exists():
        raise RuleBroken(_("Diese Gemeinde ist nicht mehr Partnerin."))


def _check_lead(cooperation: Cooperation, organisation_id: int) -> None:
    if organisation_id == cooperation.lead_id:
        raise RuleBroken(_("Diese Gemeinde hat die Federführung bereits."))
    if organisation_id not in rules.partner_ids(cooperation):
        raise RuleBroken(_("Die Federführung kann nur eine Gemeinde haben, die Partnerin ist."))


def _check_rule(cooperation: Cooperation, rule: str) -> None:
    if rule not in ConsentRule.values:
        raise RuleBroken(_("Diese Regel gibt es nicht."))
    if rule == cooperation.consent_rule:
        raise RuleBroken(_("Diese Regel gilt bereits."))


def _check_publication(cooperation: Cooperation, is_published: bool) -> None:
    if cooperation.is_published == is_published:
        raise RuleBroken(
            _("Die Kooperation ist bereits öffentlich.") if is_published else _("Die Kooperation ist nicht öffentlich.")
        )


ACTS: dict[str, Change] = {
    "add_partner": _add_partner,
    "remove_partner": _remove_partner,
    "change_lead": _change_lead,
    "change_rule": _change_rule,
    "publish": _publish,
    "unpublish": _unpublish,
}


def register_acts() -> None:
    """Tell the registry of joint acts; called once when the program starts."""
    for act in ACTS:
        registry.register("cooperation", act, execute=_execute, describe=describe, address=_address)


def _execute(request: ConsentRequest, actor: User) -> None:
    cooperation = Cooperation.objects.select_for_update().get(pk=request.subject_id)
    ACTS[request.act](actor, cooperation, request.arguments)


def describe(request: ConsentRequest) -> str:
    """What shall be done, for people."""
    values = {"cooperation": request.subject_label, "name": _named(request)}
    sentences = {
        "add_partner": _("„%(cooperation)s“: %(name)s einladen"),
        "remove_partner": _("„%(cooperation)s“: Austritt von %(name)s eintragen"),
        "change_lead": _("„%(cooperation)s“: Federführung an %(name)s geben"),
        "change_rule": _("„%(cooperation)s“: neue Zustimmungsregel: %(name)s"),
        "publish": _("„%(cooperation)s“ veröffentlichen"),
        "unpublish": _("„%(cooperation)s“ nicht mehr öffentlich zeigen"),
    }
    return sentences[request.act] % values


def _named(request: ConsentRequest) -> str:
    """The town or rule that the act is about; its name is stored with the request when it is asked."""
    if request.act == "change_rule":
        return str(ConsentRule(request.arguments["rule"]).label)
    return str(request.arguments.get("name", ""))


def _address(request: ConsentRequest) -> str:
    return reverse("cooperation:cooperation", args=[request.subject_id])
