"""Storing the phases of a process, and what of its history may not be changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interkomm.foundation.use_cases import RuleBroken
from interkomm.participation.processes.models import Phase, Process
from interkomm.participation.processes.plans import PhasePlan


def by_time(phase: PhasePlan) -> datetime:
    """Key for sorting."""
    return phase.starts_at


def store(process: Process, phases: Sequence[PhasePlan]) -> None:
    """Make these the phases. RuleBroken for the `id` of another process's phase."""
    stored = {phase.pk: phase for phase in process.phases.all()}
    kept = {plan.id for plan in phases if plan.id is not None}
    if kept - set(stored):
        raise RuleBroken(_("Diese Phase gibt es nicht mehr. Bitte laden Sie die Seite neu."))
    process.phases.exclude(pk__in=kept).delete()
    for plan in phases:
        phase = stored[plan.id] if plan.id is not None else Phase(process=process)
        phase.kind, phase.title, phase.description = plan.kind, plan.title, plan.description
        phase.starts_at, phase.ends_at, phase.features = plan.starts_at, plan.ends_at, list(plan.features)
        phase.save()


def check_history(stored: Sequence[PhasePlan], wanted: Sequence[PhasePlan], now: datetime) -> None:
    """Of a published process: phases that are over keep their times, a running one its start; ends lie ahead."""
    by_id = {plan.id: plan for plan in wanted}
    known = {plan.id for plan in stored}
    for old in stored:
        if old.starts_at > now:
            continue
        new = by_id.get(old.id)
        if new is None or new.starts_at != old.starts_at or (new.kind, new.features) != (old.kind, old.features):
            raise RuleBroken(
                _("„%(phase)s“ hat schon begonnen; Beginn und Art bleiben, wie sie waren.") % {"phase": old.label}
            )
        _check_end(old, new, now)
    for plan in wanted:
        if plan.starts_at < now and plan.id not in known:
            raise RuleBroken(_("Eine neue Phase kann nicht in der Vergangenheit beginnen."))
        if plan.starts_at < now and plan.id in known and not _had_begun(stored, plan.id, now):
            raise RuleBroken(_("Eine Phase kann nicht in die Vergangenheit verlegt werden."))


def as_json(phases: Iterable[PhasePlan]) -> list[dict[str, Any]]:
    """The phases for the audit trail, by time."""
    return [
        {
            "id": phase.id,
            "label": phase.label,
            "starts_at": phase.starts_at.isoformat(),
            "ends_at": phase.ends_at.isoformat() if phase.ends_at else None,
            "features": list(phase.features),
        }
        for phase in sorted(phases, key=by_time)
    ]


def _check_end(old: PhasePlan, new: PhasePlan, now: datetime) -> None:
    if old.ends_at == new.ends_at:
        return
    if old.ends_at is not None and old.ends_at <= now:
        raise RuleBroken(_("„%(phase)s“ ist vorbei; ihr Ende bleibt, wie es war.") % {"phase": old.label})
    if new.ends_at is not None and new.ends_at <= now:
        raise RuleBroken(
            _("„%(phase)s“ läuft; ein neues Ende liegt in der Zukunft. Sofort endet ein Verfahren nur gemeinsam.")
            % {"phase": old.label}
        )


def _had_begun(stored: Sequence[PhasePlan], key: int | None, now: datetime) -> bool:
    return any(old.id == key and old.starts_at <= now for old in stored)
