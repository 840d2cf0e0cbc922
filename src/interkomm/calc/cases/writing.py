"""From values to JSON."""

from dataclasses import MISSING, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from interkomm.calc.cases.codes import FIELDS, FORMAT
from interkomm.calc.cases.dates import PartialDate
from interkomm.calc.cases.items import Evidence, Item, Source
from interkomm.calc.cases.record import CaseRecord, Entry

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def as_json(record: CaseRecord) -> dict[str, Any]:
    """The JSON object of a record; fields in their usual order, empty values left out: equal records, equal JSON."""
    return {
        "format": FORMAT,
        "name": dict(record.name),
        **({"other_names": list(record.other_names)} if record.other_names else {}),
        "fields": {code: _entry(record.entries[code]) for code in FIELDS if code in record.entries},
        "sources": [plain(source) for source in record.sources],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"state": entry.state.value}
    if entry.items:
        found["items"] = [plain(item) for item in entry.items]
    if entry.evidence:
        found["evidence"] = [plain(each) for each in entry.evidence]
    if entry.checked_on:
        found["checked_on"] = entry.checked_on
    return found


def plain(value: Item | Evidence | Source) -> dict[str, Any]:
    """One value as JSON; what is as it usually is, is left out, so that reading gives the same value again."""
    found: dict[str, Any] = {}
    kind: type[DataclassInstance] = type(value)
    for name, usual in _usual(kind):
        content = getattr(value, name)
        if content != usual:
            found[name] = content if type(content) is str else _content(content)
    return found


@lru_cache(maxsize=64)
def _usual(kind: "type[DataclassInstance]") -> tuple[tuple[str, Any], ...]:
    """The fields of a kind with what they usually hold; worked out once, as an import writes thousands of values."""
    return tuple(
        (each.name, each.default_factory() if each.default_factory is not MISSING else each.default)
        for each in fields(kind)
    )


def _content(content: Any) -> Any:
    if isinstance(content, PartialDate):
        return str(content)
    if isinstance(content, (Item, Evidence, Source)):
        return plain(content)
    if isinstance(content, tuple):
        return [_content(each) for each in content]
    return dict(content) if isinstance(content, dict) else content
