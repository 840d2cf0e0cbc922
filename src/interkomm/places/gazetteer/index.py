"""An index in memory of all names and keys of places. Pure: it is given rows and answers with places and ranks.

How names are matched and ranked is described in docs/algorithms/gazetteer.md.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from interkomm.places.areas.folding import fold

MAX_QUERY = 120
MAX_TYPO_HITS = 40
MAX_HITS = 500


class Match(IntEnum):
    """How a query met a name, best first."""

    KEY = 0
    FULL_NAME = 1
    SHORT_NAME = 2
    BEGINNING = 3
    WORDS = 4
    SIMILAR = 5


@dataclass(frozen=True, slots=True)
class Place:
    """What lists and choosers show of an area; `pk` is the area's. `population` are persons or None."""

    pk: int
    level: str
    official_key: str
    regional_key: str
    name: str
    kind: str
    district: str
    state: str
    population: int | None
    postcode: str
    is_in_force: bool
    is_unincorporated: bool = False
    former_keys: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name with what tells it from places of the same name: "Naundorf (Landkreis Nordsachsen)"."""
        return f"{self.name} ({self.district or self.state})" if self.district or self.state else self.name


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer; `edits` counts typing errors that were forgiven (for keys: 1 when only the beginning was given)."""

    place: Place
    match: Match
    edits: int = 0


def allowed_edits(text: str) -> int:
    """How many typing errors are forgiven in a folded name of this length."""
    length = len(text)
    return 0 if length < 4 else 1 if length < 7 else 2 if length < 14 else 3


