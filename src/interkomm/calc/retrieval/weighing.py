"""How much a word says about a document: BM25F, worked out once per document and kept in one byte.

Source: Robertson, Zaragoza, Taylor: Simple BM25 Extension to Multiple Weighted Fields (CIKM 2004). The usual length of a
field is a constant of the field instead of a mean of the collection, so that the weights of a document never change
because of others.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SATURATION = 2.5
LENGTH_SHARE = 0.5
HIGHEST = 255


@dataclass(frozen=True, slots=True)
class FieldText:
    """The stems of one field of a document. `weight`: what one use counts; `usual_length`: stems in such a field."""

    stems: Sequence[str]
    weight: float
    usual_length: int


def impacts(fields: Iterable[FieldText]) -> dict[str, int]:
    """The weight of every stem in the document, 1 to 255."""
    uses: dict[str, float] = defaultdict(float)
    for field in fields:
        length = 1 - LENGTH_SHARE + LENGTH_SHARE * len(field.stems) / field.usual_length
        one = field.weight / max(1.0, length)
        for stem in field.stems:
            uses[stem] += one
    return {stem: max(1, round(HIGHEST * use / (SATURATION + use))) for stem, use in uses.items()}
