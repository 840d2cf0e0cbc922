"""A part of the index: documents with their postings and columns, as flat arrays.

Documents have numbers from 0 in the order in which they are given. A word is a number, too (`Postings.of`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Impacts = NDArray[np.uint8]
COLUMNS = np.dtype(
    [
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("start", "<i2"),
        ("partners", "<i2"),
        ("completeness", "u1"),
        ("changed", "<i8"),
    ]
)  # degrees or NaN; year or 0; number or 0; per cent; seconds since 1970
LOW_BITS = 16


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it is stored. `words`: numbers of its words, int32; `impacts`: the same order, uint8."""

    key: int
    columns: bytes
    words: bytes
    impacts: bytes
    name: str


class Segment:
    """Immutable. `keys`: int64 per document; `columns`: structured array; `names`: what they are sorted by."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.size = len(documents)
        self.keys = np.fromiter((each.key for each in documents), np.int64, self.size)
        self.columns = np.frombuffer(b"".join(each.columns for each in documents), COLUMNS)
        self.names = [each.name for each in documents]
        words = np.frombuffer(b"".join(each.words for each in documents), "<i4")
        lengths = np.fromiter((len(each.impacts) for each in documents), np.int64, self.size)
        self._sort(words, np.frombuffer(b"".join(each.impacts for each in documents), np.uint8), lengths)

    def _sort(self, words: Numbers, impacts: Impacts, lengths: NDArray[np.int64]) -> None:
        """From words by document to documents by word, in two passes of a radix sort."""
        order = np.argsort((words & 0xFFFF).astype(np.uint16), kind="stable")
        high = (words >> LOW_BITS).astype(np.uint16)
        if len(high) and high.max() > 0:
            order = order[np.argsort(high[order], kind="stable")]
        counts = np.bincount(words) if len(words) else np.zeros(0, np.int64)
        self._starts = np.concatenate(([0], np.cumsum(counts)))
        self._documents: Numbers = np.repeat(np.arange(self.size, dtype=np.int32), lengths)[order]
        self._impacts: Impacts = impacts[order]

    @property
    def word_count(self) -> int:
        """Numbers of words are below this."""
        return len(self._starts) - 1

    def uses(self, alive: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many of the living documents have each word, by its number."""
        counts = np.diff(self._starts)
        if not alive.all():
            dead = np.flatnonzero(~alive[self._documents])
            words = np.searchsorted(self._starts, dead, side="right") - 1
            counts = counts - np.bincount(words, minlength=self.word_count)
        return counts

    @cached_property
    def by_name(self) -> tuple[NDArray[np.int64], list[tuple[str, int]]]:
        """The documents in the order of their names, equals by key; and these names with keys."""
        listed = sorted(zip(self.names, self.keys.tolist(), range(self.size), strict=True))
        order = np.fromiter((at for _, _, at in listed), np.int64, self.size)
        return order, [(name, key) for name, key, _ in listed]

    def of(self, word: int) -> tuple[Numbers, Impacts]:
        """The documents that have a word, ascending, and its weight in each."""
        if word >= self.word_count:
            return self._documents[:0], self._impacts[:0]
        start, end = self._starts[word], self._starts[word + 1]
        return self._documents[start:end], self._impacts[start:end]

    @property
    def bytes(self) -> int:
        """Size of the arrays in memory."""
        arrays = (self.keys, self.columns, self._starts, self._documents, self._impacts)
        return sum(array.nbytes for array in arrays)
