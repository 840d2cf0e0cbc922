"""The piece of a text that shows why it was found, cut into segments that were asked for and others. Plain text."""

from collections.abc import Collection, Sequence

from interkomm.calc.words import different_words, stem, words_of

Segment = tuple[str, bool]
LENGTH, LEAD = 240, 70
LONGEST = 6000  # characters that are looked at


def marked(text: str, stems: Collection[str]) -> tuple[Segment, ...]:
    """The whole text; True for words whose stem was asked for."""
    parts: list[Segment] = []
    end = 0
    for match in words_of(text):
        if stem(match.group()) in stems:
            if match.start() > end:
                parts.append((text[end : match.start()], False))
            parts.append((match.group(), True))
            end = match.end()
    if end < len(text) or not parts:
        parts.append((text[end:], False))
    return tuple(parts)


def excerpt(passages: Sequence[str], stems: Collection[str]) -> tuple[Segment, ...]:
    """About 240 characters of the passage with the most different asked words, around the first; empty when none has any."""
    best, most, seen, wanted = "", 0, 0, frozenset(stems)
    for passage in passages:
        different = len(wanted.intersection(map(stem, different_words(passage))))
        if different > most:
            best, most = passage, different
        seen += len(passage)
        if seen > LONGEST:
            break
    return _around_first(best, stems) if best else ()


def _around_first(text: str, stems: Collection[str]) -> tuple[Segment, ...]:
    first = next(match.start() for match in words_of(text) if stem(match.group()) in stems)
    start = max(0, first - LEAD)
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = cut if (cut := text.rfind(" ", start, end)) > first else end
    shown = marked(text[start:end].strip(), stems)
    before: tuple[Segment, ...] = (("… ", False),) if start else ()
    return (*before, *shown, *(((" …", False),) if end < len(text) else ()))
