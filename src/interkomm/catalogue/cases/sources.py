"""The list of sources of a case and the notes that lead to it: source 2, its first quotation 2a."""

from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from interkomm.calc.cases import CaseRecord, Evidence, Source
from interkomm.calc.visible import visible_line, visible_lines
from interkomm.catalogue.cases.wording import SOURCE_KINDS
from interkomm.ui.text import timetag

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation. `start`, `end`: characters of the source's text, both 0 when not known."""

    label: str
    anchor: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its quotations. `shown_url`: the address to read on paper, "" where it is the title."""

    label: str
    anchor: str
    title: str
    url: str
    shown_url: str
    kind: str
    publisher: str
    retrieved_on: Markup
    licence: str
    quotes: tuple[Quote, ...]


@dataclass(slots=True)
class _Used:
    number: int
    source: Source
    quotes: dict[tuple[str, int, int], str] = field(default_factory=dict)


def letters(number: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        text = LETTERS[rest] + text
    return text


class SourceBook:
    """Numbers the sources in the order in which the page names them; sources that nothing names come last."""

    def __init__(self, record: CaseRecord) -> None:
        self._sources = {source.key: source for source in record.sources}
        self._used: dict[str, _Used] = {}

    def label(self, evidence: Evidence) -> str:
        """The note of a piece of evidence: "2" for a whole source, "2a" for a quotation."""
        used = self._use(evidence.source)
        if not (evidence.quote or evidence.end):
            return str(used.number)
        key = (evidence.quote, evidence.start, evidence.end)
        letter = used.quotes.setdefault(key, letters(len(used.quotes)))
        return f"{used.number}{letter}"

    def _use(self, key: str) -> _Used:
        if key not in self._used:
            self._used[key] = _Used(len(self._used) + 1, self._sources[key])
        return self._used[key]

    def rows(self) -> tuple[SourceRow, ...]:
        """All sources of the record, the named ones first."""
        for key in self._sources:
            self._use(key)
        return tuple(_row(used) for used in self._used.values())


def anchor(label: str) -> str:
    """The anchor of a source or quotation in the page."""
    return f"quelle-{label}"


def _row(used: _Used) -> SourceRow:
    source, label = used.source, str(used.number)
    quotes = tuple(
        Quote(f"{label}{letter}", anchor(f"{label}{letter}"), visible_lines(text), start, end)
        for (text, start, end), letter in used.quotes.items()
    )
    retrieved = timetag(date.fromisoformat(source.retrieved_on)) if source.retrieved_on else Markup("")
    return SourceRow(
        label=label,
        anchor=anchor(label),
        title=visible_line(source.title or source.url or source.key),
        url=source.url,
        shown_url=visible_line(source.url) if source.title else "",
        kind=str(SOURCE_KINDS.get(source.kind, visible_line(source.kind))),
        publisher=visible_line(source.publisher),
        retrieved_on=retrieved,
        licence=visible_line(source.licence),
        quotes=quotes,
    )
