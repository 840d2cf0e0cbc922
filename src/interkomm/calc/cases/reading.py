"""From JSON to values, with every fault named by its place. Sizes are bounded: hostile input ends in InvalidRecord."""

import math
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_type_hints

from interkomm.calc.cases import items as item_types
from interkomm.calc.cases.codes import FIELDS, FORMAT, ITEM_TYPES
from interkomm.calc.cases.dates import PartialDate
from interkomm.calc.cases.items import Evidence, Item, Source
from interkomm.calc.cases.record import CaseRecord, Entry, InvalidRecord, State

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # surrogates stand for nothing on their own
LONGEST_TEXT = 100_000
LONGEST_WORD = 2_000
MOST_SOURCES = 200
MOST_EVIDENCE = 40
MOST_NAMES = 500
LANGUAGES = frozenset({"de", "en", "fr", "it", "pl", "cs", "sk", "sl", "hu", "nl", "da"})


def from_json(value: Any) -> CaseRecord:
    """Read and check a record. Raises InvalidRecord with the place of the fault."""
    source = _mapping(value, "")
    if source.get("format", FORMAT) != FORMAT:
        raise InvalidRecord("format", f"unknown format {source.get('format')!r}")
    _only(source, {"format", "name", "other_names", "fields", "sources"}, "")
    name = _words(source.get("name"), "name", LONGEST_WORD)
    if not any(name.values()):
        raise InvalidRecord("name", "is missing")
    entries: dict[str, Entry] = {}
    for code, entry in _mapping(source.get("fields", {}), "fields").items():
        if code not in FIELDS:
            raise InvalidRecord(f"fields.{code}"[:100], "there is no such field")
        entries[code] = _entry(code, entry)
    record = CaseRecord(
        name=name,
        other_names=_names(source.get("other_names", []), "other_names"),
        entries={code: entry for code, entry in entries.items() if entry.state != State.UNKNOWN},
        sources=_sources(source.get("sources", [])),
    )
    _check_references(record)
    return record


def _entry(code: str, value: Any) -> Entry:
    path = f"fields.{code}"
    source = _mapping(value, path)
    _only(source, {"state", "items", "evidence", "checked_on"}, path)
    raw = _sequence(source.get("items", []), f"{path}.items", FIELDS[code].most)
    kind = ITEM_TYPES[FIELDS[code].shape]
    found = tuple(_value(kind, each, f"{path}.items[{index}]") for index, each in enumerate(raw))
    try:
        state = State(source.get("state", State.KNOWN if found else State.UNKNOWN))
        return Entry(
            state,
            found,
            _evidence(source.get("evidence", []), f"{path}.evidence"),
            _iso_day(source.get("checked_on", ""), f"{path}.checked_on"),
        )
    except InvalidRecord:
        raise
    except ValueError as problem:
        raise InvalidRecord(path, str(problem)) from problem


def _value(kind: "type[DataclassInstance]", value: Any, path: str) -> Any:
    """An item, evidence or source from its JSON object."""
    source = _mapping(value, path)
    readers, required = _plan(kind)
    _only(source, readers, path)
    for name in required:
        if name not in source:
            raise InvalidRecord(f"{path}.{name}", "is missing")
    return kind(**{name: readers[name](content, f"{path}.{name}") for name, content in source.items()})


@lru_cache(maxsize=64)
def _plan(kind: "type[DataclassInstance]") -> tuple[dict[str, Callable[[Any, str], Any]], tuple[str, ...]]:
    """How each field of a class is read, and which must be there. Working this out costs more than reading a value."""
    hints = get_type_hints(kind)
    readers = {each.name: _READERS[_kind_of(each.name, hints[each.name])] for each in fields(kind)}
    required = [each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING]
    return readers, tuple(required)


def _kind_of(name: str, hint: Any) -> str:
    if name == "evidence":
        return "evidence"
    if name == "url":
        return "url"
    if hint in (int, float, str):
        return str(hint.__name__)
    if hint == item_types.Words:
        return "words"
    return "names" if hint == tuple[str, ...] else "date"


