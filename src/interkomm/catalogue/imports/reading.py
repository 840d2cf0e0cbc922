"""From a file or pasted text to what can be stored: tables for the step of columns, or cases. Never in a transaction."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from interkomm.calc.casereading.decoding import decode
from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.read import read_case_file
from interkomm.calc.casereading.reader import Document
from interkomm.calc.casereading.result import Problem, Reading
from interkomm.calc.casereading.structured import STRUCTURED, fits
from interkomm.calc.casereading.structured.building import Origin
from interkomm.calc.casereading.structured.raw import Sheet, Tables, Unreadable
from interkomm.calc.casereading.structured.reading import proposed_targets, read_cases, take_apart
from interkomm.catalogue.imports.names import resolve_here

LARGE_BYTES = 300_000
MOST_EXAMPLES = 3
LONGEST_EXAMPLE = 120
PASTED_NAME = "eingefuegter-text.txt"
STRUCTURED_FROM = 0.45  # how sure a file must be a table before people are asked for the meaning of its columns


class UnreadableCase(Exception):
    """The file cannot be read; `problem` says why (sentence: `imports.table_wording.problem_sentence`)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Source:
    """A file as given. `url`, `retrieved_on`: where and when it was fetched, as far as the person says so."""

    name: str
    content: bytes
    url: str = ""
    retrieved_on: date | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A table whose columns need a meaning. `sheets`: JSON for the page; `targets`: what the headers propose."""

    kind: str
    sheets: list[dict[str, Any]]
    targets: dict[str, list[str]] = field(default_factory=dict)


def is_large(content: bytes) -> bool:
    """Whether reading takes so long that it belongs into the background."""
    return len(content) > LARGE_BYTES


def read_source(source: Source) -> TakenApart | Reading:
    """Tables for the step of columns, or the cases of a text. Raises UnreadableCase."""
    document = document_of(source)
    kind = structured_kind(document)
    if kind:
        tables = _tables(document, kind)
        targets = {name: list(columns) for name, columns in proposed_targets(tables).items()}
        return TakenApart(tables.kind, [_summary(sheet) for sheet in tables.sheets], targets)
    reading = read_case_file(source.content, source.name, resolve_here())
    if not reading.cases:
        raise UnreadableCase(next(iter(reading.problems), Problem("not_understood")))
    return reading


def read_with_columns(source: Source, targets: Mapping[str, Sequence[str]], resolve: Resolve | None = None) -> Reading:
    """The cases of a table whose columns mean `targets`. Raises UnreadableCase."""
    document = document_of(source)
    origin = Origin(source.name, source.url, source.retrieved_on.isoformat() if source.retrieved_on else "")
    reading = read_cases(_tables(document, structured_kind(document)), targets, origin, resolve or resolve_here())
    if not reading.cases:
        raise UnreadableCase(next(iter(reading.problems), Problem("empty")))
    return reading


def document_of(source: Source) -> Document:
    return Document(source.content, source.name, decode(source.content).text)


def structured_kind(document: Document) -> str:
    """The kind of table, "" when it is a text."""
    best = max(STRUCTURED, key=lambda kind: fits(kind, document))
    return best if fits(best, document) >= STRUCTURED_FROM else ""


def _tables(document: Document, kind: str) -> Tables:
    try:
        return take_apart(document, kind)
    except Unreadable as error:
        raise UnreadableCase(error.problem) from error
    except (RecursionError, MemoryError, OverflowError, KeyError) as error:
        raise UnreadableCase(Problem("damaged")) from error


def _summary(sheet: Sheet) -> dict[str, Any]:
    """Headers with a few values of each column, and how many rows there are."""
    examples = [
        [value.text[:LONGEST_EXAMPLE] for row in sheet.rows[:50] for value in row.cells.get(at, ())[:1]][:MOST_EXAMPLES]
        for at in range(len(sheet.columns))
    ]
    return {
        "name": sheet.name,
        "columns": list(sheet.columns),
        "examples": examples,
        "rows": len(sheet.rows),
        "is_named": any(row.name for row in sheet.rows[:20]),
        "members": sum(len(row.members) for row in sheet.rows),
    }
