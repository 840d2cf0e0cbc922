"""What must hold for every shipped case beyond its form: facts have evidence, sources are complete, places are right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interkomm.calc.cases import CaseRecord
from interkomm.calc.cases.codes import FIELDS
from interkomm.calc.cases.dates import PartialDate
from interkomm.calc.cases.items import Evidence
from interkomm.catalogue.collection.files import ShippedCase
from interkomm.catalogue.vocabulary.terms import COUNTRY, PARTNER_KIND, PARTNER_ROLE, STATE, STATE_OF_AGS, VOCABULARIES
from interkomm.places.areas.folding import fold
from interkomm.places.areas.gv100ad import RecordType, short_name
from interkomm.places.areas.layer import read_register

SOURCE_KINDS = frozenset({"web", "document", "law", "press", "register", "book"})
LONGEST_QUOTE = 20  # words; longer quotations are not ours to ship
NEEDED = ("summary", "themes", "countries", "partners", "legal_form")


@dataclass(frozen=True, slots=True)
class Fault:
    """`slug`: the case; `problem`: what is wrong with it, in English, for whoever writes the file."""

    slug: str
    problem: str


def faults(shipped: Sequence[ShippedCase]) -> list[Fault]:
    """All faults of the collection, none when it may be shipped. Reads the shipped register of municipalities."""
    found = [Fault(each.slug, problem) for each in shipped for problem in _of_case(each.record)]
    slugs = {each.slug for each in shipped}
    for each in shipped:
        parts = [part.slug for part in each.record.items("parts") if part.slug]
        found += [
            Fault(each.slug, f"its part {slug!r} is not in the collection") for slug in parts if slug not in slugs
        ]
    return found + list(_twins(shipped))


def _of_case(record: CaseRecord) -> Iterator[str]:
    yield from (f"the field {code!r} is missing" for code in NEEDED if not record.items(code))
    yield from _languages(record)
    yield from _sources(record)
    yield from _evidence(record)
    yield from _codes(record)
    yield from _places(record)
    yield from _dates(record)
    yield from _names(record)


def _languages(record: CaseRecord) -> Iterator[str]:
    texts = [record.name, *(text.words for text in record.items("summary"))]
    if any(not words.get(language) for words in texts for language in ("de", "en")):
        yield "name and summary must be there in German and English"


def _sources(record: CaseRecord) -> Iterator[str]:
    if not record.sources:
        yield "it has no source"
    for source in record.sources:
        if not (source.title and source.retrieved_on and source.kind in SOURCE_KINDS):
            yield f"the source {source.key!r} needs a title, a kind and the day it was retrieved"
        if not (source.url or source.publisher):
            yield f"the source {source.key!r} needs an address or a publisher"
    used = {each.source for _, evidence in _evidenced(record) for each in evidence}
    yield from (f"the source {key!r} is not used" for key in {source.key for source in record.sources} - used)


def _evidence(record: CaseRecord) -> Iterator[str]:
    for code, evidence in _evidenced(record):
        if not evidence:
            yield f"an item of {code!r} has no evidence"
        if any(len(each.quote.split()) >= LONGEST_QUOTE for each in evidence):
            yield f"a quotation in {code!r} is too long"


def _evidenced(record: CaseRecord) -> Iterator[tuple[str, Sequence[Evidence]]]:
    for code, entry in record.entries.items():
        yield from ((code, item.evidence) for item in entry.items)
        if not entry.items:
            yield code, entry.evidence


def _codes(record: CaseRecord) -> Iterator[str]:
    for code, field in FIELDS.items():
        if not field.vocabulary or code == "parts":
            continue
        known = VOCABULARIES[field.vocabulary]
        for item in record.items(code):
            written = getattr(item, "code", None) or getattr(item, "kind", None)
            if written not in known:
                yield f"{written!r} in {code!r} is no term of {field.vocabulary!r}"


def _places(record: CaseRecord) -> Iterator[str]:
    countries, states = _chosen(record, "countries"), _chosen(record, "states")
    for partner in record.items("partners"):
        if partner.country not in COUNTRY or partner.role not in PARTNER_ROLE or partner.kind not in PARTNER_KIND:
            yield f"{partner.name}: unknown country, role or kind"
        if partner.country not in countries:
            yield f"{partner.name} lies in {partner.country}, which is not among the countries"
        if partner.official_key:
            yield from _german_place(partner.name, partner.official_key, states)
    for code in states:
        if code not in STATE or code[:2] not in countries:
            yield f"the state {code!r} does not fit the countries"


def _german_place(name: str, key: str, states: frozenset[str]) -> Iterator[str]:
    official = register_names().get(key)
    if official is None:
        yield f"{name}: the key {key} is not in the register"
    elif fold(name) not in official:
        yield f"{name}: the key {key} belongs to {' / '.join(sorted(official))}"
    if STATE_OF_AGS.get(key[:2]) not in states:
        yield f"{name}: its state {STATE_OF_AGS.get(key[:2])} is not among the states"


def _dates(record: CaseRecord) -> Iterator[str]:
    spans: Iterable[tuple[str, PartialDate | None, PartialDate | None]] = [
        *((partner.name, partner.joined, partner.left) for partner in record.items("partners")),
        *((phase.code, phase.since, phase.until) for phase in record.items("legal_form")),
        *((agreement.code, agreement.signed, agreement.effective) for agreement in record.items("agreements")),
    ]
    for what, first, last in spans:
        if first and last and first.first_day > last.last_day:
            yield f"{what}: ends ({last}) before it begins ({first})"
    retrieved = max((source.retrieved_on for source in record.sources), default="")
    for event in record.items("events"):
        if event.date and event.date.first_day.isoformat() > retrieved:
            yield f"the event of {event.date} is later than its sources"


def _names(record: CaseRecord) -> Iterator[str]:
    partners = [partner.name for partner in record.items("partners")]
    yield from (f"{name} is a partner twice" for name in {name for name in partners if partners.count(name) > 1})
    for item in (*record.items("events"), *record.items("parts")):
        yield from (f"{name} is named but no partner" for name in item.partners if name not in partners)


def _twins(shipped: Sequence[ShippedCase]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for each in shipped:
        for name in {fold(words) for words in (*each.record.name.values(), *each.record.other_names)}:
            if seen.setdefault(name, each.slug) != each.slug:
                yield Fault(each.slug, f"has the same name as {seen[name]!r}")


def _chosen(record: CaseRecord, code: str) -> frozenset[str]:
    return frozenset(item.code for item in record.items(code))


@lru_cache(maxsize=1)
def register_names() -> Mapping[str, frozenset[str]]:
    """Folded official names (in full and short) by key of the municipality or district, from the shipped register."""
    found: dict[str, frozenset[str]] = {}
    for record in read_register().register.records:
        if record.type in (RecordType.MUNICIPALITY, RecordType.DISTRICT):
            name = short_name(record.official_name)
            written = {record.name, record.official_name, name, f"Landkreis {name}", f"Kreis {name}"}
            found[record.official_key] = frozenset(fold(each) for each in written)
    return found
