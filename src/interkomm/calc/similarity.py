"""How similar cases of cooperation are to a municipality, a cooperation or another case. Pure, vectorised over all cases.

Five criteria, each between 0 (nothing in common) and 1 (the same); what is unknown on either side is left out, never
counted as 0. Formulas, reasons and limits: docs/algorithms/similarity.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CRITERIA = ("task", "size", "law", "structure", "distance")
HEAVIEST = 5
ENOUGH_KNOWN = 0.5  # share of the weight that must be known of a case before it is ranked
HALF_EVERY_KM = 50.0
PARTNERS_FACTOR = 8.0  # so many times more partners: nothing in common
EARTH_RADIUS_KM = 6371.0
WORD = 64

Floats = NDArray[np.float64]
Bits = NDArray[np.uint64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of n cases, one place a case. Unknown: no bit, -1, NaN.

    `themes`, `tasks`, `states`, `countries`: bits, shape (n, words), bit i is code i of the vocabulary. `legal_form`: index
    or -1. `population`: persons of all municipal partners together; `town_population`: of one of them on average;
    `partners`: how many; `density`: persons per km²; `lat`, `lon`: degrees.
    """

    themes: Bits
    tasks: Bits
    states: Bits
    countries: Bits
    legal_form: NDArray[np.int16]
    population: Floats
    town_population: Floats
    partners: Floats
    density: Floats
    lat: Floats
    lon: Floats

    def __len__(self) -> int:
        return len(self.legal_form)


@dataclass(frozen=True, slots=True)
class Subject:
    """To what cases are compared; fields as in `Columns`, bits as one integer, unknown: 0, -1, NaN.

    `is_town`: `population` is that of one municipality and is compared with the average partner of a case. `is_wish`: the
    themes and tasks are wished for (one-sided: how many of them a case has), not those of a cooperation (both sides).
    """

    themes: int = 0
    tasks: int = 0
    states: int = 0
    countries: int = 0
    legal_form: int = -1
    population: float = np.nan
    partners: float = np.nan
    density: float = np.nan
    lat: float = np.nan
    lon: float = np.nan
    is_town: bool = False
    is_wish: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """`order`: indices of the ranked cases, most similar first. Over all cases: `scores` (0 to 1, NaN: nothing to compare),
    `known` (share of the weight that could be compared), `criteria` (shape (5, n), NaN: unknown).

    `too_little_known`: cases that were left out because less than half of the weight could be compared.
    """

    order: NDArray[np.int64]
    scores: Floats
    known: Floats
    criteria: Floats
    too_little_known: int


