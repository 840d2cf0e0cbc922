"""Find a marked passage again when its text has a new version.

Selectors are those of the W3C Web Annotation Data Model: TextQuoteSelector (exact, prefix, suffix) together with
TextPositionSelector (start). https://www.w3.org/TR/annotation-model/#text-quote-selector
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

CONTEXT = 32  # characters of prefix and suffix, as other annotation programs keep
_MOST_OCCURRENCES = 2_000
_LEAST_CONTEXT = 0.55  # of a short passage found elsewhere: a mere word proves nothing
_SHORT = 20  # characters
_THRESHOLD = 0.72
_SHORT_THRESHOLD = 0.85
_MOST_WINDOWS = 6
_END = 100  # characters at each end of a long passage by which it is found
_LEAST_ALIGNED = 60  # percent
_MOST_COMPARED = 50_000
_FEW_OCCURRENCES = 50  # words that occur more often say nothing about the place
_WORD = re.compile(r"\w+")


class MatchKind(StrEnum):
    SAME_PLACE = "same_place"
    ELSEWHERE = "elsewhere"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage: its text, the characters before and behind it, and where it began (0-based)."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0

    def as_json(self) -> list[dict[str, Any]]:
        """The two selectors in the form of the W3C model."""
        return [
            {"type": "TextQuoteSelector", "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix},
            {"type": "TextPositionSelector", "start": self.start, "end": self.start + len(self.exact)},
        ]

    @classmethod
    def from_json(cls, selectors: Iterable[Mapping[str, Any]]) -> Selector:
        """Raises KeyError without a TextQuoteSelector, ValueError for a negative or non-numeric start."""
        by_type = {str(each.get("type")): each for each in selectors}
        quote = by_type["TextQuoteSelector"]
        start = int(by_type.get("TextPositionSelector", {}).get("start", 0))
        if start < 0:
            raise ValueError(start)
        return cls(str(quote["exact"]), str(quote.get("prefix", "")), str(quote.get("suffix", "")), start)


@dataclass(frozen=True, slots=True)
class Match:
    """text[start:end] is the passage; score from 0 to 1, 1 = same words in the same surroundings."""

    start: int
    end: int
    score: float
    kind: MatchKind


def describe(text: str, start: int, end: int) -> Selector:
    """The selector of text[start:end]. Raises ValueError unless 0 ≤ start < end ≤ len(text)."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage {start}:{end} in {len(text)} characters")
    return Selector(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start)


def locate(selector: Selector, text: str) -> Match | None:
    """Where the passage stands now, or None if it is gone (its comments are orphans then).

    Exactly at the same position, else exactly elsewhere with the most similar surroundings, else the most similar
    passage. Time is bounded: about 50 ms for a paragraph of 100 kB.
    """
    exact = selector.exact
    if not exact.strip() or not text:
        return None
    same = selector.start if text.startswith(exact, selector.start) else None
    if same is not None and _context(selector, text, same, same + len(exact)) == 1:
        return Match(same, same + len(exact), 1.0, MatchKind.SAME_PLACE)
    return _exact(selector, text, same) or _fuzzy(selector, text)


def _exact(selector: Selector, text: str, same: int | None) -> Match | None:
    length = len(selector.exact)
    best: Match | None = None
    for start in _occurrences(selector, text):
        context = _context(selector, text, start, start + length)
        if length < _SHORT and context < _LEAST_CONTEXT:
            continue
        distance = abs(start - selector.start) / max(len(text), 1)
        score = 0.7 + 0.25 * context + 0.05 * (1 - min(1.0, distance))
        kind = MatchKind.SAME_PLACE if start == same else MatchKind.ELSEWHERE
        if best is None or score > best.score:
            best = Match(start, start + length, score, kind)
    return best


def _occurrences(selector: Selector, text: str) -> list[int]:
    """Beginnings of the exact words; if there are very many, those nearest to the old place."""
    # a long passage overlaps itself only in texts of pure repetition: stepping over it bounds the time there
    step = 1 if len(selector.exact) < 1_000 else len(selector.exact) // 2
    found: list[int] = []
    start = text.find(selector.exact)
    while start >= 0:
        found.append(start)
        start = text.find(selector.exact, start + step)
    if len(found) > _MOST_OCCURRENCES:
        found = sorted(found, key=lambda place: abs(place - selector.start))[:_MOST_OCCURRENCES]
    return found


