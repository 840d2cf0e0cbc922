"""Counting the public cases by two facets, over the snapshot of the search: no query of its own."""

from collections.abc import Mapping

import numpy as np

from interkomm.calc.crosstable import CrossTable, Dimension, cross, without_empty
from interkomm.catalogue.finding import snapshot
from interkomm.catalogue.finding.address import Search, codes_of
from interkomm.catalogue.finding.engine import Query, all_keys
from interkomm.catalogue.similarity.columns import code_masks

DIMENSIONS = (
    "theme", "task", "legal_form", "size_class", "start", "state", "country", "status", "extent", "partners", "effects",
    "failed", "sector",
)  # fmt: skip
SINGLE = frozenset(("size_class", "start", "partners", "effects", "failed"))


def count(rows: str, columns: str, search: Search) -> tuple[CrossTable, Mapping[str, bool]]:
    """The table of the cases that the search finds, and which of the two facets has cases with several codes."""
    documents = snapshot.current().documents
    chosen = documents.alive
    if search.chosen or search.words:
        keys = all_keys(Query(words=search.words, chosen=search.chosen))
        chosen = chosen & np.isin(documents.keys, keys)
    dimensions = {}
    for facet in {rows, columns}:
        masks = code_masks(documents, facet)
        none = np.zeros(documents.size, bool)
        stacked = [masks.get(code, none) for code in codes_of(facet)]
        dimensions[facet] = Dimension(codes_of(facet), np.column_stack(stacked))
    several = {facet: Dimension(each.codes, each.has[chosen]).has_several for facet, each in dimensions.items()}
    return without_empty(cross(dimensions[rows], dimensions[columns], chosen)), several
