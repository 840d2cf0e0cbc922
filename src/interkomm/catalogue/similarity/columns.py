"""What is known of all public cases, as columns: codes and places from the search's snapshot, people and area from tables.

Kept by process. After a release only the changed cases are read again; everything after a change of the places.
"""

import threading
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.db.models import Avg, Count, Q, QuerySet, Sum
from numpy.typing import NDArray

from interkomm.calc.retrieval.bits import mask_of
from interkomm.calc.retrieval.documents import Documents
from interkomm.calc.similarity import WORD, Bits, Columns, Flags
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.finding import snapshot
from interkomm.catalogue.finding.models import CaseIndex
from interkomm.catalogue.vocabulary.terms import codes
from interkomm.foundation.topics import memory

Keys = NDArray[np.int64]
FIGURES = np.dtype(
    [("key", "i8"), ("population", "f8"), ("town", "f8"), ("density", "f8"), ("form", "i2"), ("partners", "f8")]
)


@dataclass(frozen=True)
class Table:
    """`keys`: of the cases, one a row of `columns`; `alive`: which are public now."""

    keys: Keys
    columns: Columns
    alive: Flags


@dataclass(frozen=True)
class _Figures:
    """`version`: of the index of the search, whose rows are stamped in the order of commits; `places`: of their topic."""

    rows: NDArray[np.void]  # by key
    version: int
    places: int


class _Holder:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.figures: _Figures | None = None
        self.known: tuple[Documents, Table] | None = None

    def forget(self) -> None:
        self.figures, self.known = None, None


_holder = _Holder()
memory.forgetters.append(_holder.forget)


def table() -> Table:
    """All public cases of this moment. No query while nothing has changed."""
    now = snapshot.current()
    documents, version = now.documents, now.versions[0]
    if connection.in_atomic_block:
        return _made(documents, _read(None, version, 0))
    places = memory.current_versions().get("places", 0)
    with _holder.lock:
        known, figures = _holder.known, _holder.figures
        if known is not None and known[0] is documents and figures is not None and figures.places == places:
            return known[1]
        figures = _read(figures if figures is not None and figures.places == places else None, version, places)
        made = _made(documents, figures)
        _holder.figures, _holder.known = figures, (documents, made)
        return made


def _read(before: _Figures | None, version: int, places: int) -> _Figures:
    """Figures of all cases, or only of those that changed. Two queries."""
    cases = Case.objects.released()
    if before is not None:
        cases = cases.filter(pk__in=CaseIndex.objects.filter(version__gt=before.version).values("pk"))
    forms = {code: number for number, code in enumerate(codes("legal_form"))}
    peopled = _of_partners(cases)
    nan = float("nan")
    rows = []
    for pk, population, form, partners in cases.values_list("pk", "population", "legal_form", "partner_count"):
        town, people, area = peopled.get(pk, (None, None, None))
        density = people / float(area) if people and area else nan
        rows.append((pk, population or nan, town or nan, density, forms.get(form, -1), partners or nan))
    fresh = np.array(rows, FIGURES)
    if before is not None:
        kept = before.rows[~np.isin(before.rows["key"], fresh["key"])]
        fresh = np.concatenate((kept, fresh))
    return _Figures(fresh[np.argsort(fresh["key"])], version, places)


def _of_partners(cases: QuerySet[Case]) -> dict[int, tuple[float | None, int | None, float | None]]:
    """Average population of a municipal partner, and people and area (km²) of those partners of which both are known."""
    current = Q(partners__left_year__isnull=True, partners__area__isnull=False)
    complete = current & Q(partners__area__population__gt=0, partners__area__area_km2__gt=0)
    found = (
        cases.filter(partners__area__isnull=False)
        .values_list("pk")
        .annotate(
            known=Count("partners", filter=current),
            town=Avg("partners__area__population", filter=current),
            people=Sum("partners__area__population", filter=complete),
            km2=Sum("partners__area__area_km2", filter=complete),
        )
        .order_by()
    )
    return {pk: (town, people, km2) for pk, _known, town, people, km2 in found}


def _made(documents: Documents, figures: _Figures) -> Table:
    rows = _aligned(figures.rows, documents.keys)
    places = documents.columns
    columns = Columns(
        themes=_bits(documents, "theme"),
        tasks=_bits(documents, "task"),
        states=_bits(documents, "state"),
        countries=_bits(documents, "country"),
        legal_form=rows["form"],
        population=rows["population"],
        town_population=rows["town"],
        partners=rows["partners"],
        density=rows["density"],
        lat=places["lat"].astype(np.float64),
        lon=places["lon"].astype(np.float64),
    )
    return Table(documents.keys, columns, documents.alive)


def _aligned(rows: NDArray[np.void], keys: Keys) -> NDArray[np.void]:
    """The rows of these keys; unknown figures for keys that have none."""
    nan = float("nan")
    found = np.full(len(keys), np.array((0, nan, nan, nan, -1, nan), FIGURES), FIGURES)
    if len(rows):
        at = np.minimum(np.searchsorted(rows["key"], keys), len(rows) - 1)
        has = rows["key"][at] == keys
        found[has] = rows[at[has]]
    return found


def _bits(documents: Documents, facet: str) -> Bits:
    """The codes of a facet of all documents: bit i is code i of the vocabulary."""
    place = {code: number for number, code in enumerate(codes(facet))}
    found = np.zeros((documents.size, -(-len(place) // WORD)), np.uint64)
    for code, has in code_masks(documents, facet).items():
        if code in place:
            word, bit = divmod(place[code], WORD)
            found[:, word] |= has.astype(np.uint64) << np.uint64(bit)
    return found


def code_masks(documents: Documents, facet: str) -> dict[str, Flags]:
    """Which documents have each code of a facet; codes without any document are left out."""
    start = 0
    for name, own in documents.codes.items():
        if name == facet:
            rows = documents.code_bits[start : start + len(own)]
            return {code: mask_of(bits, documents.size) for code, bits in zip(own, rows, strict=True)}
        start += len(own)
    return {}
