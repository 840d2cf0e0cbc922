"""Finding cases: one search for both databases. What a page asks (`Query`) and what it gets (`Found`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from interkomm.catalogue.cases.models import Case

FACETS = (
    "theme", "task", "sector", "legal_form", "state", "country", "size_class", "extent", "status", "partners", "start",
    "effects", "failed",
)  # fmt: skip
SORTS = ("relevance", "name", "-start", "start", "-partners", "-completeness", "-changed")
Segment = tuple[str, bool]  # a piece of text, and whether it is what was searched
Box = tuple[float, float, float, float]


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
    """The page of cases that a query asks for, with counts for all facets."""
    cases = Case.objects.released()
    for word in query.words.split()[:8]:
        cases = cases.filter(Q(name__icontains=word) | Q(summary__icontains=word))
    for facet, codes in query.chosen.items():
        if facet in FACETS[:9]:
            cases = cases.filter(pk__in=Case.objects.filter(terms__vocabulary=facet, terms__code__in=codes))
    rows = tuple(_row(case) for case in cases.prefetch_related("terms")[query.offset : query.offset + query.limit])
    return Found(cases.count(), rows, {facet: () for facet in FACETS})


def all_points(query: Query) -> Points:
    """The places of everything that is found, whatever page is asked for."""
    rows = list(find(query).rows)
    placed = [(row.pk, row.lat, row.lon) for row in rows if row.lat is not None and row.lon is not None]
    return Points(
        np.array([each[0] for each in placed], np.int64),
        np.array([each[1] for each in placed], np.float32),
        np.array([each[2] for each in placed], np.float32),
    )


def _row(case: Case) -> Row:
    terms = [(term.vocabulary, term.code) for term in case.terms.all()]
    return Row(
        case.pk,
        case.slug,
        case.name,
        case.summary,
        case.start_year,
        case.legal_form,
        case.status,
        case.partner_count,
        tuple(code for name, code in terms if name == "state"),
        tuple(code for name, code in terms if name == "theme"),
        case.completeness,
        case.lat,
        case.lon,
        Highlight(((case.name, False),)),
    )
