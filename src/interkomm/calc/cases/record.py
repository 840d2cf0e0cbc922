"""The record of a case and its JSON form (format 1), the one form for storage, import, shipped cases and export."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from interkomm.calc.cases.codes import FIELDS, FORMAT
from interkomm.calc.cases.items import Evidence, Item, Source, Words


class State(StrEnum):
    """What we know of a field."""

    KNOWN = "known"
    NONE = "none"
    UNKNOWN = "unknown"


class InvalidRecord(ValueError):
    """The JSON is not a record; `path` says where ("fields.partners[2].joined"), `problem` what."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path, self.problem = path, problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One field: `items` and what the statement "there is none" stands on (`evidence`). `checked_on`: ISO date or ""."""

    state: State = State.UNKNOWN
    items: tuple[Item, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    checked_on: str = ""

    def __post_init__(self) -> None:
        if (self.state == State.KNOWN) != bool(self.items):
            raise ValueError(f"{len(self.items)} items in a field that is {self.state}")


UNKNOWN = Entry()


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """All that is said of one cooperation. `entries` holds only fields that are known or known to be none."""

    name: Words
    other_names: tuple[str, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    def entry(self, code: str) -> Entry:
        """The entry of a field; unknown when nothing is said. Raises KeyError for a field that does not exist."""
        FIELDS[code]
        return self.entries.get(code, UNKNOWN)

    def items(self, code: str) -> tuple[Any, ...]:
        """The items of a field, none when it is not known."""
        return self.entry(code).items

    def title(self, language: str = "de") -> str:
        """The name in this language, else in German, else in any."""
        return in_language(self.name, language)

    def unknown(self) -> list[str]:
        """Codes of the fields of which nothing is known, in the order of the fields."""
        return [code for code in FIELDS if self.entry(code).state == State.UNKNOWN]

    def source(self, key: str) -> Source | None:
        """The source with this key."""
        return next((source for source in self.sources if source.key == key), None)

    def with_items(self, code: str, *items: Item, checked_on: str = "") -> "CaseRecord":
        """The same record with other items of one field; without items the field is unknown."""
        entries = {key: entry for key, entry in self.entries.items() if key != code}
        if items:
            entries[code] = Entry(State.KNOWN, tuple(items), checked_on=checked_on)
        return replace(self, entries=entries)


def in_language(words: Words, language: str) -> str:
    """The text in this language, else in German, else in English, else in any; empty when there is none."""
    for wanted in (language, "de", "en"):
        if words.get(wanted):
            return words[wanted]
    return next(iter(words.values()), "")


__all__ = ["FORMAT", "UNKNOWN", "CaseRecord", "Entry", "InvalidRecord", "State", "in_language"]
