"""Bringing a change onto a newer state: a three-way merge of records, by field, by item, by language of a text.

`base` is what both sides began with. What only one side changed is taken; what both changed alike is taken once; what both
changed differently is a conflict for people to decide (`decisions`: key → "ours" or "theirs"; until then "ours" stands).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from interkomm.calc.cases import items as kinds
from interkomm.calc.cases.codes import FIELDS
from interkomm.calc.cases.differences import NAME, OTHER_NAMES, SOURCES, Thing, matched, part_items
from interkomm.calc.cases.items import Evidence, Source
from interkomm.calc.cases.record import UNKNOWN, CaseRecord, Entry, State

V = TypeVar("V")
OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed the same differently. `key` is the same for the same three records.

    The values are entries (the field as a whole), or items, None where a side has removed it.
    """

    key: str
    code: str
    base: Entry | Thing | None
    ours: Entry | Thing | None
    theirs: Entry | Thing | None


@dataclass(frozen=True, slots=True)
class Merged:
    """`conflicts`: all there are, decided or not; `undecided`: keys of those for which no decision was given."""

    record: CaseRecord
    conflicts: tuple[Conflict, ...]
    undecided: tuple[str, ...]


@dataclass
class _Judge:
    """Collects conflicts and answers with the side that was decided for."""

    decisions: Mapping[str, str]
    conflicts: list[Conflict] = field(default_factory=list)

    def choose(self, code: str, base: Any, ours: Any, theirs: Any) -> Any:
        key = f"{code}:{sum(1 for each in self.conflicts if each.code == code) + 1}"
        self.conflicts.append(Conflict(key, code, base, ours, theirs))
        return theirs if self.decisions.get(key) == THEIRS else ours


def merge(base: CaseRecord, ours: CaseRecord, theirs: CaseRecord, decisions: Mapping[str, str] | None = None) -> Merged:
    """The record with the changes of both sides; sources that any evidence names are never lost."""
    if base in (ours, theirs) or ours == theirs:
        return Merged(theirs if ours == base else ours, (), ())
    judge = _Judge(decisions or {})
    theirs = _with_keys_of_their_own(base, ours, theirs)
    entries = {code: _entry(judge, code, *(each.entry(code) for each in (base, ours, theirs))) for code in FIELDS}
    entries = {code: entry for code, entry in entries.items() if entry.state != State.UNKNOWN}
    record = CaseRecord(
        name=_name(judge, base, ours, theirs),
        other_names=tuple(item.written for item in _items(judge, OTHER_NAMES, base, ours, theirs)),
        entries=entries,
        sources=_sources(judge, entries.values(), base, ours, theirs),
    )
    open_keys = tuple(each.key for each in judge.conflicts if each.key not in judge.decisions)
    return Merged(record, tuple(judge.conflicts), open_keys)


def _items(judge: _Judge, code: str, *sides: CaseRecord) -> tuple[Any, ...]:
    return _merged_items(judge, code, *(part_items(side, code) for side in sides))


def _name(judge: _Judge, *sides: CaseRecord) -> Mapping[str, str]:
    return cast(kinds.Text, _items(judge, NAME, *sides)[0]).words


def _entry(judge: _Judge, code: str, base: Entry, ours: Entry, theirs: Entry) -> Entry:
    if (plain := _easy(base, ours, theirs)) is not None:
        return plain[0]
    if ours.state != State.KNOWN or theirs.state != State.KNOWN:
        return cast(Entry, judge.choose(code, base, ours, theirs))
    before = len(judge.conflicts)
    found = _merged_items(judge, code, base.items, ours.items, theirs.items)
    if len(found) > FIELDS[code].most:
        del judge.conflicts[before:]
        return cast(Entry, judge.choose(code, base, ours, theirs))
    evidence = _either(base.evidence, ours.evidence, theirs.evidence)
    checked_on = _either(base.checked_on, ours.checked_on, theirs.checked_on)
    return Entry(State.KNOWN, found, evidence, checked_on) if found else UNKNOWN


def _easy(base: V, ours: V, theirs: V) -> tuple[V] | None:
    """The value when at most one side has changed it, or both alike; None when it is to be decided."""
    if ours in (base, theirs):
        return (theirs,)
    return (ours,) if theirs == base else None


def _either(base: V, ours: V, theirs: V) -> V:
    found = _easy(base, ours, theirs)
    return found[0] if found else ours