def _context(selector: Selector, text: str, start: int, end: int) -> float:
    """Likeness of the surroundings; a passage without any on a side is at the text's edge there."""
    before = _likeness(selector.prefix, text[max(0, start - len(selector.prefix)) : start], is_start=start == 0)
    after = _likeness(selector.suffix, text[end : end + len(selector.suffix)], is_start=end == len(text))
    return (before + after) / 2


def _likeness(expected: str, found: str, is_start: bool) -> float:
    if not expected:
        return 1.0 if is_start else 0.5
    return Indel.normalized_similarity(expected, found)


def _fuzzy(selector: Selector, text: str) -> Match | None:
    exact = selector.exact
    threshold = _SHORT_THRESHOLD if len(exact) < _SHORT else _THRESHOLD
    best: Match | None = None
    for low, high in _windows(selector, exact, text):
        span = _span(exact, text, low, high)
        if span is None:
            continue
        start, end = _whole_words(text, *span)
        likeness = Indel.normalized_similarity(exact[:_MOST_COMPARED], text[start : min(end, start + _MOST_COMPARED)])
        context = _context(selector, text, start, end)
        score = 0.85 * likeness + 0.15 * context
        is_alike = likeness >= threshold and (len(exact) >= _SHORT or context >= _LEAST_CONTEXT)
        if is_alike and (best is None or score > best.score):
            best = Match(start, end, min(score, 0.99), MatchKind.FUZZY)
    return best


def _span(exact: str, text: str, low: int, high: int) -> tuple[int, int] | None:
    """The stretch of text[low:high] most like the passage. A long passage is found by its two ends: aligning all of it
    takes time that grows with the square of its length."""
    if len(exact) <= 2 * _END:
        return _aligned(exact, text, low, high)
    middle = (low + high) // 2
    head = _aligned(exact[:_END], text, low, min(high, middle + _END))
    tail = _aligned(exact[-_END:], text, max(low, middle - _END), high)
    if head is None or tail is None:
        found = head or tail
        if found is None:
            return None
        length = len(exact)
        return (head[0], min(len(text), head[0] + length)) if head else (max(0, found[1] - length), found[1])
    return (head[0], tail[1]) if head[0] < tail[1] else None


def _aligned(words: str, text: str, low: int, high: int) -> tuple[int, int] | None:
    """The stretch of text[low:high] most like these few words."""
    found = fuzz.partial_ratio_alignment(words, text[low:high], score_cutoff=_LEAST_ALIGNED)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return low + found.dest_start, low + found.dest_end


def _windows(selector: Selector, exact: str, text: str) -> list[tuple[int, int]]:
    """The few stretches of the text that share rare words with the passage, and the stretch at its old place.

    Each word of the passage votes for the places where the passage would begin if this were that word.
    """
    slack = min(2_000, max(40, len(exact) // 2))
    places: dict[str, list[int]] = defaultdict(list)
    for word in _WORD.finditer(text):
        places[word.group().casefold()].append(word.start())
    votes: Counter[int] = Counter({min(selector.start, len(text)) // slack: 1})
    for word in _WORD.finditer(selector.prefix + exact + selector.suffix):
        found = places.get(word.group().casefold(), ())
        if len(found) <= _FEW_OCCURRENCES:
            for place in found:
                votes[max(0, place - word.start() + len(selector.prefix)) // slack] += 1
    ordered = sorted(votes, key=lambda bucket: (-votes[bucket], abs(bucket * slack - selector.start)))
    return [
        (max(0, (bucket - 1) * slack), min(len(text), (bucket + 2) * slack + len(exact)))
        for bucket in ordered[:_MOST_WINDOWS]
    ]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen to whole words: half a word is never what a person marked."""
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1 : end].isalnum():
        end += 1
    return start, end
