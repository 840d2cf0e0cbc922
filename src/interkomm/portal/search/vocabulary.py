"""The words of the index in memory: parts of compounds, and what a mistyped word may have meant."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from interkomm.portal.search.models import SearchState, SearchWord

MAX_COMPOUNDS = 30
SHORTEST_PART, SHORTEST_END = 5, 4


@dataclass(frozen=True)
class Vocabulary:
    """`stems` by falling number of uses; `official` maps the stem of a word of official texts to its written form."""

    version: int
    stems: tuple[str, ...]
    official: dict[str, str]
    suggestible: tuple[str, ...]

    def begins(self, stem: str) -> bool:
        """Whether any word begins so."""
        return any(word.startswith(stem) for word in self.stems)

    def compounds(self, stem: str) -> list[str]:
        """The most used words that contain the stem but do not begin with it: "stadtentwicklung" for "entwicklung"."""
        if len(stem) < SHORTEST_END:
            return []
        inside = len(stem) >= SHORTEST_PART  # shorter ones only at the end: "zeit" in "offnungszeit"
        found: list[str] = []
        for word in self.stems:
            if (stem in word if inside else word.endswith(stem)) and not word.startswith(stem):
                found.append(word)
                if len(found) == MAX_COMPOUNDS:
                    break
        return found

    def nearest(self, stem: str) -> str:
        """The word of official texts that differs least, by one letter (two in long words); "" when none does."""
        if len(stem) < 4:
            return ""
        allowed = 1 if len(stem) < 8 else 2
        near = process.extract(stem, self.suggestible, scorer=OSA.distance, score_cutoff=allowed, limit=5)
        # the vocabulary is sorted by use, and the sort of equal distances keeps that order
        return min(near, key=lambda hit: (hit[1], hit[2]))[0] if near else ""


_lock = threading.Lock()
_shared: dict[str, Vocabulary] = {}


def current() -> Vocabulary:
    """The vocabulary of the present index; read anew when the index has changed. One query, else two."""
    version = SearchState.objects.values_list("vocabulary", flat=True).first() or 0
    known = _shared.get("vocabulary")
    if known is None or known.version != version:
        with _lock:
            known = _load(version)
            _shared["vocabulary"] = known
    return known


def _load(version: int) -> Vocabulary:
    rows: Sequence[tuple[str, str, bool]] = list(
        SearchWord.objects.order_by("-uses", "stem").values_list("stem", "form", "is_official")
    )
    official = {stem: form for stem, form, is_official in rows if is_official}
    return Vocabulary(version, tuple(row[0] for row in rows), official, tuple(official))
