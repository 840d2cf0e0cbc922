"""Phases and deadlines in words, in the language of the page, in Berlin time.

An end at midnight is written as 24:00 of the last day, because "until 3 December, 0:00" is read as the whole of
the third. In the night in which an hour comes twice, the name of the time is added.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.calc import phases as calc
from interkomm.participation.processes.models import Phase
from interkomm.participation.processes.queries import PhaseRow
from interkomm.ui.layouts import Phase as TimelinePhase
from interkomm.ui.text import BERLIN, MONTHS

WEEKDAYS = {
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_ZONE_NAMES = {"de": {"CET": "MEZ", "CEST": "MESZ"}, "en": {"CET": "CET", "CEST": "CEST"}}
_TIMELINE_STATES = {"before": "future", "running": "now", "after": "past", "cancelled": "past"}


@dataclass(frozen=True)
class Banner:
    """What a process says about its time, for the macro `phase_banner`: `ends` is "" without an end."""

    title: str
    text: str
    kind: str
    ends: str = ""


def when(moment: datetime) -> str:
    """A moment: "Mittwoch, 2. Dezember 2026, 18:00 Uhr", "Wednesday, 2 December 2026, 18:00"."""
    local = moment.astimezone(BERLIN)
    return _written(local, f"{local:%H:%M}", _zone_note(local))


def until(moment: datetime) -> str:
    """An end: like `when`, but midnight is 24:00 of the day before."""
    local = moment.astimezone(BERLIN)
    if (local.hour, local.minute) != (0, 0):
        return when(moment)
    return _written(calc.last_moment(moment).astimezone(BERLIN), "24:00", "")


def left(ends_at: datetime, now: datetime) -> str:
    """How long is left in calendar days: "noch 10 Tage", "nur noch heute"."""
    days = calc.days_left(ends_at, now, BERLIN)
    if days == 0:
        return _("nur noch heute")
    return ngettext("noch %(days)d Tag", "noch %(days)d Tage", days) % {"days": days}


def phase_sentence(phase: PhaseRow, now: datetime, closed_at: datetime | None = None) -> str:
    """What this phase means for a reader now, without full stop."""
    span = calc.Span(phase.starts_at, phase.ends_at, frozenset(phase.features))
    state = calc.state_of(span, now, closed_at)
    if state == "before":
        return _("%(phase)s beginnt am %(start)s") % {"phase": phase.label, "start": when(phase.starts_at)}
    if state == "cancelled":
        return _("%(phase)s entfällt, weil das Verfahren vorzeitig beendet wurde") % {"phase": phase.label}
    if state == "running":
        return _running_sentence(phase, now)
    shortened = calc.after_closing(span, now, closed_at)
    end = shortened.ends_at if shortened else None
    return _("%(phase)s endete am %(end)s") % {"phase": phase.label, "end": until(end or now)}


def period(phase: PhaseRow) -> str:
    """Start and end of a phase for a timeline."""
    if phase.ends_at is None:
        return _("ab %(start)s, bis auf Weiteres") % {"start": when(phase.starts_at)}
    return _("%(start)s bis %(end)s") % {"start": when(phase.starts_at), "end": until(phase.ends_at)}


def timeline(phases: Iterable[PhaseRow], now: datetime, closed_at: datetime | None = None) -> tuple[TimelinePhase, ...]:
    """The phases for the macro `timeline`."""
    return tuple(
        TimelinePhase(
            title=phase.label,
            when=period(phase),
            state=_TIMELINE_STATES[_state(phase, now, closed_at)],  # type: ignore[arg-type]
            text=phase.description,
        )
        for phase in phases
    )


def banner(
    phases: Iterable[PhaseRow], now: datetime, *, published_at: datetime | None, closed_at: datetime | None = None
) -> Banner:
    """The one sentence above the process: what can be done now, or when it begins, or that it is over."""
    rows = sorted(phases, key=lambda phase: phase.starts_at)
    if published_at is None:
        return Banner(_("Entwurf"), _("Dieses Verfahren ist noch nicht veröffentlicht."), "warning")
    if closed_at is not None and closed_at <= now:
        text = _("Dieses Verfahren wurde am %(when)s vorzeitig beendet.") % {"when": when(closed_at)}
        return Banner(_("Die Beteiligung ist beendet"), _after_closing(rows, now, closed_at) or text, "neutral")
    running = [phase for phase in rows if _state(phase, now, closed_at) == "running"]
    if running:
        return _running_banner(running, now)
    coming = [phase for phase in rows if phase.starts_at > now]
    if coming:
        begun = any(phase.starts_at <= now for phase in rows)
        title = _("Gerade läuft keine Phase") if begun else _("Die Beteiligung hat noch nicht begonnen")
        return Banner(title, f"{phase_sentence(coming[0], now)}.", "info")
    return Banner(_("Die Beteiligung ist beendet"), f"{phase_sentence(rows[-1], now)}." if rows else "", "neutral")


def _running_sentence(phase: PhaseRow, now: datetime) -> str:
    comments = Phase.Feature.COMMENT in phase.features
    if phase.ends_at is None:
        if comments:
            return _("Sie können kommentieren; ein Ende ist noch nicht festgelegt")
        return _("%(phase)s läuft; ein Ende ist noch nicht festgelegt") % {"phase": phase.label}
    values = {"phase": phase.label, "end": until(phase.ends_at), "left": left(phase.ends_at, now)}
    if comments:
        return _("Sie können bis %(end)s kommentieren (%(left)s)") % values
    return _("%(phase)s läuft bis %(end)s (%(left)s)") % values


def _running_banner(running: list[PhaseRow], now: datetime) -> Banner:
    open_ones = [phase for phase in running if Phase.Feature.COMMENT in phase.features]
    phase = (open_ones or running)[0]
    ends = until(phase.ends_at) if phase.ends_at else ""
    return Banner(phase.label, f"{phase_sentence(phase, now)}.", "success" if open_ones else "info", ends)


def _after_closing(rows: list[PhaseRow], now: datetime, closed_at: datetime) -> str:
    text = _("Dieses Verfahren wurde am %(when)s vorzeitig beendet.") % {"when": when(closed_at)}
    running = [phase for phase in rows if _state(phase, now, closed_at) == "running"]
    return f"{text} {phase_sentence(running[0], now, closed_at)}." if running else text


def _state(phase: PhaseRow, now: datetime, closed_at: datetime | None) -> calc.State:
    return calc.state_of(calc.Span(phase.starts_at, phase.ends_at, frozenset(phase.features)), now, closed_at)


def _written(local: datetime, clock: str, note: str) -> str:
    """`local`: the day in Berlin; `clock`: the time as it shall be read."""
    language = "en" if (translation.get_language() or "de").startswith("en") else "de"
    weekday, month = WEEKDAYS[language][local.weekday()], MONTHS[language][local.month - 1]
    if language == "en":
        return f"{weekday}, {local.day} {month} {local.year}, {clock}{note}"
    return f"{weekday}, {local.day}. {month} {local.year}, {clock} Uhr{note}"


def _zone_note(local: datetime) -> str:
    """The name of the time where the clock alone is ambiguous, else ""."""
    earlier, later = (local.replace(fold=fold) for fold in (0, 1))
    if earlier.utcoffset() == later.utcoffset():
        return ""
    language = "en" if (translation.get_language() or "de").startswith("en") else "de"
    return f" ({_ZONE_NAMES[language].get(local.tzname() or '', '')})"
