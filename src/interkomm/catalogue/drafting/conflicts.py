"""Conflicts of a merge in words, and the decisions that a form brings back."""

from collections.abc import Mapping
from dataclasses import dataclass

from interkomm.calc.cases import CaseRecord, Entry, from_json
from interkomm.calc.cases.differences import Thing
from interkomm.calc.cases.merging import OURS, THEIRS, Conflict, Merged
from interkomm.catalogue.cases.models import Revision
from interkomm.catalogue.editing.showing import entry_lines, lines_of, part_name

FIELD = "konflikt-"


@dataclass(frozen=True)
class ConflictRow:
    """`name`: of the form field; the texts are empty where a side has removed it. `chosen`: ours, theirs or ""."""

    name: str
    part: str
    before: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    chosen: str


def conflict_rows(revision: Revision, merged: Merged, decisions: Mapping[str, str]) -> list[ConflictRow]:
    """Each conflict with the three texts, in the language that is active."""
    ours = from_json(revision.content)
    public = revision.case.released
    theirs = from_json(public.content) if public else ours
    base = from_json(revision.based_on.content) if revision.based_on else CaseRecord(name={})
    return [
        ConflictRow(
            f"{FIELD}{each.key}",
            part_name(each.code),
            _lines(each, each.base, base),
            _lines(each, each.ours, ours),
            _lines(each, each.theirs, theirs),
            decisions.get(each.key, ""),
        )
        for each in merged.conflicts
    ]


def _lines(conflict: Conflict, value: Entry | Thing | None, record: CaseRecord) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, Entry):
        return tuple(entry_lines(conflict.code, value, record))
    return tuple(f"{name}: {text}" for name, text in lines_of(conflict.code, value, record))


def decisions_from(sent: Mapping[str, str]) -> dict[str, str]:
    """What the form says: key of the conflict → side."""
    return {
        name.removeprefix(FIELD): value
        for name, value in sent.items()
        if name.startswith(FIELD) and value in (OURS, THEIRS)
    }
