"""What decisions make of a record: pure, on its JSON, so that nothing that was read is lost before it is proposed."""

from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from interkomm.calc.cases import CaseRecord, Item, from_json
from interkomm.calc.cases.differences import matched
from interkomm.calc.cases.items import Event
from interkomm.calc.cases.merging import free_source_key, renamed_sources
from interkomm.calc.cases.record import Entry, State

TAKE, CHOOSE, KEEP, DROP = "take", "choose", "keep", "drop"
BEGIN, JOIN = "begin", "join"  # which of two events is the beginning (`calc.casereading.result.Option`)
MOST_EVIDENCE = 40  # of one item


def decided_content(
    content: Mapping[str, Any],
    findings: Sequence[Mapping[str, Any]],
    decisions: Mapping[str, Any],
    left_out: Collection[str] = (),
) -> dict[str, Any]:
    """The JSON of the record after all decisions; facts left out and dropped items are gone, empty fields unknown."""
    if not decisions and not left_out:
        return dict(content)
    found: dict[str, Any] = deepcopy(dict(content))
    gone: set[str] = set(left_out)
    for number, decision in decisions.items():
        if number.isdigit() and int(number) < len(findings):
            _apply(found, findings[int(number)], decision, gone)
    fields = found.get("fields", {})
    for code in list(fields):
        if code in gone:
            del fields[code]
            continue
        kept = [item for at, item in enumerate(fields[code].get("items", ())) if f"{code}:{at}" not in gone]
        if kept:
            fields[code]["items"] = kept
        elif fields[code].get("items"):
            del fields[code]
    return found


def _apply(content: dict[str, Any], finding: Mapping[str, Any], decision: Mapping[str, Any], gone: set[str]) -> None:
    codes = finding.get("fields", [])
    if not codes:
        return
    code, item = codes[0], finding.get("item")
    items = content.get("fields", {}).get(code, {}).get("items", [])
    if decision.get("option") == DROP:
        gone.add(code if item is None else f"{code}:{item}")
        return
    if item is None or not 0 <= item < len(items):
        return
    sets = dict(decision.get("sets", {}))
    changed = items[item]
    if decision.get("option") == JOIN:
        into = int(sets.pop("into"))
        if not 0 <= into < len(items) or {code, f"{code}:{into}"} & gone:
            return  # the other one is not taken over: this one stays
        gone.add(f"{code}:{item}")
        changed = items[into]
        evidence = [*changed.get("evidence", []), *items[item].get("evidence", [])]
        changed["evidence"] = evidence[:MOST_EVIDENCE]
    for name, value in sets.items():
        if value:
            changed[name] = value
        else:
            changed.pop(name, None)
    said = (changed.get("note", ""), decision.get("note", ""), decision.get("reason", ""))
    if any(said):
        changed["note"] = " ".join(filter(None, said))


def changed_record(known: CaseRecord, new: CaseRecord) -> CaseRecord:
    """The known record with what the import adds or says differently; what the import does not say stays as it is."""
    fresh = _with_own_sources(known, new)
    entries = dict(known.entries)
    for code, entry in fresh.entries.items():
        before = known.entry(code)
        entries[code] = entry if before.state != State.KNOWN else _joined(code, before, entry)
    names = [*known.other_names, *fresh.other_names]
    if new.title() != known.title():
        names.append(new.title())
    return CaseRecord(
        name=known.name,
        other_names=tuple(dict.fromkeys(names)),
        entries=entries,
        sources=(*known.sources, *(source for source in fresh.sources if known.source(source.key) is None)),
    )


def _joined(code: str, before: Entry, after: Entry) -> Entry:
    """Items that mean the same are taken from the import, new ones added, none removed."""
    from interkomm.calc.cases.codes import FIELDS

    items = []
    for old, new in matched(code, before.items, after.items):
        items.append(_still_marked(old, new) if new is not None else old)
    if FIELDS[code].most < len(items):
        items = [*before.items, *items][: FIELDS[code].most]
    return Entry(State.KNOWN, tuple(item for item in items if item is not None), before.evidence, after.checked_on)


def _still_marked(old: Item | None, new: Item) -> Item:
    """What editors have decided an event to be is not undone by a file that says nothing of it."""
    if isinstance(old, Event) and isinstance(new, Event) and old.role and not new.role:
        return replace(new, role=old.role)
    return new


def _with_own_sources(known: CaseRecord, new: CaseRecord) -> CaseRecord:
    """Sources that are the same keep the known key, others get a new one."""
    taken = {source.key for source in known.sources}
    names: dict[str, str] = {}
    for source in new.sources:
        same = next((each.key for each in known.sources if (each.title, each.url) == (source.title, source.url)), None)
        names[source.key] = same or free_source_key({*taken, *names.values()})
    return renamed_sources(new, names)


def record_of(content: Mapping[str, Any]) -> CaseRecord:
    """The checked record. Raises InvalidRecord."""
    return from_json(dict(content))
