"""All documents of one moment: a large segment, a small one with what changed since, and which documents count.

Documents of the second segment are numbered after those of the first. Documents of the first that were changed or
withdrawn are dead.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.retrieval.bits import Bits, Mask, bits_of
from interkomm.calc.retrieval.segment import Impacts, Numbers, Segment
from interkomm.calc.retrieval.vocabulary import Vocabulary

SIGN = "@"  # begins the word that stands for a code of a facet: "@theme:works"
Order = NDArray[np.int64]
USUAL = "-completeness"
_SORT_KEYS: dict[str, Callable[[Any], NDArray[Any]]] = {
    "-start": lambda columns: -columns["start"].astype(np.int32),
    "start": lambda columns: np.where(columns["start"] > 0, columns["start"], 32_000),
    "-partners": lambda columns: -columns["partners"].astype(np.int32),
    "-completeness": lambda columns: -columns["completeness"].astype(np.int32),
    "-changed": lambda columns: -columns["changed"],
}


class Documents:
    """Immutable. `numbers`: stem or sign → number of the word; `gone`: keys of the first segment that are dead.

    `facets`: the order of the facets; their codes come in the order in which they are first met.
    """

    def __init__(
        self,
        base: Segment,
        delta: Segment,
        gone: Collection[int],
        numbers: Mapping[str, int],
        forms: Mapping[str, str],
        facets: Sequence[str],
    ) -> None:
        self.base, self.delta, self._numbers = base, delta, numbers
        self._orders: dict[str, Order] = {}
        self.size = base.size + delta.size
        self.keys = np.concatenate((base.keys, delta.keys))
        self.columns = np.concatenate((base.columns, delta.columns))
        dead = np.isin(base.keys, np.fromiter(gone, np.int64, len(gone)))
        self.alive: Mask = np.concatenate((~dead, np.ones(delta.size, np.bool_)))
        self.alive_bits: Bits = bits_of(self.alive)
        self.total = int(self.alive.sum())
        known = self._used_words()
        used_signs = [stem for stem in known if stem[0] == SIGN]
        for sign in used_signs:
            del known[sign]
        self.vocabulary = Vocabulary(known, forms)
        self.codes = _codes(used_signs, facets)
        signs = [f"{SIGN}{facet}:{code}" for facet, codes in self.codes.items() for code in codes]
        self.code_bits = np.zeros((len(signs), len(self.alive_bits)), np.uint64)
        for at, sign in enumerate(signs):
            self.code_bits[at] = self._bits_with(sign)

    def _used_words(self) -> dict[str, int]:
        """How many living documents have each word; words that none has are left out."""
        base, delta = self.base, self.delta
        uses = np.zeros(max(base.word_count, delta.word_count), np.int64)
        uses[: base.word_count] += base.uses(self.alive[: base.size])
        uses[: delta.word_count] += delta.uses(self.alive[base.size :])
        counts = uses.tolist()
        return {stem: used for stem, at in self._numbers.items() if at < len(counts) and (used := counts[at])}

    def of(self, stem: str) -> list[tuple[Numbers, Impacts]]:
        """The documents that have a word and its weight in each, also dead ones."""
        number = self._numbers.get(stem)
        if number is None:
            return []
        documents, weights = self.delta.of(number)
        found = [self.base.of(number)]
        return [*found, (documents + np.int32(self.base.size), weights)] if len(documents) else found

    def codes_of(self, document: int, facet: str) -> tuple[str, ...]:
        """The codes of one document in one facet, in the order of the codes."""
        start = 0
        for name, codes in self.codes.items():
            if name == facet:
                column = self.code_bits[start : start + len(codes), document // 64] >> np.uint64(document % 64)
                return tuple(sorted(code for code, has in zip(codes, column & np.uint64(1), strict=True) if has))
            start += len(codes)
        return ()

    def _bits_with(self, sign: str) -> Bits:
        mask = np.zeros(self.size, np.bool_)
        for documents, _ in self.of(sign):
            mask[documents] = True
        return bits_of(mask)

    def order(self, sort: str) -> Order:
        """All documents in this order; what is unknown comes last, equals by name, then key. Unknown ways: the usual one."""
        known = sort if sort == "name" or sort in _SORT_KEYS else USUAL
        if known not in self._orders:  # two threads may both do it, with the same result
            self._orders[known] = self._by_name() if known == "name" else self._sorted(_SORT_KEYS[known])
        return self._orders[known]

    def _by_name(self) -> Order:
        """The names of the first segment are in order already; those of the second are put between."""
        order, names = self.base.by_name
        added = sorted(
            (name, key, at)
            for at, (name, key) in enumerate(zip(self.delta.names, self.delta.keys.tolist(), strict=True))
        )
        places = [bisect_left(names, (name, key)) for name, key, _ in added]
        return np.insert(order, places, [self.base.size + at for _, _, at in added]) if added else order

    def _sorted(self, key: Callable[[Any], NDArray[Any]]) -> Order:
        """Stable: equals stay in the order of their names."""
        by_name = self.order("name")
        return by_name[np.argsort(key(self.columns[by_name]), kind="stable")]

    @cached_property
    def rank_of_usual(self) -> NDArray[np.int32]:
        """The place of each document in the usual order (most complete first): decides between equally good ones."""
        ranks = np.empty(self.size, np.int32)
        ranks[self.order(USUAL)] = np.arange(self.size, dtype=np.int32)
        return ranks


def _codes(signs: Sequence[str], facets: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {facet: [] for facet in facets}
    for sign in signs:
        facet, _, code = sign[1:].partition(":")
        if facet in found:
            found[facet].append(code)
    return {facet: tuple(codes) for facet, codes in found.items()}