def _merged_items(
    judge: _Judge, code: str, base: Sequence[Thing], ours: Sequence[Thing], theirs: Sequence[Thing]
) -> tuple[Any, ...]:
    """In the order of ours, then what is new in theirs."""
    if (plain := _easy(tuple(base), tuple(ours), tuple(theirs))) is not None:
        return plain[0]
    of_theirs = {id(one): other for one, other in matched(code, base, theirs) if one is not None}
    ours_of_base = matched(code, base, ours)
    added_here = [other for one, other in ours_of_base if one is None and other is not None]
    added_there = [other for one, other in matched(code, base, theirs) if one is None and other is not None]
    twins = _twins(code, added_here, added_there)
    twin = {id(one): other for one, other in twins}
    found = []
    for one, our in ours_of_base:
        their = of_theirs.get(id(one)) if one is not None else twin.get(id(our))
        found.append(our if one is None and their is None else _item(judge, code, one, our, their))
    met = {id(their) for _our, their in twins}
    found += [item for item in added_there if id(item) not in met]
    return tuple(item for item in found if item is not None)


def _twins(code: str, here: Sequence[Thing], there: Sequence[Thing]) -> list[tuple[Thing, Thing]]:
    """What both sides have added alike."""
    return [(one, other) for one, other in matched(code, here, there) if one is not None and other is not None]


def _item(judge: _Judge, code: str, base: Thing | None, ours: Thing | None, theirs: Thing | None) -> Thing | None:
    if (plain := _easy(base, ours, theirs)) is not None:
        return plain[0]
    if all(isinstance(each, kinds.Text) for each in (base, ours, theirs)):
        text = _text(*cast(tuple[kinds.Text, kinds.Text, kinds.Text], (base, ours, theirs)))
        if text is not None:
            return text
    return cast(Thing | None, judge.choose(code, base, ours, theirs))


def _text(base: kinds.Text, ours: kinds.Text, theirs: kinds.Text) -> kinds.Text | None:
    """One text whose languages were changed by different sides; None when both changed the same language."""
    words: dict[str, str] = {}
    for language in dict.fromkeys((*ours.words, *theirs.words)):
        found = _easy(*(each.words.get(language, "") for each in (base, ours, theirs)))
        if found is None:
            return None
        if found[0]:
            words[language] = found[0]
    on, note = _easy(base.on, ours.on, theirs.on), _either(base.note, ours.note, theirs.note)
    evidence = _either(base.evidence, ours.evidence, theirs.evidence)
    return kinds.Text(words=words, on=on[0], note=note, evidence=evidence) if on and words else None


def _with_keys_of_their_own(base: CaseRecord, ours: CaseRecord, theirs: CaseRecord) -> CaseRecord:
    """Sources that both sides added under one key, though they are not the same, get a new key on their side."""
    taken = {source.key for side in (base, ours, theirs) for source in side.sources}
    renamed: dict[str, str] = {}
    for source in theirs.sources:
        our = ours.source(source.key)
        if our is not None and our != source and base.source(source.key) is None:
            renamed[source.key] = free_source_key(taken)
            taken.add(renamed[source.key])
    return renamed_sources(theirs, renamed) if renamed else theirs


def free_source_key(taken: Iterable[str]) -> str:
    """The first of s1, s2, … that is not taken."""
    used, number = set(taken), 1
    while f"s{number}" in used:
        number += 1
    return f"s{number}"


def renamed_sources(record: CaseRecord, names: Mapping[str, str]) -> CaseRecord:
    """The same record with other keys of its sources, in the evidence too."""

    def of(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(replace(each, source=names.get(each.source, each.source)) for each in evidence)

    entries = {
        code: replace(
            entry,
            items=tuple(replace(item, evidence=of(item.evidence)) for item in entry.items),
            evidence=of(entry.evidence),
        )
        for code, entry in record.entries.items()
    }
    sources = tuple(replace(source, key=names.get(source.key, source.key)) for source in record.sources)
    return replace(record, entries=entries, sources=sources)


def _sources(judge: _Judge, entries: Iterable[Entry], *sides: CaseRecord) -> tuple[Source, ...]:
    found: list[Source] = list(_items(judge, SOURCES, *sides))
    have = {source.key for source in found}
    for key in dict.fromkeys(key for entry in entries for key in used_sources(entry)):
        if key not in have:
            lost = (source for side in sides for source in side.sources if source.key == key)
            found += [source for source in lost if source.key not in {each.key for each in found}][:1]
    return tuple(found)


def used_sources(entry: Entry) -> list[str]:
    """Keys of the sources that an entry and its items stand on."""
    held = [entry.evidence, *(item.evidence for item in entry.items)]
    return [each.source for evidence in held for each in evidence]
