"""Which cases of the catalogue a new one may be the same as, with reasons. Described in docs/algorithms/casereading.md.

Names are compared with few cases only: those that share a rare word of the name, a partner, or a website. So ten thousand
known cases cost a new one well under a millisecond.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from interkomm.calc.casereading.structured.words import fold
from interkomm.calc.cases import CaseRecord

CERTAIN, LIKELY = 90, 50
MOST_COMPARED = 40
MOST_ANSWERS = 5
SIMILAR_NAME = 86.0  # per cent, of names with their words sorted
NEAR_METRES = 300.0
_COMMON = frozenset(
    (
        "und", "der", "die", "das", "fuer", "im", "in", "am", "an", "von", "zu", "des", "kooperation", "zusammenarbeit",
        "interkommunale", "gemeinsame", "gemeinsamer", "projekt", "stadt", "gemeinde", "region", "zweckverband",
        "verwaltungsgemeinschaft",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """What a case is recognised by. `partners`: official keys, else folded names; `sites`: addresses without protocol."""

    key: int
    name: str
    names: tuple[str, ...] = ()  # folded, with other names
    partners: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    lat: float | None = None
    lon: float | None = None
    start_year: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """`score` 0 to 100. `reasons`: code → fact for the sentence (see `catalogue.imports.table_wording`)."""

    key: int
    name: str
    score: int
    reasons: Mapping[str, str]


@dataclass
class Known:
    """Cases to compare with; built once, then asked for each new case."""

    cases: dict[int, Marks] = field(default_factory=dict)
    _words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _partners: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _sites: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, marks: Marks) -> None:
        """Make a case known. One with a key that is known already replaces nothing but adds its words."""
        self.cases[marks.key] = marks
        for word in {word for name in marks.names for word in _words(name)}:
            self._words[word].append(marks.key)
        for partner in marks.partners:
            self._partners[partner].append(marks.key)
        for site in marks.sites:
            self._sites[site].append(marks.key)

    def matches(self, marks: Marks) -> list[Match]:
        """Cases that may be the same, the likeliest first; empty when none is likely."""
        found = []
        for key in self._candidates(marks):
            match = compare(marks, self.cases[key])
            if match.score >= LIKELY:
                found.append(match)
        return sorted(found, key=lambda match: (-match.score, match.key))[:MOST_ANSWERS]

    def _candidates(self, marks: Marks) -> Iterator[int]:
        weights: Counter[int] = Counter()
        total = len(self.cases) + 1
        for index, marked, share in (
            (self._words, {word for name in marks.names for word in _words(name)}, 1.0),
            (self._partners, marks.partners, 0.7),
            (self._sites, marks.sites, 2.0),
        ):
            for each in marked:
                listed = index.get(each, ())
                if not listed or len(listed) > max(200, total // 20):
                    continue  # a word that many have says nothing
                weight = share * math.log(total / len(listed) + 1)
                for key in listed:
                    weights[key] += weight  # type: ignore[assignment]
        for key, _ in weights.most_common(MOST_COMPARED):
            yield key


def marks_of(key: int, record: CaseRecord) -> Marks:
    """The marks of a record."""
    place = next(iter(record.items("position")), None)
    dates = [each.date for each in record.items("events") if each.date is not None and each.kind != "end"]
    return Marks(
        key=key,
        name=record.title(),
        names=tuple(dict.fromkeys(fold(each) for each in (*record.name.values(), *record.other_names) if each)),
        partners=frozenset(each.official_key or fold(each.name) for each in record.items("partners")),
        sites=frozenset(site_of(each.url) for each in record.items("websites")) - {""},
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        start_year=min(dates).year if dates else None,
    )


def site_of(url: str) -> str:
    """An address without protocol, "www." and what stands at its end: "x.de/cms"."""
    plain = url.lower().partition("://")[2].partition("#")[0].partition("?")[0].removeprefix("www.").rstrip("/")
    for ending in ("/index.php", "/index.html", "/index.htm"):
        plain = plain.removesuffix(ending)
    return plain[:300]


def compare(new: Marks, known: Marks) -> Match:
    """How likely two are the same: points for what they share, fewer when their partners are others."""
    reasons: dict[str, str] = {}
    score = 0.0
    alike = _name_likeness(new, known)
    if alike == 100.0:
        score, reasons["same_name"] = 60, known.name
    elif alike >= SIMILAR_NAME:
        score, reasons["similar_name"] = 45 * alike / 100, known.name
    score += _partner_points(new, known, reasons)
    if shared := new.sites & known.sites:
        score, reasons["same_website"] = score + 40, min(shared)
    if _metres(new, known) <= NEAR_METRES:
        score, reasons["same_place"] = score + 10, f"{known.lat}, {known.lon}"
    if new.start_year and new.start_year == known.start_year:
        score, reasons["same_start"] = score + 5, str(known.start_year)
    return Match(known.key, known.name, max(0, min(100, round(score))), reasons)


def _partner_points(new: Marks, known: Marks, reasons: dict[str, str]) -> float:
    shared, both = new.partners & known.partners, new.partners | known.partners
    if len(new.partners) < 2 or len(known.partners) < 2:
        return 0.0
    if new.partners == known.partners:
        reasons["same_partners"] = str(len(shared))
        return 40.0 if len(shared) > 2 else 30.0
    if len(shared) / len(both) >= 0.6:
        reasons["most_partners"] = f"{len(shared)}/{len(both)}"
        return 25.0
    return -30.0 if not shared else 0.0


def _name_likeness(new: Marks, known: Marks) -> float:
    best = 0.0
    for one in new.names:
        for other in known.names:
            if one == other:
                return 100.0
            best = max(best, fuzz.token_sort_ratio(one, other, score_cutoff=SIMILAR_NAME))
    return min(best, 99.0)


def _metres(new: Marks, known: Marks) -> float:
    if new.lat is None or new.lon is None or known.lat is None or known.lon is None:
        return math.inf
    north = (new.lat - known.lat) * 111_195
    east = (new.lon - known.lon) * 111_195 * math.cos(math.radians(new.lat))
    return math.hypot(north, east)


def _words(name: str) -> Iterable[str]:
    return (word for word in name.split() if len(word) > 2 and word not in _COMMON)
