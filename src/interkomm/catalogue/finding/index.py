"""Keeping the rows that the search reads: written in the transaction that releases or hides a case, or made anew."""

import struct
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
from django.db import transaction
from django.db.models import F, Q

from interkomm.calc.cases import CaseRecord, from_json
from interkomm.calc.retrieval.segment import COLUMNS
from interkomm.calc.words import fold
from interkomm.catalogue.cases.models import TOPIC, Case
from interkomm.catalogue.finding.models import FORMAT, CaseIndex, CaseWord
from interkomm.catalogue.finding.words import Forms, Surroundings, passages, weights_of
from interkomm.foundation.topics.models import TopicVersion
from interkomm.foundation.topics.services import bump
from interkomm.places.areas.models import Area, Succession

_COLUMNS = struct.Struct("<ffhhBq")
assert _COLUMNS.size == COLUMNS.itemsize
PORTION = 500
MOST_AT_ONCE = 5000  # parameters of one statement
FIELDS = ("version", "format", "is_public", "name", "columns", "words", "impacts", "text")


def write(case_ids: Collection[int]) -> None:
    """Bring the rows of these cases up to date, in the running transaction."""
    with transaction.atomic():
        version = _next_version()
        cases = Case.objects.filter(pk__in=case_ids).select_related("released").prefetch_related("terms")
        public = {case.pk: from_json(case.released.content) for case in cases if case.is_public and case.released}
        rows = _rows([case for case in cases if case.pk in public], public, version)
        CaseIndex.objects.bulk_create(
            rows, PORTION, update_conflicts=True, unique_fields=["case"], update_fields=list(FIELDS)
        )
        gone = set(case_ids) - set(public)
        if gone:
            CaseIndex.objects.filter(pk__in=gone).update(is_public=False, version=version)


def rebuild(*, only_missing: bool = False) -> int:
    """Make the rows anew, in small transactions; returns how many cases were read. Searches go on meanwhile."""
    cases = (
        Case.objects.filter(_in_need())
        if only_missing
        else Case.objects.filter(_public() | Q(search_row__isnull=False))
    )
    ids = list(cases.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), PORTION):
        write(ids[start : start + PORTION])
    return len(ids)


def _public() -> Q:
    return Q(released__isnull=False, is_withdrawn=False)


def _in_need() -> Q:
    """Public without a row of the present format, or hidden with one that says public."""
    has_none = Q(search_row__isnull=True) | Q(search_row__is_public=False) | ~Q(search_row__format=FORMAT)
    return (_public() & has_none) | (~_public() & Q(search_row__is_public=True))


def _next_version() -> int:
    """A version of the topic that no other transaction can get: whoever bumps next waits for our commit."""
    bump(TOPIC)
    return TopicVersion.objects.values_list("version", flat=True).get(topic=TOPIC)


def _rows(cases: Sequence[Case], records: Mapping[int, CaseRecord], version: int) -> list[CaseIndex]:
    forms, around = Forms(), surroundings(records.values())
    weights = [
        weights_of(case, records[case.pk], [(term.vocabulary, term.code) for term in case.terms.all()], around, forms)
        for case in cases
    ]
    numbers = _numbers({stem for each in weights for stem in each}, forms.by_stem)
    return [_row(case, records[case.pk], each, numbers, version) for case, each in zip(cases, weights, strict=True)]


def _row(
    case: Case, record: CaseRecord, weights: Mapping[str, int], numbers: Mapping[str, int], version: int
) -> CaseIndex:
    size = len(weights)
    return CaseIndex(
        case=case,
        version=version,
        format=FORMAT,
        is_public=True,
        name=fold(case.name)[:300],
        columns=columns_of(case),
        words=np.fromiter((numbers[stem] for stem in weights), "<i4", size).tobytes(),
        impacts=bytes(weights.values()),
        text=zlib.compress(passages(record).encode(), 6),
    )


def columns_of(case: Case) -> bytes:
    """The columns of a case as `calc.retrieval.segment.COLUMNS`."""
    return _COLUMNS.pack(
        float("nan") if case.lat is None else case.lat,
        float("nan") if case.lon is None else case.lon,
        case.start_year or 0,
        min(case.partner_count or 0, 32_000),
        case.completeness,
        int(case.changed_at.timestamp()),
    )


def _numbers(stems: Collection[str], forms: Mapping[str, str]) -> dict[str, int]:
    """The numbers of words, given to new ones now. In the order of the words, so that nobody waits in a circle."""
    known = _known(stems)
    new = sorted(set(stems) - set(known))
    if new:
        words = [CaseWord(stem=stem, form=forms.get(stem, "")) for stem in new]
        CaseWord.objects.bulk_create(words, MOST_AT_ONCE, ignore_conflicts=True)
        known |= _known(new)
    return known


def _known(stems: Iterable[str]) -> dict[str, int]:
    listed = list(stems)
    found: dict[str, int] = {}
    for start in range(0, len(listed), MOST_AT_ONCE):
        words = CaseWord.objects.filter(stem__in=listed[start : start + MOST_AT_ONCE])
        found |= dict(words.values_list("stem", "pk"))
    return found


def surroundings(records: Iterable[CaseRecord]) -> Surroundings:
    """Districts and predecessors of all partners, in two queries."""
    keys = {partner.official_key for record in records for partner in record.items("partners") if partner.official_key}
    names: dict[str, tuple[str, ...]] = {}
    for key, name in _near(keys):
        names[key] = (*names.get(key, ()), name)
    return Surroundings(names)


def _near(keys: Collection[str]) -> Iterator[tuple[str, str]]:
    areas = Area.objects.filter(official_key__in=keys, parent__level="district")
    for key, name, parent, kind in areas.values_list("official_key", "name", "parent__name", "parent__kind").distinct():
        if parent != name:
            yield key, f"{kind} {parent}"
    former = Succession.objects.filter(successor__official_key__in=keys).exclude(predecessor__name=F("successor__name"))
    yield from former.order_by("pk").values_list("successor__official_key", "predecessor__name")
