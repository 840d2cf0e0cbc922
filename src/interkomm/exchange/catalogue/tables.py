"""Cases as tables: one row a case, and what there are several of (partners, events, effects …) in sheets of their own."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from interkomm.calc.cases import CaseRecord, Item, in_language
from interkomm.catalogue.cases.wording import EVENT_ROLES
from interkomm.catalogue.vocabulary.terms import label
from interkomm.exchange.catalogue.content import PublicCase
from interkomm.foundation.documents.licence import LICENCE_NAME
from interkomm.foundation.documents.spreadsheets import Sheet

COLUMNS = (
    *(
        "name",
        "kurzbeschreibung",
        "stand",
        "themen",
        "aufgaben",
        "sektor",
        "rechtsform",
        "beginn",
        "staaten",
        "laender",
    ),
    *("partner_zahl", "partner", "partner_schluessel", "einwohner", "breite", "laenge", "wirkungen", "scheitern"),
    *(
        "vollstaendig_prozent",
        "unbekannt",
        "nachweislich_keine",
        "quellen",
        "adresse",
        "fassung",
        "geaendert",
        "lizenz",
    ),
)
SEPARATOR = " | "
Cells = tuple[Any, ...]


def case_rows(cases: Iterable[PublicCase]) -> Iterator[Cells]:
    """One row a case, cells as in `COLUMNS`."""
    return (_row(case, case.record) for case in cases)


def _row(case: PublicCase, record: CaseRecord) -> Cells:
    partners = record.items("partners")
    founded = sorted(str(event.date) for event in record.items("events") if event.date)
    return (
        record.title(),
        _texts(record, "summary"),
        _labels(record, "status", "status"),
        _labels(record, "themes", "theme"),
        _labels(record, "task_areas", "task"),
        _labels(record, "sector", "sector"),
        _labels(record, "legal_form", "legal_form"),
        founded[0] if founded else "",
        _labels(record, "countries", "country"),
        _labels(record, "states", "state"),
        len(partners) or "",
        SEPARATOR.join(partner.name for partner in partners),
        SEPARATOR.join(partner.official_key for partner in partners if partner.official_key),
        case.population or "",
        "" if case.lat is None else round(case.lat, 6),
        "" if case.lon is None else round(case.lon, 6),
        SEPARATOR.join(in_language(effect.quantity, "de") for effect in record.items("effects")),
        _texts(record, "failures"),
        case.completeness,
        SEPARATOR.join(record.unknown()),
        SEPARATOR.join(code for code, entry in record.entries.items() if entry.state == "none"),
        SEPARATOR.join(source.url or source.title for source in record.sources),
        case.url,
        case.revision,
        case.changed_at.date().isoformat(),
        LICENCE_NAME,
    )


def _labels(record: CaseRecord, code: str, vocabulary: str) -> str:
    return SEPARATOR.join(label(vocabulary, item.code, item.written) for item in record.items(code))


def _texts(record: CaseRecord, code: str) -> str:
    return "\n".join(in_language(item.words, "de") for item in record.items(code))


def _evidence(record: CaseRecord, item: Item) -> str:
    found = [record.source(each.source) for each in item.evidence]
    return SEPARATOR.join(source.url or source.title for source in found if source)


def _partner(record: CaseRecord, item: Any) -> Cells:
    return (
        item.name, item.written_as, item.official_key, item.code, item.country, label("partner_role", item.role),
        label("partner_kind", item.kind), str(item.joined or ""), str(item.left or ""), SEPARATOR.join(item.units),
    )  # fmt: skip


def _event(record: CaseRecord, item: Any) -> Cells:
    return (
        label("event", item.kind), str(item.date or ""), item.date.precision if item.date else "",
        in_language(item.title, "de"), item.place, SEPARATOR.join(item.partners), str(EVENT_ROLES.get(item.role, "")),
    )  # fmt: skip


def _effect(record: CaseRecord, item: Any) -> Cells:
    return (
        in_language(item.quantity, "de"), item.before, item.after, item.change, item.unit, item.period, item.direction,
        in_language(item.method, "de"),
    )  # fmt: skip


def _amount(record: CaseRecord, item: Any) -> Cells:
    return (label("amount", item.kind), in_language(item.label, "de"), item.value, item.unit, item.period)


_AMOUNT = ("art", "bezeichnung", "wert", "einheit", "zeitraum")
_PARTNER = ("name", "geschrieben", "ags", "nuts_lau", "staat", "rolle", "art", "seit", "bis", "stellen")
_EFFECT = ("groesse", "vorher", "nachher", "aenderung", "einheit", "zeitraum", "richtung", "methode")
_PARTS: tuple[tuple[str, str, tuple[str, ...], Callable[[CaseRecord, Any], Cells]], ...] = (
    ("Partner", "partners", _PARTNER, _partner),
    ("Ereignisse", "events", ("art", "datum", "genauigkeit", "titel", "ort", "partner", "rolle"), _event),
    ("Wirkungen", "effects", _EFFECT, _effect),
    ("Kosten", "costs", _AMOUNT, _amount),
    ("Personal", "staffing", _AMOUNT, _amount),
)
Held = list[tuple[PublicCase, CaseRecord]]
MAX_SHEET_CASES = 20_000  # a workbook of more is larger than spreadsheet programs open


def _part_rows(held: Held, code: str, cells: Callable[[CaseRecord, Any], Cells]) -> Iterator[Cells]:
    for case, record in held:
        for item in record.items(code):
            yield (case.slug, *cells(record, item), _evidence(record, item), item.note)


def sheets(cases: Iterable[PublicCase]) -> list[Sheet]:
    """The sheets of a workbook: cases, their parts, sources, licence. Records are held in memory once."""
    held = [(case, case.record) for case in cases]
    found = [Sheet("Fälle", COLUMNS, (_row(case, record) for case, record in held), widths=((1, 60), (11, 40)))]
    for name, code, columns, cells in _PARTS:
        found.append(Sheet(name, ("fall", *columns, "beleg", "bemerkung"), _part_rows(held, code, cells)))
    sources = (
        (case.slug, each.key, each.title, each.publisher, each.url, each.retrieved_on, each.licence)
        for case, record in held
        for each in record.sources
    )
    columns = ("fall", "kürzel", "titel", "herausgeber", "adresse", "abgerufen", "lizenz")
    found.append(Sheet("Quellen", columns, sources, widths=((2, 50), (4, 50))))
    return found
