"""Which section and which paragraph of a new version is which of the old one.

Sure matches first (same heading, same text), then by likeness (rapidfuzz), first in the same order and place, then
anywhere. Each step looks only at what the steps before left over, and the number of comparisons is limited.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from .concept import Paragraph

_LIKE_SECTION = 0.55
_LIKE_PARAGRAPH = 0.5  # in the same place of the same section
_LIKE_ELSEWHERE = 0.8
_SHORTEST_ELSEWHERE = 40  # characters; shorter texts are alike by chance
_MOST_PAIRS = 40_000
_MOST_CHARACTERS = 20_000  # of a paragraph that are compared


@dataclass(frozen=True)
class Part:
    """A section laid flat. parent: the anchor of a measure's project, else empty."""

    kind: str
    anchor: str
    number: str | None
    title: str
    label: str
    parent: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def heading(self) -> tuple[str, str | None, str, str]:
        return self.kind, self.number, self.title, self.label

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(word for paragraph in self.paragraphs for word in paragraph.text.casefold().split())


def match_sections(before: Sequence[Part], after: Sequence[Part]) -> dict[int, int]:
    """Index in ``after`` → index in ``before``."""
    matched: dict[int, int] = {}
    keys: tuple[Callable[[Part], Hashable], ...] = (
        lambda part: (part.kind, part.number, part.title),
        lambda part: (part.kind, part.title.casefold()),
    )
    for key in keys:
        _match_exactly(before, after, matched, key)
    old = [index for index in range(len(before)) if index not in set(matched.values())]
    new = [index for index in range(len(after)) if index not in matched]
    scored = [
        (score, -abs(left - right), -right, -left)
        for left, right in _pairs(old, new)
        if (score := _section_likeness(before[left], after[right])) >= _LIKE_SECTION
    ]
    taken: set[int] = set()
    for _, _, right, left in sorted(scored, reverse=True):
        if -right not in matched and -left not in taken:
            matched[-right] = -left
            taken.add(-left)
    return matched


def _pairs(old: Sequence[int], new: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs, or, where these are too many, only those at about the same place."""
    if len(old) * len(new) <= _MOST_PAIRS:
        return ((left, right) for left in old for right in new)
    reach = max(1, _MOST_PAIRS // (2 * max(len(old), len(new))))
    return (
        (left, right)
        for place, left in enumerate(old)
        for right in new[max(0, place * len(new) // len(old) - reach) : place * len(new) // len(old) + reach]
    )


def _section_likeness(old: Part, new: Part) -> float:
    """Title, text and number, from 0 to 1; another kind counts against it."""
    title = fuzz.ratio(old.title, new.title) / 100
    is_same_number = old.number is not None and old.number == new.number
    if title < 0.4 and not is_same_number and not (old.paragraphs and new.paragraphs):
        return 0.0
    has_text = bool(old.words or new.words)
    text = _shared(old.words, new.words) if has_text else title
    if max(title, text) < 0.5:  # the number alone is not enough: another measure may have taken it
        return 0.0
    return 0.45 * title + 0.4 * text + 0.15 * is_same_number - 0.1 * (old.kind != new.kind)


def _shared(old: Counter[str], new: Counter[str]) -> float:
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def match_paragraphs(before: Sequence[Part], after: Sequence[Part], sections: dict[int, int]) -> dict[str, str]:
    """Anchor in ``after`` → anchor in ``before``."""
    matched: dict[str, str] = {}
    taken: set[str] = set()
    pairs = [(before[old], after[new]) for new, old in sorted(sections.items())]
    for old, new in pairs:
        _same_text(old.paragraphs, new.paragraphs, matched, taken)
    everything_old = [each for part in before for each in part.paragraphs]
    everything_new = [each for part in after for each in part.paragraphs]
    long_old = [each for each in everything_old if len(each.text) >= _SHORTEST_ELSEWHERE]
    _same_text(long_old, everything_new, matched, taken)
    for old, new in pairs:
        _in_order(old.paragraphs, new.paragraphs, matched, taken)
    _elsewhere(everything_old, everything_new, matched, taken)
    return matched


def _same_text(old: Sequence[Paragraph], new: Sequence[Paragraph], matched: dict[str, str], taken: set[str]) -> None:
    waiting: dict[str, deque[str]] = defaultdict(deque)
    for each in old:
        if each.anchor not in taken:
            waiting[each.text].append(each.anchor)
    for each in new:
        if each.anchor not in matched and waiting.get(each.text):
            matched[each.anchor] = waiting[each.text].popleft()
            taken.add(matched[each.anchor])


def _in_order(old: Sequence[Paragraph], new: Sequence[Paragraph], matched: dict[str, str], taken: set[str]) -> None:
    """The best alignment in the same order (Needleman–Wunsch over paragraphs)."""
    left = [each for each in old if each.anchor not in taken]
    right = [each for each in new if each.anchor not in matched]
    if not left or not right or len(left) * len(right) > _MOST_PAIRS:
        return
    scores = [[_likeness(a.text, b.text, _LIKE_PARAGRAPH) for b in right] for a in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + scores[i][j])
    i = j = 0
    while i < len(left) and j < len(right):
        if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            matched[right[j].anchor] = left[i].anchor
            taken.add(left[i].anchor)
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _elsewhere(old: Sequence[Paragraph], new: Sequence[Paragraph], matched: dict[str, str], taken: set[str]) -> None:
    left = {
        each.anchor: each.text[:_MOST_CHARACTERS]
        for each in old
        if each.anchor not in taken and len(each.text) >= _SHORTEST_ELSEWHERE
    }
    right = [each for each in new if each.anchor not in matched and len(each.text) >= _SHORTEST_ELSEWHERE]
    for each in right[: _MOST_PAIRS // max(1, len(left))]:
        found = process.extractOne(
            each.text[:_MOST_CHARACTERS], left, scorer=fuzz.ratio, score_cutoff=_LIKE_ELSEWHERE * 100
        )
        if found:
            matched[each.anchor] = found[2]
            taken.add(found[2])
            del left[found[2]]


def _likeness(old: str, new: str, least: float) -> float:
    return fuzz.ratio(old[:_MOST_CHARACTERS], new[:_MOST_CHARACTERS], score_cutoff=least * 100) / 100


def _match_exactly(
    before: Sequence[Part], after: Sequence[Part], matched: dict[int, int], key: Callable[[Part], Hashable]
) -> None:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    used = set(matched.values())
    for index, part in enumerate(before):
        if index not in used:
            waiting[key(part)].append(index)
    for index, part in enumerate(after):
        if index not in matched and waiting.get(key(part)):
            matched[index] = waiting[key(part)].popleft()


def outside_longest_row(numbers: Sequence[int]) -> set[int]:
    """The fewest numbers that must move so that the rest is in rising order."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(tails, number)
        back.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        ends[place : place + 1] = [index]
    row: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        row.add(numbers[index])
        index = back[index]
    return set(numbers) - row
