"""Setting up a process, its phases and parts, and asking the owners for what they decide together."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.recognition.anchors import slug
from interkomm.cooperation.consents import services as consents
from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.cooperation.partnerships.members import free_slug
from interkomm.foundation.audit import services as audit
from interkomm.foundation.events import bus
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.participation.processes import changes, formats, owning, phase_changes, rules
from interkomm.participation.processes.events import ProcessChanged
from interkomm.participation.processes.models import Process, ProcessOwner, ProcessPart
from interkomm.participation.processes.owners import owner_ids
from interkomm.participation.processes.plans import (
    PartPlan,
    PhasePlan,
    ProcessPlan,
    check_phases,
    default_phases,
    moved_phases,
    plan_of,
)

TEXTS = frozenset({"title", "summary", "description"})
SETTINGS = frozenset({"openness", "checks_before_publication", "asks_municipality"})


@use_case()
def create_process(*, actor: User, plan: ProcessPlan) -> Process:
    """Store a draft. Without phases it gets the usual ones with sensible dates.

    Raises NotAllowed unless the actor manages an owner; RuleBroken for owners, lead, rule or phases that cannot be.
    """
    owning.check_owners(actor, plan.owner_ids, plan.lead_id, plan.cooperation)
    owning.check_first_rule(actor, plan.owner_ids, plan.consent_rule, plan.cooperation)
    phases = list(plan.phases) or list(default_phases(timezone.localdate()))
    check_phases(phases)
    process = Process(
        title=plan.title,
        slug=free_slug(Process, plan.title),
        summary=plan.summary,
        cooperation=plan.cooperation,
        lead_id=plan.lead_id,
        consent_rule=plan.consent_rule,
        openness=plan.openness,
    )
    _check_fields(process)
    process.save()
    for position, key in enumerate(dict.fromkeys(plan.owner_ids)):
        ProcessOwner.objects.create(process=process, organisation_id=key, position=position)
    phase_changes.store(process, phases)
    for part in plan.parts:
        _store_part(process, part)
    _record(actor, process, "create", {}, {"title": process.title, "owners": list(plan.owner_ids)})
    topics.bump(process.topic)
    return process


@use_case()
def update_process(*, actor: User, process: Process, facts: Mapping[str, Any]) -> Process:
    """Change texts (`TEXTS`: editors) or settings (`SETTINGS`: managers); what is not named stays."""
    if unknown := set(facts) - TEXTS - SETTINGS:
        raise KeyError(f"not to be changed here: {', '.join(sorted(unknown))}")
    _require(rules.may_edit(actor, process) if set(facts) <= TEXTS else rules.may_manage(actor, process))
    current = _locked(process)
    before = {name: getattr(current, name) for name in sorted(facts) if getattr(current, name) != facts[name]}
    if not before:
        return current
    for name in before:
        setattr(current, name, facts[name])
    _check_fields(current)
    current.save(update_fields=list(before))
    _changed(actor, current, "update", before, {name: facts[name] for name in before})
    return current


@use_case()
def change_phases(*, actor: User, process: Process, phases: Sequence[PhasePlan]) -> None:
    """Make these the phases of a process: those with `id` are changed, new ones added, others removed.

    Of a published process, what is over stays as it was, and the start of a running phase too: RuleBroken otherwise.
    """
    _require(rules.may_manage(actor, process))
    current = _locked(process)
    check_phases(phases)
    stored = [plan_of(phase) for phase in current.phases.all()]
    if current.published_at is not None:
        phase_changes.check_history(stored, phases, timezone.now())
    if sorted(stored, key=phase_changes.by_time) == sorted(phases, key=phase_changes.by_time):
        return
    phase_changes.store(current, phases)
    before, after = phase_changes.as_json(stored), phase_changes.as_json(phases)
    _changed(actor, current, "change_phases", {"phases": before}, {"phases": after})


@use_case()
def add_part(*, actor: User, process: Process, part: PartPlan) -> ProcessPart:
    """Add a further question at the end."""
    _require(rules.may_edit(actor, process))
    current = _locked(process)
    stored = _store_part(current, part)
    _changed(actor, current, "add_part", {}, {"part": stored.title, "format": stored.format})
    return stored


@use_case()
def update_part(*, actor: User, part: ProcessPart, title: str, introduction: str) -> ProcessPart:
    """Change the question or its introduction; its address stays."""
    _require(rules.may_edit(actor, part.process))
    before = {"part": part.title, "introduction": part.introduction}
    part.title, part.introduction = title, introduction
    _check_fields(part)
    part.save(update_fields=["title", "introduction"])
    _changed(actor, part.process, "update_part", before, {"part": title, "introduction": introduction})
    return part


@use_case()
def move_part(*, actor: User, part: ProcessPart, steps: int, known: int | None = None) -> None:
    """Move a part up (negative) or down in the order; beyond the ends it stops there.

    Nothing happens when it no longer has the place (from 1) that somebody has seen (`known`).
    """
    _require(rules.may_edit(actor, part.process))
    process = _locked(part.process)
    order = list(process.parts.all())
    old = [other.title for other in order]
    place = order.index(part)
    if known not in (None, place + 1):
        return
    order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
    for position, other in enumerate(order):
        ProcessPart.objects.filter(pk=other.pk).update(position=position)
    _changed(actor, process, "move_part", {"order": old}, {"order": [other.title for other in order]})


@use_case()
def remove_part(*, actor: User, part: ProcessPart) -> None:
    """Take a part out. Raises RuleBroken when somebody has already contributed to it."""
    _require(rules.may_manage(actor, part.process))
    process = _locked(part.process)
    title = part.title
    try:
        part.delete()
    except ProtectedError:
        raise RuleBroken(_("Zu „%(part)s“ gibt es schon Beiträge. Sie bleiben erhalten.") % {"part": title}) from None
    _changed(actor, process, "remove_part", {"part": title}, {})


@use_case()
def propose(
    *, actor: User, process: Process, act: str, arguments: Mapping[str, Any] | None = None, reason: str = ""
) -> ConsentRequest:
    """Ask the owners for a joint act (`changes.ACTS`); done at once where the rule is already met.

    `arguments`: {"organisation_id"} for a new lead, {"rule"} for a new rule, {"organisation_ids"} for other owners
    (new ones are asked too). Raises NotAllowed, or RuleBroken when the act is not possible.
    """
    _require(rules.may_manage(actor, process))
    stored = changes.with_names(arguments or {})
    changes.check(process, act, stored)
    asked = owner_ids(process)
    if act == "change_owners":
        wanted = stored["organisation_ids"]
        owning.check_partners(actor, set(wanted) - asked, None)
        asked |= frozenset(wanted)
    subject = consents.Subject(
        changes.SUBJECT_TYPE, process.pk, process.title, process.consent_rule, process.lead_id, asked
    )
    return consents.ask(actor=actor, subject=subject, act=act, arguments=stored, reason=reason)


@use_case()
def duplicate_process(*, actor: User, process: Process, title: str) -> Process:
    """A new draft with the same owners, texts, settings and parts; its phases are moved to the coming weeks."""
    _require(rules.may_manage(actor, process))
    phases = moved_phases([plan_of(phase) for phase in process.phases.all()], timezone.localdate())
    owners = list(process.ownerships.values_list("organisation_id", flat=True))
    source, process = process, Process.objects.get(pk=process.pk)
    process.pk, process._state.adding = None, True
    process.title, process.slug = title, free_slug(Process, title)
    process.published_at = process.closed_at = None
    process.created_at, process.is_demonstration = timezone.now(), False
    _check_fields(process)
    process.save()
    for position, key in enumerate(owners):
        ProcessOwner.objects.create(process=process, organisation_id=key, position=position)
    phase_changes.store(process, phases)
    for part in source.parts.all():
        subject = formats.format_of(part.format).subject(part)
        if subject is not None:
            _store_part(process, PartPlan(part.format, part.title, subject, part.introduction))
    _record(actor, process, "duplicate", {}, {"title": title, "copy_of": source.pk})
    topics.bump(process.topic)
    return process


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise NotAllowed


def _locked(process: Process) -> Process:
    return Process.objects.select_for_update().get(pk=process.pk)


def _check_fields(row: Process | ProcessPart) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error


def _store_part(process: Process, plan: PartPlan) -> ProcessPart:
    chosen = formats.format_of(plan.format)
    taken = set(process.parts.values_list("slug", flat=True))
    stem = slug(plan.title)
    address = stem if stem not in taken else next(f"{stem}-{n}" for n in range(2, 99) if f"{stem}-{n}" not in taken)
    part = ProcessPart(
        process=process,
        format=plan.format,
        title=plan.title,
        slug=address,
        introduction=plan.introduction,
        position=len(taken),
    )
    _check_fields(part)
    part.save()
    chosen.attach(part, plan.subject_id)
    return part


def _changed(actor: User, process: Process, act: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    _record(actor, process, act, before, after)
    topics.bump(*changes.topics_of(process))
    if process.published_at is not None:
        bus.emit(ProcessChanged(process.pk))


def _record(actor: User, process: Process, act: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    owners = rules.acting_owners(actor, process)
    audit.record(
        actor=actor,
        action=f"participation.processes.{act}",
        subject=process,
        for_organisation=process.lead_id if process.lead_id in owners else min(owners, default=process.lead_id),
        before=before,
        after=after,
    )
