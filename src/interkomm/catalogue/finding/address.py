"""A search as an address: short German parameters, always in the same order, so that a link means one page and is stored once.

`/katalog/?form=purpose_association&q=Bauhof&thema=works`. Parameters and their values are sorted; what is empty or the
usual is left out. Values are codes of the vocabulary, so a link stays the same in both languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from interkomm.calc.clustering import Box
from interkomm.calc.visible import visible_line
from interkomm.catalogue.finding.engine import Query
from interkomm.catalogue.vocabulary.terms import VOCABULARIES

PARAMETERS: Mapping[str, str] = {  # facet → parameter, in the order in which pages show them
    "theme": "thema",
    "task": "aufgabe",
    "legal_form": "form",
    "state": "land",
    "country": "staat",
    "status": "stand",
    "effects": "wirkung",
    "failed": "gescheitert",
    "partners": "partner",
    "size_class": "groesse",
    "start": "beginn",
    "extent": "raum",
    "sector": "sektor",
}
OWN_CODES: Mapping[str, tuple[str, ...]] = {  # facets that are counted, not taken from a vocabulary
    "partners": ("2", "3-5", "6-10", "11+"),
    "start": ("before-1990", "1990s", "2000s", "2010s", "2020s"),
    "effects": ("yes",),
    "failed": ("yes",),
}
WRITTEN: Mapping[str, str] = {  # codes that read better in a German address, and "+", which would be escaped
    "yes": "ja",
    "11+": "ab-11",
    "before-1990": "vor-1990",
    "1990s": "1990er",
    "2000s": "2000er",
    "2010s": "2010er",
    "2020s": "2020er",
}
SORTS: Mapping[str, str] = {  # parameter → sort of the engine; "" is the usual one
    "name": "name",
    "neu": "-start",
    "alt": "start",
    "partner": "-partners",
    "belegt": "-completeness",
    "geaendert": "-changed",
}
MAX_LETTERS, MAX_CHOSEN, MAX_PAGE, PAGE_SIZE = 100, 60, 9_999, 24
WORDS, SORT, PAGE, BOX = "q", "sort", "seite", "ausschnitt"
Pair = tuple[str, str]


def codes_of(facet: str) -> tuple[str, ...]:
    """All codes of a facet in their order."""
    return OWN_CODES.get(facet) or tuple(VOCABULARIES[facet])


_BY_WRITTEN = {facet: {WRITTEN.get(code, code): code for code in codes_of(facet)} for facet in PARAMETERS}


@dataclass(frozen=True)
class Search:
    """What somebody looks for, as their address says it. `sort`: a key of `SORTS` or ""; `page` from 1; `box` in degrees."""

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    box: Box | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for: the entrance of the catalogue."""
        return not self.pairs()

    @property
    def is_open(self) -> bool:
        """Everything is found: neither words nor filters."""
        return not (self.words or self.chosen or self.box)

    def pairs(self) -> tuple[Pair, ...]:
        """The parameters in their one order."""
        pairs = [(PARAMETERS[facet], WRITTEN.get(code, code)) for facet, codes in self.chosen.items() for code in codes]
        pairs += [(WORDS, self.words), (SORT, self.sort), (PAGE, str(self.page) if self.page > 1 else "")]
        pairs.append((BOX, ",".join(f"{degrees:g}" for degrees in self.box) if self.box else ""))
        return tuple(sorted(pair for pair in pairs if pair[1]))

    def query_string(self) -> str:
        """`?…`, or nothing for the empty search."""
        return f"?{urlencode(self.pairs())}" if self.pairs() else ""

    def toggled(self, facet: str, code: str) -> "Search":
        """The same search with a code chosen or no longer chosen, from its first page."""
        codes = self.chosen.get(facet, frozenset()) ^ {code}
        others = {name: kept for name, kept in self.chosen.items() if name != facet}
        return replace(self, chosen={**others, facet: codes} if codes else others, page=1)

    def without(self, facet: str) -> "Search":
        """The same search without a facet."""
        return replace(self, chosen={name: codes for name, codes in self.chosen.items() if name != facet}, page=1)

    def first_page(self) -> "Search":
        """The same search from its beginning."""
        return replace(self, page=1)

    def query(self, limit: int = PAGE_SIZE) -> Query:
        """What the engine is asked. Without words "the best hits" are those with the most evidence."""
        usual = "relevance" if self.words else "-completeness"
        sort = SORTS.get(self.sort, usual)
        return Query(self.words, self.chosen, sort, (self.page - 1) * PAGE_SIZE, limit, self.box)


@dataclass(frozen=True)
class Reading:
    """`unknown`: values that no filter has (what was typed, shortened). `is_canonical`: the address is the one of its search."""

    search: Search
    unknown: tuple[str, ...]
    is_canonical: bool


def read(parameters: QueryDict) -> Reading:
    """The search of an address. Unknown parameters are passed over, unknown values of known ones are named."""
    chosen: dict[str, frozenset[str]] = {}
    unknown: list[str] = []
    for facet, parameter in PARAMETERS.items():
        given = [value for value in parameters.getlist(parameter)[:MAX_CHOSEN] if value]
        codes = frozenset(_BY_WRITTEN[facet][value] for value in given if value in _BY_WRITTEN[facet])
        unknown += [visible_line(value)[:40] for value in given if value not in _BY_WRITTEN[facet]]
        if codes:
            chosen[facet] = codes
    sort = parameters.get(SORT, "")
    box, is_box = _box(parameters.get(BOX, ""))
    search = Search(
        words=visible_line(parameters.get(WORDS, "")[: MAX_LETTERS * 4])[:MAX_LETTERS].strip(),
        chosen=chosen,
        sort=sort if sort in SORTS else "",
        page=_page(parameters.get(PAGE, "1")),
        box=box,
    )
    if not is_box:
        unknown.append(visible_line(parameters.get(BOX, ""))[:40])
    given_pairs = tuple((name, value) for name, values in parameters.lists() for value in values)
    return Reading(search, tuple(unknown[:5]), given_pairs == search.pairs())


def search_in(query_string: str) -> Search:
    """The search of a stored query string (without "?")."""
    return read(QueryDict(query_string)).search


def _page(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 7
    return min(max(int(text), 1), MAX_PAGE) if is_number else 1


def _box(text: str) -> tuple[Box | None, bool]:
    """(box, whether the text is one or empty)."""
    if not text:
        return None, True
    try:
        west, south, east, north = (round(float(part), 2) + 0.0 for part in text[:60].split(","))
    except (ValueError, OverflowError):
        return None, False
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None, False
    return (west, south, east, north), True
