"""Cut German text into paragraphs and sentences, each as a pair of positions."""

import re
from collections.abc import Iterator

from interkomm.calc.casereading.dates import MONTHS

Span = tuple[int, int]
MOST_SENTENCES = 20_000
LONGEST_SENTENCE = 3_000

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[•*·▪–-][ \t]*\S|=+))")
_STOP = re.compile(r"[.!?][\"“”«»')\]]{0,2}(?=\s)")
_NEXT_WORD = re.compile(r"\s{1,20}([\"„»(]?)(\w{1,20})")
_LAST_WORD = re.compile(r"([\w-]{1,20})\.$")
_SHORT = frozenset({
    "abs", "art", "bzw", "ca", "dr", "etc", "evtl", "ff", "gem", "ggf", "inkl", "insb", "mio", "mrd", "nr", "o",
    "prof", "rd", "s", "sog", "st", "str", "tel", "usw", "u", "vgl", "z", "zzgl", "einschl", "rechtl", "öffentl",
    "kreisfr", "hrsg", "bd", "jg",
})  # fmt: skip


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Blocks between empty lines, and single bullets, without white space around them."""
    stop = len(text) if end is None else end
    at = start
    for match in _PARAGRAPH_END.finditer(text, start, stop):
        yield from _trimmed(text, at, match.start())
        at = match.end()
    yield from _trimmed(text, at, stop)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """All sentences; "6. Juni", "a. d. Ruhr" and "Dr." end none. At most 20,000; none is longer than 3,000 signs."""
    found: list[Span] = []
    for first, last in paragraphs(text, start, end):
        for span in _sentences(text, first, last):
            found.append(span)
            if len(found) >= MOST_SENTENCES:
                return found
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for match in _STOP.finditer(text, start, end):
        too_long = match.end() - at > LONGEST_SENTENCE
        if too_long or _ends_sentence(text, at, match):
            yield from _bounded(text, at, match.end())
            at = match.end()
    yield from _bounded(text, at, end)


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    for at in range(start, end, LONGEST_SENTENCE):
        yield from _trimmed(text, at, min(end, at + LONGEST_SENTENCE))


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(text, stop.end())
    if following is None or text[stop.start()] != ".":
        return True
    word = following[2]
    if word[0].islower() and not following[1]:
        return False
    last = _LAST_WORD.search(text[max(start, stop.start() - 20) : stop.start() + 1])
    if last is None:
        return True
    before = last[1].lower()
    if before.isdigit():
        return len(before) > 2 and word.lower() not in MONTHS
    return len(before) > 1 and before.rsplit("-", 1)[-1] not in _SHORT


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
