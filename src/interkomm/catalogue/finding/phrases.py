"""Quoted words: documents that have them all, then only those in which they stand beside each other."""

import zlib

import numpy as np

from interkomm.calc.retrieval.asking import Asked, folded_line
from interkomm.calc.retrieval.bits import bits_of, mask_of
from interkomm.calc.retrieval.evaluating import Scored
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.finding.snapshot import Snapshot

MOST = 300  # so many documents are read; with more hits than that, having all the words is enough


def passages_of(text: bytes | memoryview) -> list[str]:
    """What may be shown of a case as an excerpt. `text`: as `CaseIndex.text` holds it."""
    return zlib.decompress(text).decode().split("\n")


def checked(known: Snapshot, scored: Scored, asked: Asked) -> Scored:
    """Without the documents that have the quoted words, but not beside each other; as it was when none would be left."""
    if not any(" " in phrase.strip() for phrase in asked.phrases):
        return scored
    hits = np.flatnonzero(mask_of(scored.bits, known.documents.size))
    if not 0 < len(hits) <= MOST:
        return scored
    with_phrase = _with(asked.phrases, [int(key) for key in known.documents.keys[hits]])
    kept = np.zeros(known.documents.size, np.bool_)
    kept[hits] = np.isin(known.documents.keys[hits], with_phrase)
    return Scored(bits_of(kept), scored.scores, scored.is_partial, scored.missing) if kept.any() else scored


def _with(phrases: tuple[str, ...], keys: list[int]) -> list[int]:
    """Of these cases those whose name, summary or passages have all phrases. One query."""
    found = []
    for case in (
        Case.objects.filter(pk__in=keys).select_related("search_row").only("name", "summary", "search_row__text")
    ):
        text = "".join(folded_line(part) for part in (case.name, case.summary, *passages_of(case.search_row.text)))
        if all(phrase in text for phrase in phrases):
            found.append(case.pk)
    return found
