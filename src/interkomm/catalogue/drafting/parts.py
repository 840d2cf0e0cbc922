"""The parts of a draft that are written one at a time: the names, each field, the sources. On the JSON form; pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from interkomm.calc.cases import from_json
from interkomm.calc.cases.differences import NAME, SOURCES
from interkomm.calc.cases.merging import free_source_key, used_sources

NAMES = "name"  # the part that holds name and other names
NEW_SOURCE = "+"  # key of the source that is given together with the part


@dataclass(frozen=True)
class PartChange:
    """A part as somebody wants it. `seen`: fingerprint of what they began with; `value`: JSON of the part, None: unknown.

    `new_source`: JSON of a source without key, which evidence of the part names as `NEW_SOURCE`.
    """

    part: str
    seen: str
    value: Any
    new_source: Mapping[str, Any] | None = None


def value_of(content: Mapping[str, Any], part: str) -> Any:
    """The JSON of a part, None where a field is unknown."""
    if part == NAMES:
        return {"name": content.get("name", {}), "other_names": content.get("other_names", [])}
    return content.get("sources", []) if part == SOURCES else content.get("fields", {}).get(part)


def fingerprint(content: Mapping[str, Any], part: str) -> str:
    """Changes when the part changes."""
    return hashlib.sha256(json.dumps(value_of(content, part), sort_keys=True).encode()).hexdigest()[:24]


def with_part(content: Mapping[str, Any], change: PartChange) -> dict[str, Any]:
    """The JSON of the whole record with the part changed; not checked yet (`calc.cases.from_json`)."""
    changed = deepcopy(dict(content))
    if change.part == NAMES:
        return {**changed, **deepcopy(change.value)}
    if change.part == SOURCES:
        return changed | {"sources": deepcopy(change.value)}
    value = deepcopy(change.value)
    if change.new_source is not None:
        key = free_source_key(source["key"] for source in changed.get("sources", []))
        changed["sources"] = [*changed.get("sources", []), {**change.new_source, "key": key}]
        for each in _evidence(value):
            each["source"] = key if each["source"] == NEW_SOURCE else each["source"]
    fields = {code: entry for code, entry in changed.get("fields", {}).items() if code != change.part}
    return changed | {"fields": fields | ({change.part: value} if value else {})}


def _evidence(entry: Mapping[str, Any] | None) -> Iterable[dict[str, Any]]:
    if entry:
        yield from entry.get("evidence", [])
        for item in entry.get("items", []):
            yield from item.get("evidence", [])


def uses_of_sources(content: Mapping[str, Any]) -> dict[str, list[str]]:
    """Key of a source → codes of the fields that stand on it."""
    uses: dict[str, list[str]] = {}
    for code, entry in from_json(content).entries.items():
        for key in dict.fromkeys(used_sources(entry)):
            uses.setdefault(key, []).append(code)
    return uses


__all__ = [
    "NAME",
    "NAMES",
    "NEW_SOURCE",
    "SOURCES",
    "PartChange",
    "fingerprint",
    "uses_of_sources",
    "value_of",
    "with_part",
]
