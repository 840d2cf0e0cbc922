"""The public list of changes of a process, made from the audit trail: what and when, for people; never who."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interkomm.cooperation.models import ConsentRule
from interkomm.foundation.audit.models import AuditEntry
from interkomm.participation.processes.wording import until, when

Values = Mapping[str, Any]
SUBJECT = "participation.process"
PREFIX = "participation.processes."


@dataclass(frozen=True)
class Change:
    """One public change. `details`: one line each, "" never."""

    at: datetime
    sentence: str
    details: tuple[str, ...] = ()


def public_changes(process_id: int, published_at: datetime | None) -> list[Change]:
    """What has changed since the publication, newest first; nothing for a draft. One query."""
    if published_at is None:
        return []
    actions = [f"{PREFIX}{act}" for act in _WORDS]
    rows = AuditEntry.objects.about(SUBJECT, process_id).filter(action__in=actions).order_by("-id")
    shown = rows.values_list("at", "action", "before", "after")
    return [
        Change(at, *_WORDS[action.removeprefix(PREFIX)](before, after))
        for at, action, before, after in shown
        if at >= published_at or action == f"{PREFIX}publish"
    ]


Words = tuple[str, tuple[str, ...]]


def _published(before: Values, after: Values) -> Words:
    return _("Veröffentlicht"), ()


def _closed(before: Values, after: Values) -> Words:
    return _("Vorzeitig beendet"), ()


def _reopened(before: Values, after: Values) -> Words:
    return _("Wieder geöffnet"), ()


def _updated(before: Values, after: Values) -> Words:
    names = {
        "title": _("Titel"),
        "summary": _("Zusammenfassung"),
        "description": _("Beschreibung"),
        "openness": _("wer sich beteiligen darf"),
        "checks_before_publication": _("Prüfung vor der Veröffentlichung"),
        "asks_municipality": _("Frage nach der Gemeinde"),
    }
    changed = ", ".join(names[key] for key in names if key in after)
    return _("Angaben geändert: %(names)s") % {"names": changed}, ()


def _phases(before: Values, after: Values) -> Words:
    old = {phase["id"]: phase for phase in before["phases"]}
    kept = {phase["id"] for phase in after["phases"]}
    details = [_phase_line(old.get(phase["id"]), phase) for phase in after["phases"]]
    details += [_("%(phase)s entfällt") % {"phase": phase["label"]} for key, phase in old.items() if key not in kept]
    return _("Phasen geändert"), tuple(line for line in details if line)


def _phase_line(old: Values | None, new: Values) -> str:
    values = {"phase": new["label"], "period": _period(new)}
    if old is None:
        return _("neu: %(phase)s, %(period)s") % values
    if (old["starts_at"], old["ends_at"]) == (new["starts_at"], new["ends_at"]):
        return ""
    return _("%(phase)s: %(period)s (bisher: %(before)s)") % {**values, "before": _period(old)}


def _period(phase: Values) -> str:
    start = when(datetime.fromisoformat(phase["starts_at"]))
    if not phase["ends_at"]:
        return _("ab %(start)s, bis auf Weiteres") % {"start": start}
    return _("%(start)s bis %(end)s") % {"start": start, "end": until(datetime.fromisoformat(phase["ends_at"]))}


def _part_added(before: Values, after: Values) -> Words:
    return _("Neue Frage: %(part)s") % {"part": after["part"]}, ()


def _part_updated(before: Values, after: Values) -> Words:
    return _("Frage geändert: %(part)s") % {"part": after["part"]}, ()


def _part_removed(before: Values, after: Values) -> Words:
    return _("Frage entfernt: %(part)s") % {"part": before["part"]}, ()


def _lead(before: Values, after: Values) -> Words:
    return _("Neue Federführung: %(name)s (bisher: %(before)s)") % {
        "name": after["lead"],
        "before": before["lead"],
    }, ()


def _rule(before: Values, after: Values) -> Words:
    return _("Neue Zustimmungsregel: %(rule)s") % {"rule": ConsentRule(after["rule"]).label}, ()


def _owners(before: Values, after: Values) -> Words:
    return _("Trägerinnen sind jetzt: %(names)s") % {"names": ", ".join(after["owners"])}, ()


_WORDS: dict[str, Callable[[Values, Values], Words]] = {
    "publish": _published,
    "close": _closed,
    "reopen": _reopened,
    "update": _updated,
    "change_phases": _phases,
    "add_part": _part_added,
    "update_part": _part_updated,
    "remove_part": _part_removed,
    "change_lead": _lead,
    "change_rule": _rule,
    "change_owners": _owners,
}