def rank(columns: Columns, subject: Subject, weights: Mapping[str, float], allowed: Flags | None = None) -> Ranking:
    """Compare all cases with the subject. `allowed`: which may be ranked (default: all).

    A criterion without weight or of which nothing is known of the subject plays no part. Order: score, then share known,
    then position, so equal input gives equal output. Raises ValueError for weights off 0 to 5 or of unknown criteria.
    """
    if set(weights) - set(CRITERIA) or not all(0 <= weight <= HEAVIEST for weight in weights.values()):
        raise ValueError(f"weights must be 0 to {HEAVIEST} for {CRITERIA}: {dict(weights)}")
    criteria = compare(columns, subject)
    comparable = can_compare(subject)
    weight = np.array([weights.get(name, 0.0) if name in comparable else 0.0 for name in CRITERIA])
    is_known = ~np.isnan(criteria)
    known_weight = (weight[:, None] * is_known).sum(axis=0)
    points = (weight[:, None] * np.where(is_known, criteria, 0.0)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = np.where(known_weight > 0, points / known_weight, np.nan)
        known = np.where(weight.sum() > 0, known_weight / weight.sum(), 0.0)
    # Rounded, so that order and limit do not hang on the last bit when all weights are scaled.
    scores, known = _rounded(scores), _rounded(known)
    may = np.ones(len(columns), bool) if allowed is None else allowed
    is_ranked = may & (known >= ENOUGH_KNOWN)
    candidates = np.flatnonzero(is_ranked)
    order = candidates[np.lexsort((candidates, -known[candidates], -scores[candidates]))]
    return Ranking(order, scores, known, criteria, int((may & ~is_ranked).sum()))


def _rounded(values: Floats) -> Floats:
    result: Floats = np.round(values, 9)
    return result


def can_compare(subject: Subject) -> frozenset[str]:
    """Criteria for which enough is known of the subject."""
    has = {
        "task": subject.themes or subject.tasks,
        "size": subject.population > 0,
        "law": subject.countries or subject.legal_form >= 0,
        "structure": subject.partners > 0 or subject.density > 0,
        "distance": not np.isnan(subject.lat) and not np.isnan(subject.lon),
    }
    return frozenset(name for name, known in has.items() if known)


def compare(columns: Columns, subject: Subject) -> Floats:
    """All criteria of all cases, shape (5, n), NaN where unknown on either side."""
    sizes = columns.town_population if subject.is_town else columns.population
    return np.stack(
        (
            _task(columns, subject),
            ratio_score(sizes, subject.population, 10.0),
            _law(columns, subject),
            _mean_of_known(
                ratio_score(columns.partners, subject.partners, PARTNERS_FACTOR),
                ratio_score(columns.density, subject.density, 10.0),
            ),
            np.exp2(-distance_km(columns.lat, columns.lon, subject.lat, subject.lon) / HALF_EVERY_KM),
        )
    )


def ratio_score(values: Floats, value: float, factor: float) -> Floats:
    """1 for equal numbers, 0 for those `factor` times apart or more, in between by the logarithm of their ratio."""
    positive = np.where(values > 0, values, np.nan)
    if not value > 0:
        return np.full(len(values), np.nan)
    apart: Floats = np.abs(np.log(positive / value)) / np.log(factor)
    return np.maximum(0.0, 1.0 - apart)


def distance_km(lat: Floats, lon: Floats, from_lat: float, from_lon: float) -> Floats:
    """Great-circle distances (haversine) in km from one point, degrees WGS 84."""
    phi, lam = np.radians(lat), np.radians(lon)
    phi0, lam0 = np.radians(from_lat), np.radians(from_lon)
    half = np.sin((phi - phi0) / 2) ** 2 + np.cos(phi) * np.cos(phi0) * np.sin((lam - lam0) / 2) ** 2
    result: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return result


def bits(indices: list[int]) -> int:
    """A set of indices as one integer."""
    found = 0
    for index in indices:
        found |= 1 << index
    return found


def shared_bits(table: Bits, mask: int) -> NDArray[np.int64]:
    """How many bits of the mask each row has."""
    words = [(mask >> (WORD * position)) & (2**WORD - 1) for position in range(table.shape[1])]
    common: NDArray[np.int64] = np.bitwise_count(table & np.array(words, np.uint64)).sum(axis=1, dtype=np.int64)
    return common


def _task(columns: Columns, subject: Subject) -> Floats:
    return _mean_of_known(
        _overlap(columns.themes, subject.themes, subject.is_wish),
        _overlap(columns.tasks, subject.tasks, subject.is_wish),
    )


def _overlap(table: Bits, mask: int, is_wish: bool) -> Floats:
    """Share of what is wished for; between two sets that of Dice: 2 × common / (one + other)."""
    own = mask.bit_count()
    if not own:
        return np.full(len(table), np.nan)
    others = np.bitwise_count(table).sum(axis=1, dtype=np.int64)
    common = shared_bits(table, mask)
    size = np.where(others > 0, own if is_wish else (own + others) / 2, np.nan)
    return common / size


def _law(columns: Columns, subject: Subject) -> Floats:
    """State law counts two parts (same state 1, same country ½, else 0), the legal form one."""
    country = shared_bits(columns.countries, subject.countries) > 0
    state = shared_bits(columns.states, subject.states) > 0
    is_known = (columns.countries != 0).any(axis=1) & bool(subject.countries)
    place = np.where(is_known, np.where(state, 1.0, np.where(country, 0.5, 0.0)), np.nan)
    if subject.legal_form < 0:
        return place
    form = np.where(columns.legal_form >= 0, (columns.legal_form == subject.legal_form).astype(float), np.nan)
    both = (2 * place + form) / 3
    return np.where(np.isnan(both), np.where(np.isnan(place), form, place), both)


def _mean_of_known(one: Floats, other: Floats) -> Floats:
    """The mean of two scores; the known one where the other is unknown."""
    return np.where(np.isnan(one), other, np.where(np.isnan(other), one, (one + other) / 2))
