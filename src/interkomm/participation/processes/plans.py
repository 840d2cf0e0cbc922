"""What a process shall become: plain values of forms and importers, checked before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from interkomm.calc import phases as calc
from interkomm.cooperation.models import ConsentRule, Cooperation
from interkomm.foundation.use_cases import RuleBroken
from interkomm.participation.processes.models import Phase, Process
from interkomm.ui.text import BERLIN

KIND_ORDER = (Phase.Kind.INFORMATION, Phase.Kind.COMMENT, Phase.Kind.EVALUATION, Phase.Kind.RESULT)
FEATURES_OF_KIND: Mapping[str, tuple[str, ...]] = {
    Phase.Kind.INFORMATION: (),
    Phase.Kind.COMMENT: (Phase.Feature.COMMENT, Phase.Feature.REPLY, Phase.Feature.SUPPORT),
    Phase.Kind.EVALUATION: (),
    Phase.Kind.RESULT: (Phase.Feature.RESULTS,),
}
LEAD_DAYS = 7
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class PhasePlan:
    """One phase. `id`: the stored phase that it changes, None for a new one. Times are aware."""

    kind: str
    starts_at: datetime
    ends_at: datetime | None
    title: str = ""
    description: str = ""
    features: tuple[str, ...] = ()
    id: int | None = None

    @property
    def label(self) -> str:
        return self.title or str(Phase.Kind(self.kind).label)


@dataclass(frozen=True)
class PartPlan:
    """One question in one format; `subject_id`: what it is about (key of a concept for a text review)."""

    format: str
    title: str
    subject_id: int
    introduction: str = ""


@dataclass(frozen=True)
class ProcessPlan:
    """A new process. `owner_ids`: equal owners in the order of their naming; `lead_id`: one of them."""

    title: str
    owner_ids: Sequence[int]
    lead_id: int
    consent_rule: str = ConsentRule.MAJORITY
    cooperation: Cooperation | None = None
    summary: str = ""
    openness: str = Process.Openness.ANYONE
    phases: Sequence[PhasePlan] = field(default_factory=tuple)
    parts: Sequence[PartPlan] = field(default_factory=tuple)


def default_phases(today: date) -> tuple[PhasePlan, ...]:
    """Two weeks of information from a Monday, six weeks of comments, eight weeks of evaluation, then the result."""
    start = today + timedelta(days=LEAD_DAYS)
    monday = start + timedelta(days=-start.weekday() % 7)
    days = [monday, monday + 2 * _WEEK, monday + 8 * _WEEK, monday + 16 * _WEEK]
    starts = [datetime(day.year, day.month, day.day, tzinfo=BERLIN) for day in days]
    ends: list[datetime | None] = [*starts[1:], None]
    return tuple(
        PhasePlan(kind.value, start, end, features=FEATURES_OF_KIND[kind])
        for kind, start, end in zip(KIND_ORDER, starts, ends, strict=True)
    )


def moved_phases(phases: Sequence[PhasePlan], today: date) -> tuple[PhasePlan, ...]:
    """The same phases, as new ones, moved by whole days so that the first begins at least a week from today."""
    if not phases:
        return default_phases(today)
    first = min(phase.starts_at for phase in phases).astimezone(BERLIN).date()
    days = (default_phases(today)[0].starts_at.date() - first).days
    return tuple(
        PhasePlan(
            phase.kind,
            _moved(phase.starts_at, days),
            _moved(phase.ends_at, days) if phase.ends_at else None,
            phase.title,
            phase.description,
            phase.features,
        )
        for phase in phases
    )


def check_phases(phases: Sequence[PhasePlan]) -> None:
    """Raise RuleBroken, in words, for no phase, an end before the start, overlaps, or a result before the comments."""
    if not phases:
        raise RuleBroken(_("Ein Verfahren braucht mindestens eine Phase."))
    for phase in phases:
        if phase.ends_at is not None and phase.ends_at <= phase.starts_at:
            raise RuleBroken(_("„%(phase)s“ endet vor ihrem Beginn.") % {"phase": phase.label})
        if unknown := set(phase.features) - set(Phase.Feature.values):
            raise KeyError(", ".join(sorted(unknown)))
    spans = [calc.Span(phase.starts_at, phase.ends_at, frozenset(phase.features)) for phase in phases]
    if pairs := calc.overlaps(spans):
        values = {"first": phases[pairs[0][0]].label, "second": phases[pairs[0][1]].label}
        raise RuleBroken(
            _("„%(first)s“ und „%(second)s“ überschneiden sich. Eine Phase muss enden, bevor die nächste beginnt.")
            % values
        )
    _check_order(sorted(phases, key=lambda phase: phase.starts_at))


def plan_of(phase: Phase) -> PhasePlan:
    """A stored phase as plan, for comparison."""
    return PhasePlan(
        phase.kind,
        phase.starts_at,
        phase.ends_at,
        phase.title,
        phase.description,
        tuple(phase.features),
        phase.pk,
    )


def _check_order(phases: Sequence[PhasePlan]) -> None:
    kinds = [phase.kind for phase in phases]
    if Phase.Kind.RESULT in kinds and Phase.Kind.COMMENT in kinds[kinds.index(Phase.Kind.RESULT) :]:
        raise RuleBroken(_("Das Ergebnis kann erst nach der letzten Kommentierung kommen."))


def _moved(moment: datetime, days: int) -> datetime:
    """The same time on the clock some days later, also across a change of summer time."""
    local = moment.astimezone(BERLIN)
    return (local.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=BERLIN)
