"""What a question finds: scores, filters, counts of facets, the order of the page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.retrieval.asking import Alternative, Asked, Element, Group
from interkomm.calc.retrieval.bits import Bits, Mask, any_of, bits_of, mask_of
from interkomm.calc.retrieval.documents import Documents, Order
from interkomm.calc.retrieval.weighing import HIGHEST

Scores = NDArray[np.float32]
OF_WEAK = 0.4
MOST_FILTERING = 3  # a longer question describes rather than filters: a document need not have everything
ENOUGH = 0.5  # of the meaning that the best document covers
SURE = np.float32(0.4)
OF_RARITY = 0.5
OF_COVERED = 0.6
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Scored:
    """The documents that a question finds, whatever is filtered. `scores`: None when nothing was asked (then all are found).

    `is_partial`: none has all groups, these have most of the meaning; `missing`: groups that no document has, as written.
    """

    bits: Bits
    scores: Scores | None = None
    is_partial: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Met:
    """What one group finds: `scores` by document, 0 where it does not occur; `has`: where it does; its rarity."""

    group: Group
    scores: Scores
    has: Mask
    rarity: float


def score(documents: Documents, asked: Asked) -> Scored:
    """Documents with all groups (weak ones aside), else those with most of the meaning; scores grow with how well they fit."""
    if not asked.groups:
        return Scored(documents.alive_bits)
    met = [_meet(documents, group) for group in asked.groups]
    strong = [each for each in met if not each.group.is_weak]
    total = np.zeros(documents.size, np.float32)
    for each in met:
        total += each.scores * np.float32(each.rarity * (OF_WEAK if each.group.is_weak else each.group.share))
    matched = np.zeros(documents.size, np.uint8)
    for each in strong:
        matched += each.has
    full = (matched == len(strong)) & documents.alive
    is_partial = not full.any()
    missing = tuple(each.group.written for each in strong if not each.has.any())
    is_guessed = any(each.group.parts for each in strong)  # whoever has all parts of a compound may mean something else
    if is_partial or is_guessed or len(strong) > MOST_FILTERING:
        full = _covered(documents, strong, total)
    return Scored(bits_of(full), total, is_partial and bool(full.any()), missing)


def _meet(documents: Documents, group: Group) -> _Met:
    found = group_scores(documents, group)
    has = (found > 0) & documents.alive
    return _Met(group, found, has, rarity(documents.total, int(has.sum())))


def _covered(documents: Documents, groups: Sequence[_Met], total: Scores) -> Mask:
    """Documents with enough of the meaning that the best one covers; parts of compounds count a bit.

    A group has meaning as the root of its rarity; a match counts at least SURE, fully when it is a good one. Quoted words
    must occur where any document has them all. Adds to `total`.
    """
    covered = np.zeros(documents.size, np.float32)
    for each in groups:
        share = np.float32(each.group.share)
        covered += _meaning(each.scores * each.has, each.rarity) * share
        for part in each.group.parts:
            found = alternative_scores(documents, part) * ~each.has * documents.alive
            rare = rarity(documents.total, int((found > 0).sum()))
            total += found * np.float32(rare) * share
            covered += _meaning(found, rare) * np.float32(part.weight) * share
    total += covered * np.float32(OF_COVERED)
    allowed = np.logical_and.reduce([documents.alive, *(each.has for each in groups if each.group.is_quoted)])
    covered *= allowed if allowed.any() else 1
    most = covered.max(initial=0)
    enough: Mask = covered >= most * np.float32(ENOUGH)
    return enough if most > 0 else np.zeros(documents.size, np.bool_)


def _meaning(scores: Scores, rare: float) -> Scores:
    sure: Scores = np.minimum(1, SURE + scores) * (scores > 0)
    return sure * np.float32(rare**OF_RARITY)


def rarity(total: int, uses: int) -> float:
    """The weight of a word that `uses` of `total` documents have (inverse document frequency of BM25)."""
    return float(np.log(1 + (total - uses + 0.5) / (uses + 0.5)))


def group_scores(documents: Documents, group: Group) -> Scores:
    """The best alternative for each document, 0 for those that have none."""
    single: dict[str, float] = {}
    for alternative in group.alternatives:
        if len(alternative.elements) == 1:
            for leaf in alternative.elements[0]:
                single[leaf.stem] = max(single.get(leaf.stem, 0.0), leaf.weight * alternative.weight)
    best = _best_of(documents, single)
    for alternative in group.alternatives:
        if len(alternative.elements) > 1:
            np.maximum(best, alternative_scores(documents, alternative), out=best)
    return best


def alternative_scores(documents: Documents, alternative: Alternative) -> Scores:
    """How well documents have all elements, 0 for those that lack one."""
    found: Scores | None = None
    for element in alternative.elements:
        part = _best_of(documents, _weights(element))
        found = part if found is None else np.minimum(found, part)
    return found * np.float32(alternative.weight) if found is not None else np.zeros(documents.size, np.float32)


def _weights(element: Element) -> dict[str, float]:
    found: dict[str, float] = {}
    for leaf in element:
        found[leaf.stem] = max(found.get(leaf.stem, 0.0), leaf.weight)
    return found


def _best_of(documents: Documents, weights: Mapping[str, float]) -> Scores:
    """The best of these stems for each document. `weights`: by stem."""
    best = np.zeros(documents.size, np.float32)
    found = [(*pair, weight) for stem, weight in weights.items() for pair in documents.of(stem)]
    if found:
        numbers, impacts, each = zip(*found, strict=True)
        shares = np.repeat(np.array(each, np.float32) / np.float32(HIGHEST), [len(part) for part in numbers])
        np.maximum.at(best, np.concatenate(numbers), np.concatenate(impacts) * shares)
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