def _mapping(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not (
        set(map(type, value)) <= {str} or all(isinstance(key, str) for key in value)
    ):
        raise InvalidRecord(path or "record", "must be an object")
    return value


def _only(source: Mapping[str, Any], allowed: Container[str], path: str) -> None:
    for key in source:
        if key not in allowed:
            raise InvalidRecord(f"{path}.{key}".strip(".")[:200], "is not known here")


def _sequence(value: Any, path: str, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise InvalidRecord(path, "must be a list")
    if len(value) > most:
        raise InvalidRecord(path, f"has {len(value)} entries, at most {most} are possible")
    return value


def _text(value: Any, path: str, longest: int = LONGEST_WORD) -> str:
    if not isinstance(value, str):
        raise InvalidRecord(path, "must be a text")
    if len(value) > longest:
        raise InvalidRecord(path, f"has {len(value)} characters, at most {longest} are possible")
    if _NO_TEXT.search(value):
        raise InvalidRecord(path, "holds characters that no text has")
    return value


def _words(value: Any, path: str, longest: int = LONGEST_TEXT) -> dict[str, str]:
    """{"de": …}; a bare text is German."""
    if isinstance(value, str):
        value = {"de": value}
    found = _mapping(value, path)
    for language in found:
        if language not in LANGUAGES:
            raise InvalidRecord(f"{path}.{language}"[:100], "is no language code that we know")
    return {language: _text(text, f"{path}.{language}", longest) for language, text in found.items() if text != ""}


def _names(value: Any, path: str) -> tuple[str, ...]:
    return tuple(_text(each, f"{path}[{at}]") for at, each in enumerate(_sequence(value, path, MOST_NAMES)))


def _date(value: Any, path: str) -> PartialDate:
    try:
        return PartialDate.parse(_text(value, path))
    except InvalidRecord:
        raise
    except ValueError as problem:
        raise InvalidRecord(path, "must be a date such as 2003, 2003-06 or 2003-06-06") from problem


def _iso_day(value: Any, path: str) -> str:
    text = _text(value, path)
    if text:
        try:
            date.fromisoformat(text)
        except ValueError as problem:
            raise InvalidRecord(path, "must be a day such as 2026-11-22") from problem
    return text


def _whole_number(value: Any, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**12:
        raise InvalidRecord(path, "must be a whole number, not negative")
    return value


def _number(value: Any, path: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise InvalidRecord(path, "must be a number")
    if (path.endswith(".lat") and abs(value) > 90) or (path.endswith(".lon") and abs(value) > 180):
        raise InvalidRecord(path, "lies outside the Earth")
    return float(value)


def _url(value: Any, path: str) -> str:
    text = _text(value, path)
    if text and not text.lower().startswith(("https://", "http://")):
        raise InvalidRecord(path, "must begin with https:// or http://")
    return text


def _evidence(value: Any, path: str) -> tuple[Evidence, ...]:
    listed = _sequence(value, path, MOST_EVIDENCE)
    return tuple(_value(Evidence, each, f"{path}[{at}]") for at, each in enumerate(listed))


def _sources(value: Any) -> tuple[Source, ...]:
    listed = _sequence(value, "sources", MOST_SOURCES)
    found = tuple(_value(Source, each, f"sources[{at}]") for at, each in enumerate(listed))
    for at, source in enumerate(found):
        _iso_day(source.retrieved_on, f"sources[{at}].retrieved_on")
    if len({source.key for source in found}) != len(found):
        raise InvalidRecord("sources", "two of them have the same key")
    return found


def _check_references(record: CaseRecord) -> None:
    keys = {source.key for source in record.sources}
    for code, entry in record.entries.items():
        listed: list[tuple[str, Item | Entry]] = [(f"fields.{code}", entry)]
        listed += [(f"fields.{code}.items[{at}]", item) for at, item in enumerate(entry.items)]
        for path, holder in listed:
            for each in holder.evidence:
                if each.source not in keys:
                    raise InvalidRecord(f"{path}.evidence", f"names the source {each.source!r}, which is not listed")
                if each.start > each.end:
                    raise InvalidRecord(f"{path}.evidence", "ends before it begins")


def _long_words(value: Any, path: str) -> dict[str, str]:
    return _words(value, path)


def _plain_text(value: Any, path: str) -> str:
    return _text(value, path, LONGEST_TEXT if path.endswith(".quote") else LONGEST_WORD)


_READERS: dict[str, Callable[[Any, str], Any]] = {
    "str": _plain_text,
    "int": _whole_number,
    "float": _number,
    "url": _url,
    "words": _long_words,
    "names": _names,
    "date": _date,
    "evidence": _evidence,
}
