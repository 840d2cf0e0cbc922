"""What a question finds: scores, filters, counts of facets, the order of the page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.retrieval.asking import Asked, Element, Group
from interkomm.calc.retrieval.bits import Bits, any_of, bits_of, mask_of
from interkomm.calc.retrieval.documents import Documents, Order
from interkomm.calc.retrieval.weighing import HIGHEST

Scores = NDArray[np.float32]
OF_WEAK = 0.4
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Scored:
    """The documents that a question finds, whatever is filtered. `scores`: None when nothing was asked (then all are found).

    `is_partial`: none has all groups, these have the most; `missing`: groups that no document has, as written.
    """

    bits: Bits
    scores: Scores | None = None
    is_partial: bool = False
    missing: tuple[str, ...] = ()


def score(documents: Documents, asked: Asked) -> Scored:
    """Documents with all groups (weak ones aside), else those with the most; scores grow with how well they fit."""
    if not asked.groups:
        return Scored(documents.alive_bits)
    total = np.zeros(documents.size, np.float32)
    matched = np.zeros(documents.size, np.uint8)
    wanted, missing = 0, []
    for group in asked.groups:
        found = group_scores(documents, group)
        has = (found > 0) & documents.alive
        uses = int(has.sum())
        if not group.is_weak:
            wanted += 1
            matched += has
            if not uses:
                missing.append(group.written)
        total += found * np.float32(rarity(documents.total, uses) * (OF_WEAK if group.is_weak else 1))
    matched[~documents.alive] = 0
    most = int(matched.max(initial=0))
    hits = matched == most if most else np.zeros(documents.size, np.bool_)
    return Scored(bits_of(hits), total, 0 < most < wanted, tuple(missing))


def rarity(total: int, uses: int) -> float:
    """The weight of a word that `uses` of `total` documents have (inverse document frequency of BM25)."""
    return float(np.log(1 + (total - uses + 0.5) / (uses + 0.5)))


def group_scores(documents: Documents, group: Group) -> Scores:
    """The best alternative for each document, 0 for those that have none."""
    best = np.zeros(documents.size, np.float32)
    for alternative in group.alternatives:
        parts = [_element_scores(documents, element) for element in alternative.elements]
        found = parts[0]
        for part in parts[1:]:
            found = np.minimum(found, part)
        np.maximum(best, found * np.float32(alternative.weight), out=best)
    return best


def _element_scores(documents: Documents, element: Element) -> Scores:
    best = np.zeros(documents.size, np.float32)
    for leaf in element:
        for numbers, impacts in documents.of(leaf.stem):
            worth = impacts * np.float32(leaf.weight / HIGHEST)
            best[numbers] = np.maximum(best[numbers], worth)
    return best


@dataclass(frozen=True, slots=True)
class Filtered:
    """`bits`: what is left of the found documents; `counts`: by facet and code, without the choices in the facet itself."""

    bits: Bits
    counts: Mapping[str, tuple[tuple[str, int], ...]]


def narrow(
    documents: Documents, found: Bits, chosen: Mapping[str, Collection[str]], box: Box | None = None
) -> Filtered:
    """Filter by codes ("or" within a facet, "and" between) and by a box (west, south, east, north), and count."""
    if box is not None:
        found = found & _in_box(documents, box)
    rows, start = {}, 0
    for facet, codes in documents.codes.items():
        rows[facet] = slice(start, start + len(codes))
        start += len(codes)
    none = slice(0, 0)
    kept = {
        facet: _with_any(documents, facet, rows.get(facet, none), codes) for facet, codes in chosen.items() if codes
    }
    counts = {}
    for facet, codes in documents.codes.items():
        others = _all(found, [bits for name, bits in kept.items() if name != facet])
        numbers = np.bitwise_count(documents.code_bits[rows[facet]] & others).sum(axis=1, dtype=np.int64)
        pairs = [(code, int(number)) for code, number in zip(codes, numbers, strict=True)]
        counts[facet] = tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
    return Filtered(_all(found, list(kept.values())), counts)


def _with_any(documents: Documents, facet: str, rows: slice, codes: Collection[str]) -> Bits:
    known = documents.codes.get(facet, ())
    return any_of(
        (documents.code_bits[rows.start + at] for at, code in enumerate(known) if code in codes), documents.alive_bits
    )


def _all(found: Bits, filters: list[Bits]) -> Bits:
    for bits in filters:
        found = found & bits
    return found


def _in_box(documents: Documents, box: Box) -> Bits:
    west, south, east, north = box
    lat, lon = documents.columns["lat"], documents.columns["lon"]
    return bits_of((lat >= south) & (lat <= north) & (lon >= west) & (lon <= east))


def page(documents: Documents, bits: Bits, scores: Scores | None, sort: str, offset: int, limit: int) -> Order:
    """Numbers of the documents from `offset` on, at most `limit`, in this order; without scores the usual one."""
    if not limit:  # only the numbers are asked for
        return np.zeros(0, dtype=np.intp)
    mask = mask_of(bits, documents.size)
    if sort != "relevance" or scores is None:
        order = documents.order(sort)
        return order[mask[order]][offset : offset + limit]
    hits = np.flatnonzero(mask)
    worth = scores[hits]
    if len(hits) > offset + limit:  # only those that can stand on the page are put in order
        least = np.partition(worth, len(worth) - offset - limit)[len(worth) - offset - limit]
        hits, worth = hits[worth >= least], worth[worth >= least]
    best = np.lexsort((documents.rank_of_usual[hits], -worth))
    return hits[best[offset : offset + limit]]