class Index:
    """Built once per version of the list; read-only afterwards, so threads may share it."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = list(places)
        self.by_pk = {place.pk: place for place in self.places}
        self._sorted: dict[str, list[Place]] = {}
        self._names: list[str] = []
        self._owners: list[int] = []
        self._full: dict[str, list[int]] = {}
        self._short: dict[str, list[int]] = {}
        words: set[tuple[str, int]] = set()
        keys: set[tuple[str, int]] = set()
        for number, place in enumerate(self.places):
            full, shorts = names_of(place.name)
            self._add(self._full, full, number)
            for short in shorts:
                self._add(self._short, short, number)
            words |= {(word, number) for word in full.split()}
            given = (place.official_key, place.regional_key, place.postcode, *place.former_keys)
            keys |= {(key, number) for key in given if key}
        self._words, self._keys = sorted(words), sorted(keys)
        self._beginnings = sorted(zip(self._names, self._owners, strict=True))

    def _add(self, target: dict[str, list[int]], name: str, number: int) -> None:
        if name:
            target.setdefault(name, []).append(number)
            self._names.append(name)
            self._owners.append(number)

    def search(
        self, query: str, *, levels: Collection[str] = (), within: str = "", past: bool = False, limit: int = MAX_HITS
    ) -> list[Hit]:
        """The best answers first: by kind of match, then existing before past, then by population.

        `levels`: only these; `within`: only official keys that begin so; `past`: also dissolved places.
        """
        hits: dict[int, Hit] = {}
        for number, match, edits in self._matches(query[:MAX_QUERY]):
            place = self.places[number]
            wanted = (not levels or place.level in levels) and place.official_key.startswith(within)
            if wanted and (past or place.is_in_force) and number not in hits:
                hits[number] = Hit(place, match, edits)
        return sorted(hits.values(), key=_rank)[: min(limit, MAX_HITS)]

    def named(self, name: str, *, levels: Collection[str] = (), within: str = "", past: bool = False) -> list[Hit]:
        """Only the places that have exactly this name, full or short, in the order of `search`; much quicker."""
        hits: dict[int, Hit] = {}
        folded, written_short = fold(name[:MAX_QUERY]), names_of(name[:MAX_QUERY])[0]
        for text in dict.fromkeys((folded, written_short)):
            for table, match in ((self._full, Match.FULL_NAME), (self._short, Match.SHORT_NAME)):
                for number in table.get(text, ()):
                    place = self.places[number]
                    wanted = (not levels or place.level in levels) and place.official_key.startswith(within)
                    if wanted and (past or place.is_in_force):
                        hits.setdefault(number, Hit(place, match, 0))
        return sorted(hits.values(), key=_rank)

    def by_name(self, level: str) -> list[Place]:
        """The existing places of a level, sorted once."""
        if level not in self._sorted:
            here = [place for place in self.places if place.level == level and place.is_in_force]
            self._sorted[level] = sorted(here, key=lambda place: (fold(place.name), place.official_key))
        return self._sorted[level]

    def _matches(self, query: str) -> Iterator[tuple[int, Match, int]]:
        digits = re.sub(r"[\s.\-/]", "", query)
        if digits.isascii() and digits.isdigit():
            longer = []
            for key, number in _rows_with(self._keys, digits):
                if key == digits:
                    yield number, Match.KEY, 0
                else:
                    longer.append(number)
            yield from ((number, Match.KEY, 1) for number in longer)
            return
        folded, written_short = fold(query), names_of(query)[0]
        for text in dict.fromkeys((folded, written_short)):
            if text:
                yield from self._by_name(text)

    def _by_name(self, text: str) -> Iterator[tuple[int, Match, int]]:
        for number in self._full.get(text, ()):
            yield number, Match.FULL_NAME, 0
        for number in self._short.get(text, ()):
            yield number, Match.SHORT_NAME, 0
        for number in _starting_with(self._beginnings, text):
            yield number, Match.BEGINNING, 0
        for number in self._all_words(text.split()):
            yield number, Match.WORDS, 0
        for edits, number in self._similar(text):
            yield number, Match.SIMILAR, edits

    def _all_words(self, words: list[str]) -> set[int]:
        """Places whose names have a word beginning with each given word."""
        found: set[int] | None = None
        for word in words[:6]:
            here = set(_starting_with(self._words, word))
            found = here if found is None else found & here
            if not found:
                return set()
        return found or set()

    def _similar(self, text: str) -> list[tuple[int, int]]:
        edits = allowed_edits(text)
        if not edits:
            return []
        close = process.extract(
            text, self._names, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=MAX_TYPO_HITS
        )
        return [(int(distance), self._owners[position]) for _name, distance, position in close]


def names_of(name: str) -> tuple[str, list[str]]:
    """(folded full name, folded short names): "Herzberg (Elster), Stadt" → "herzberg elster", ["herzberg"].

    Short names are the name without bracket, without "an der …" and the parts of a double name "Bautzen / Budyšin".
    """
    bare = re.split(r",", name, maxsplit=1)[0]
    bare = re.sub(r"^\s*(?:Stadt|Gemeinde|Markt|Flecken|Landkreis|Kreis)\s+(?=\S)", "", bare, flags=re.IGNORECASE)
    full = fold(bare)
    shorts = [fold(re.sub(r"\([^)]*\)", " ", bare)), *(fold(part) for part in re.split(r"\s*/\s*", bare))]
    cut = _BEFORE_PLACE.split(full, maxsplit=1)[0]
    shorts.append(cut)
    return full, [short for short in dict.fromkeys(shorts) if short and short != full]


_BEFORE_PLACE = re.compile(r" (?:an der|am|in der|im|in|bei der|bei|beim|ob der|ob|vor der|vor dem|unter|auf der) ")


def _starting_with(table: list[tuple[str, int]], prefix: str) -> Iterator[int]:
    return (number for _name, number in _rows_with(table, prefix))


def _rows_with(table: list[tuple[str, int]], prefix: str) -> Iterator[tuple[str, int]]:
    for position in range(bisect_left(table, (prefix,)), len(table)):
        name, number = table[position]
        if not name.startswith(prefix):
            return
        yield name, number


def _rank(hit: Hit) -> tuple[int, int, bool, int, int, str]:
    place = hit.place
    higher = 0 if place.level in ("municipality", "district") else 1
    return hit.match, hit.edits, not place.is_in_force, -(place.population or 0), higher, place.official_key
