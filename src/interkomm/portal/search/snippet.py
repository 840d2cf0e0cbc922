"""The piece of a text that shows why it was found, with the found words marked. Everything is escaped."""

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup, escape

from interkomm.calc.words import stem, words_of

LENGTH = 260
LEAD = 80


@dataclass(frozen=True)
class Terms:
    """`beginnings` match every word whose stem begins so, `whole` only that stem."""

    beginnings: tuple[str, ...]
    whole: frozenset[str]

    def has(self, word: str) -> bool:
        found = stem(word)
        return found in self.whole or any(found.startswith(beginning) for beginning in self.beginnings)


def marked(text: str, terms: Terms) -> Markup:
    """The text, escaped, with `<mark>` around the words that were asked for."""
    parts: list[Markup] = []
    end = 0
    for match in words_of(text):
        if terms.has(match.group()):
            parts.append(escape(text[end : match.start()]))
            parts.append(Markup('<mark class="ik-highlight">{}</mark>').format(match.group()))
            end = match.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts)


def best_passage(passages: Collection[str], terms: Terms) -> int:
    """Number of the passage with the most different words that were asked for; the first of equals."""

    def different(text: str) -> int:
        return len({stem(match.group()) for match in words_of(text) if terms.has(match.group())})

    counts = [different(text) for text in passages]
    return counts.index(max(counts)) if counts else 0


def excerpt(text: str, terms: Terms, length: int = LENGTH) -> Markup:
    """About `length` letters around the first found word, cut at words."""
    first = next((match.start() for match in words_of(text) if terms.has(match.group())), 0)
    start = max(0, first - LEAD)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + length)
    if end < len(text):
        end = text.rfind(" ", start, end) if text.rfind(" ", start, end) > first else end
    shown = marked(text[start:end].strip(), terms)
    return Markup("{}{}{}").format("… " if start else "", shown, " …" if end < len(text) else "")
