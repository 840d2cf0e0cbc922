"""Numbers and labels of headings: "6.1 …", "Kapitel 6", "Zentrales Vorhaben 6: …", "Maßnahme 6.1 – …", "M 1.2"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    NONE = ""
    PROJECT = "project"
    MEASURE = "measure"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading taken apart: printed label word, its meaning, the number as printed, the rest."""

    label: str
    meaning: Label
    number: str
    title: str

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.number.split("."))


_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,5}[a-z]?)"
_ROMAN = r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,5}[a-z]?|[IVX]{1,5}|[A-Z])"
_REST = r"(?:\s*[:.)–—-]\s*|\s+)?(?P<title>.*)"
_LABELS = (
    (
        Label.PROJECT,
        re.compile(
            r"(?P<label>Zentrales Vorhaben|Zentralvorhaben|Schlüsselvorhaben|Leitvorhaben|Leitprojekt|Handlungsfeld|"
            rf"Central project|ZV|HF)\s*(?:Nr\.?\s*)?{_ROMAN}(?![\w.]){_REST}"
        ),
    ),
    (
        Label.MEASURE,
        re.compile(
            r"(?P<label>Schlüsselmaßnahme|Einzelmaßnahme|Maßnahmenblatt|Maßnahme|Massnahme|Measure|Projekt|M)"
            rf"\s*-?\s*(?:Nr\.?\s*)?{_NUMBER}(?![\w.]\w){_REST}"
        ),
    ),
    (
        Label.CHAPTER,
        re.compile(rf"(?P<label>Kapitel|Abschnitt|Teil|Chapter|Section|Part)\s+{_ROMAN}(?![\w.]\w){_REST}"),
    ),
)
_PLAIN = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,5})(?P<stop>[.)]?)\s+(?P<title>\S.*)")
_NO_TITLE = re.compile(
    r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|january|february|march|may|"
    r"june|july|october|december|uhr|euro|eur|€|%|prozent|tage?|jahre?n?|einwohner|millionen|mio|tsd|tausend|km|ha|m²)\b",
    re.IGNORECASE,
)
LONGEST_HEADING = 200


def numbered(text: str) -> Numbered | None:
    """Take a heading apart; None if it carries no number. For text known to be a heading."""
    for meaning, pattern in _LABELS:
        match = pattern.fullmatch(text)
        if match:
            title = match["title"].strip()
            return Numbered(match["label"], meaning, match["number"], title or text)
    match = _PLAIN.fullmatch(text)
    if match is None or _NO_TITLE.match(match["title"]):
        return None
    return Numbered("", Label.NONE, match["number"], match["title"])


def numbered_line(text: str) -> Numbered | None:
    """The same for an unmarked line: stricter, because a sentence may begin with a number too."""
    if len(text) > LONGEST_HEADING or text[-1:] in ".;,:!":
        return None
    found = numbered(text)
    if found is None or found.meaning is not Label.NONE:
        return found if found and (found.title != text or found.meaning is Label.CHAPTER) else None
    first = found.title.lstrip("„“\"'»«(")[:1]
    return found if first.isupper() or first.isdigit() else None


_NEVER_IN_HEADINGS = re.compile(r"[@|*]|https?:|www\.|[.!?] [A-ZÄÖÜ]")
OPEN_END = re.compile(
    r"\b(?:am|im|in|der|die|das|und|oder|mit|von|vom|zu|zum|zur|für|auf|bei|des|den|dem|eine?r?|sowie|hat|haben|ist|sind|an)$"
)


def is_heading_line(text: str) -> bool:
    """Could an unmarked, unnumbered line be a heading: short, no end of a sentence, begins with a capital."""
    if "\n" in text or not 2 < len(text) <= 100 or len(text.split()) > 12:
        return False
    first = text.lstrip("„“\"'»«(")[:1]
    is_whole = first.isupper() and text[-1] not in ".;,:!?…-" and not OPEN_END.search(text)
    return is_whole and not _NEVER_IN_HEADINGS.search(text)
