"""Finding cases: one search for both databases. What a page asks (`Query`) and what it gets (`Found`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from interkomm.calc.retrieval.asking import Asked
from interkomm.calc.retrieval.bits import count, mask_of
from interkomm.calc.retrieval.documents import SIGN
from interkomm.calc.retrieval.evaluating import Box, Filtered, Scored, narrow, page
from interkomm.calc.retrieval.marking import Segment, excerpt, marked
from interkomm.catalogue.finding import phrases, snapshot
from interkomm.catalogue.finding.snapshot import FACETS, Snapshot

SORTS = ("relevance", "name", "-start", "start", "-partners", "-completeness", "-changed")
LARGEST_PAGE = 1000


@dataclass(frozen=True)
class Query:
    """What somebody looks for. `chosen`: codes by facet, "or" within a facet, "and" between them; unknown codes find nothing.

    `box`: west, south, east, north in degrees. `limit`: rows, 0 for counts only.
    """

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: str = "relevance"
    offset: int = 0
    limit: int = 24
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """`count`: cases that would remain with this code alone chosen in its facet, all other choices kept."""

    code: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Highlight:
    """The name and the piece of text that shows why the case was found; `text` is empty without words."""

    name: tuple[Segment, ...] = ()
    text: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One case of a list. `states`, `themes`: codes; `completeness`: per cent; `lat`, `lon`: degrees."""

    pk: int
    slug: str
    name: str
    summary: str
    start_year: int | None
    legal_form: str
    status: str
    partner_count: int | None
    states: tuple[str, ...]
    themes: tuple[str, ...]
    completeness: int
    lat: float | None
    lon: float | None
    highlight: Highlight = Highlight()


@dataclass(frozen=True, slots=True)
class Points:
    """Where found cases lie: arrays of the same length. `pk` int64; `lat`, `lon` float32, degrees. Without a place: left out."""

    pk: NDArray[np.int64]
    lat: NDArray[np.float32]
    lon: NDArray[np.float32]


@dataclass(frozen=True)
class Found:
    """`facets`: every facet with its codes of at least one case, most frequent first. `corrected`: what was searched
    instead of mistyped words ("" when all are known). `expanded`: synonyms that were searched too. `is_partial`: no case has
    all words, these have the most of them; `missing`: words that no case has.
    """

    total: int
    rows: tuple[Row, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    corrected: str = ""
    expanded: tuple[str, ...] = ()
    is_partial: bool = False
    missing: tuple[str, ...] = ()


def find(query: Query) -> Found:
    """The page of cases that a query asks for, with counts for all facets. At most two queries of the database."""
    known = snapshot.current()
    asked = known.ask(query.words)
    scored, filtered = _evaluate(known, asked, query)
    limit = min(max(query.limit, 0), LARGEST_PAGE)
    numbers = page(known.documents, filtered.bits, scored.scores, query.sort, max(query.offset, 0), limit)
    return Found(
        total=count(filtered.bits),
        rows=_rows(known, [int(at) for at in numbers], asked),
        facets={facet: _counts(filtered, facet, query) for facet in FACETS},
        corrected=asked.corrected,
        expanded=asked.expanded,
        is_partial=scored.is_partial,
        missing=scored.missing,
    )


def all_points(query: Query) -> Points:
    """The places of everything that is found, whatever page is asked for."""
    known = snapshot.current()
    _, filtered = _evaluate(known, known.ask(query.words), query)
    columns = known.documents.columns
    hits = np.flatnonzero(mask_of(filtered.bits, known.documents.size) & ~np.isnan(columns["lat"]))
    return Points(known.documents.keys[hits], columns["lat"][hits], columns["lon"][hits])


def all_keys(query: Query) -> NDArray[np.int64]:
    """Keys of all found cases in the order of the query, whatever page is asked for (for exports and feeds)."""
    known = snapshot.current()
    scored, filtered = _evaluate(known, known.ask(query.words), query)
    found = page(known.documents, filtered.bits, scored.scores, query.sort, 0, known.documents.size)
    return known.documents.keys[found]


def _evaluate(known: Snapshot, asked: Asked, query: Query) -> tuple[Scored, Filtered]:
    scored = phrases.checked(known, known.score(asked), asked)
    return scored, narrow(known.documents, scored.bits, query.chosen, query.box)


def _counts(filtered: Filtered, facet: str, query: Query) -> tuple[FacetCount, ...]:
    """Codes with a case, and chosen ones even without."""
    chosen = query.chosen.get(facet, frozenset())
    found = [FacetCount(code, number, code in chosen) for code, number in filtered.counts.get(facet, ()) if number]
    listed = {each.code for each in found}
    return (*found, *(FacetCount(code, 0, True) for code in sorted(chosen - listed)))


def _rows(known: Snapshot, numbers: list[int], asked: Asked) -> tuple[Row, ...]:
    """The rows in this order, without cases that have stopped being public since. One query."""
    keys = [int(known.documents.keys[at]) for at in numbers]
    found = _read(keys)
    stems = frozenset(
        leaf.stem
        for group in asked.groups
        for alternative in (*group.alternatives, *group.parts)
        for element in alternative.elements
        for leaf in element
        if leaf.stem[0] != SIGN
    )
    return tuple(_row(known, at, found[key], stems) for at, key in zip(numbers, keys, strict=True) if key in found)


_OF_CASES = """
SELECT c.id, c.slug, c.name, c.summary, c.start_year, c.legal_form, c.status, c.partner_count, c.completeness, c.lat, c.lon,
       i.text
FROM catalogue_case c JOIN catalogue_caseindex i ON i.case_id = c.id
WHERE c.released_id IS NOT NULL AND NOT c.is_withdrawn AND c.id IN (%s)"""


def _read(keys: list[int]) -> dict[int, tuple[Any, ...]]:
    """The columns of these public cases by key. By hand: making the statement of Django's query costs more than asking it."""
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_OF_CASES % ", ".join(["%s"] * len(keys)), keys)
        return {row[0]: row for row in cursor.fetchall()}


def _row(known: Snapshot, at: int, columns: tuple[Any, ...], stems: frozenset[str]) -> Row:
    pk, slug, name, summary, start_year, legal_form, status, partner_count, completeness, lat, lon, text = columns
    return Row(
        pk,
        slug,
        name,
        summary,
        start_year,
        legal_form,
        status,
        partner_count,
        known.documents.codes_of(at, "state"),
        known.documents.codes_of(at, "theme"),
        completeness,
        lat,
        lon,
        _highlight(name, summary, text, stems),
    )


def _highlight(name: str, summary: str, text: bytes, stems: frozenset[str]) -> Highlight:
    if not stems:
        return Highlight(((name, False),))
    return Highlight(marked(name, stems), excerpt([summary, *phrases.passages_of(text)], stems))
