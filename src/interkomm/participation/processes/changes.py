"""What the owners of a process decide together: what is possible, and doing it when it is granted.

Called from use cases only: they run in the transaction of the last consent.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.consents import registry
from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.cooperation.models import ConsentRule
from interkomm.foundation.audit import services as audit
from interkomm.foundation.events import bus
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.participation.processes import events
from interkomm.participation.processes.checklist import require_complete
from interkomm.participation.processes.models import Process, ProcessOwner
from interkomm.participation.processes.owners import forget_owners, owner_ids

SUBJECT_TYPE = "process"
Arguments = Mapping[str, Any]


def topics_of(process: Process) -> list[str]:
    """Topics of all pages that say something about a process: its own, its cooperation's, its owners'."""
    cooperation = [f"cooperation:{process.cooperation_id}"] if process.cooperation_id else []
    return [process.topic, *cooperation, *(f"organisation:{key}" for key in sorted(owner_ids(process)))]


def check(process: Process, act: str, arguments: Arguments) -> None:
    """Raise RuleBroken, in words, when the act is not possible now; KeyError for an unknown act."""
    if process.deleted_at is not None:
        raise RuleBroken(_("Das Verfahren ist gelöscht."))
    _CHECKS[act](process, arguments)


def with_names(arguments: Arguments) -> dict[str, Any]:
    """The arguments as they are stored with a request: with the names of the towns they are about."""
    keys = arguments.get("organisation_ids") or [arguments.get("organisation_id")]
    names = Organisation.objects.filter(pk__in=[key for key in keys if key]).values_list("name", flat=True)
    return {**arguments, "name": ", ".join(names)} if names else dict(arguments)


def describe(request: ConsentRequest) -> str:
    """What shall be done, for people."""
    name = request.arguments.get("name", "")
    if request.act == "change_rule":
        name = str(ConsentRule(request.arguments["rule"]).label)
    sentences = {
        "publish": _("„%(process)s“ veröffentlichen"),
        "close": _("„%(process)s“ vorzeitig beenden"),
        "reopen": _("„%(process)s“ wieder öffnen"),
        "delete": _("„%(process)s“ löschen"),
        "change_lead": _("„%(process)s“: Federführung an %(name)s geben"),
        "change_rule": _("„%(process)s“: neue Zustimmungsregel: %(name)s"),
        "change_owners": _("„%(process)s“: Trägerinnen sind künftig %(name)s"),
    }
    return sentences[request.act] % {"process": request.subject_label, "name": name}


def register_acts() -> None:
    """Tell the registry of joint acts; called once when the program starts."""
    for act in ACTS:
        registry.register(SUBJECT_TYPE, act, execute=_execute, describe=describe, address=_address)


def _execute(request: ConsentRequest, actor: User) -> None:
    process = Process.objects.select_for_update().get(pk=request.subject_id)
    check(process, request.act, request.arguments)
    before = topics_of(process)
    old, new, event = ACTS[request.act](process, request.arguments)
    audit.record(
        actor=actor,
        action=f"participation.processes.{request.act}",
        subject=process,
        for_organisation=process.lead_id,
        before=old,
        after=new | {"consent_request": request.pk},
    )
    forget_owners(process)
    topics.bump(*before, *topics_of(process))
    bus.emit(event)


def _address(request: ConsentRequest) -> str:
    return reverse("participation:manage_process", args=[request.subject_id])


Done = tuple[dict[str, Any], dict[str, Any], object]


def _publish(process: Process, arguments: Arguments) -> Done:
    process.published_at = timezone.now()
    process.save(update_fields=["published_at"])
    return {}, {"published_at": process.published_at.isoformat()}, events.ProcessPublished(process.pk)


def _close(process: Process, arguments: Arguments) -> Done:
    process.closed_at = timezone.now()
    process.save(update_fields=["closed_at"])
    return {}, {"closed_at": process.closed_at.isoformat()}, events.ProcessClosed(process.pk)


def _reopen(process: Process, arguments: Arguments) -> Done:
    before = process.closed_at.isoformat() if process.closed_at else None
    process.closed_at = None
    process.save(update_fields=["closed_at"])
    return {"closed_at": before}, {"closed_at": None}, events.ProcessReopened(process.pk)


def _delete(process: Process, arguments: Arguments) -> Done:
    process.deleted_at = timezone.now()
    process.save(update_fields=["deleted_at"])
    return {}, {"deleted_at": process.deleted_at.isoformat()}, events.ProcessDeleted(process.pk)


def _change_lead(process: Process, arguments: Arguments) -> Done:
    before = process.lead.name
    process.lead = Organisation.objects.get(pk=arguments["organisation_id"])
    process.save(update_fields=["lead"])
    return {"lead": before}, {"lead": process.lead.name}, events.ProcessChanged(process.pk)


def _change_rule(process: Process, arguments: Arguments) -> Done:
    before = process.consent_rule
    process.consent_rule = arguments["rule"]
    process.save(update_fields=["consent_rule"])
    return {"rule": before}, {"rule": process.consent_rule}, events.ProcessChanged(process.pk)


def _change_owners(process: Process, arguments: Arguments) -> Done:
    before = list(process.ownerships.values_list("organisation__name", flat=True))
    wanted: list[int] = arguments["organisation_ids"]
    process.ownerships.exclude(organisation_id__in=wanted).delete()
    for position, key in enumerate(wanted):
        ProcessOwner.objects.update_or_create(process=process, organisation_id=key, defaults={"position": position})
    after = list(process.ownerships.values_list("organisation__name", flat=True))
    return {"owners": before}, {"owners": after}, events.ProcessChanged(process.pk)


def _check_publish(process: Process, arguments: Arguments) -> None:
    if process.published_at is not None:
        raise RuleBroken(_("Das Verfahren ist bereits veröffentlicht."))
    require_complete(process, timezone.now())


def _check_close(process: Process, arguments: Arguments) -> None:
    if process.published_at is None:
        raise RuleBroken(_("Ein Entwurf kann nicht beendet werden, nur gelöscht."))
    if process.closed_at is not None:
        raise RuleBroken(_("Das Verfahren ist bereits beendet."))


def _check_reopen(process: Process, arguments: Arguments) -> None:
    if process.closed_at is None:
        raise RuleBroken(_("Das Verfahren ist nicht vorzeitig beendet."))


def _check_nothing(process: Process, arguments: Arguments) -> None:
    """Deleting is possible in every state; that it is not deleted already is checked for all acts."""


def _check_lead(process: Process, arguments: Arguments) -> None:
    if arguments["organisation_id"] == process.lead_id:
        raise RuleBroken(_("Diese Gemeinde hat die Federführung bereits."))
    if arguments["organisation_id"] not in owner_ids(process):
        raise RuleBroken(_("Die Federführung hat eine der Trägerinnen."))


def _check_rule(process: Process, arguments: Arguments) -> None:
    if arguments["rule"] not in ConsentRule.values:
        raise RuleBroken(_("Diese Regel gibt es nicht."))
    if arguments["rule"] == process.consent_rule:
        raise RuleBroken(_("Diese Regel gilt bereits."))


def _check_owners(process: Process, arguments: Arguments) -> None:
    wanted = set(arguments["organisation_ids"])
    if process.lead_id not in wanted:
        raise RuleBroken(_("Bitte geben Sie zuerst die Federführung an eine andere Gemeinde ab."))
    if wanted == owner_ids(process):
        raise RuleBroken(_("Diese Gemeinden sind bereits die Trägerinnen."))


ACTS: dict[str, Callable[[Process, Arguments], Done]] = {
    "publish": _publish,
    "close": _close,
    "reopen": _reopen,
    "delete": _delete,
    "change_lead": _change_lead,
    "change_rule": _change_rule,
    "change_owners": _change_owners,
}
_CHECKS: dict[str, Callable[[Process, Arguments], None]] = {
    "publish": _check_publish,
    "close": _check_close,
    "reopen": _check_reopen,
    "delete": _check_nothing,
    "change_lead": _check_lead,
    "change_rule": _check_rule,
    "change_owners": _check_owners,
}
