"""Sets of documents as bits: fast to combine and to count."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]  # document n is bit n % 64 of element n // 64
Mask = NDArray[np.bool_]


def bits_of(mask: Mask) -> Bits:
    """The set of the documents for which the mask is true."""
    padded = np.zeros(-(-len(mask) // 64) * 64, np.bool_)
    padded[: len(mask)] = mask
    return np.packbits(padded, bitorder="little").view(np.uint64)


def mask_of(bits: Bits, size: int) -> Mask:
    """The mask of a set of `size` documents."""
    return np.unpackbits(bits.view(np.uint8), bitorder="little", count=size).view(np.bool_)


def count(bits: Bits) -> int:
    """How many documents are in the set."""
    return int(np.bitwise_count(bits).sum())


def any_of(rows: Iterable[Bits], empty: Bits) -> Bits:
    """The documents that are in one of the sets."""
    found = np.zeros_like(empty)
    for row in rows:
        found |= row
    return found
