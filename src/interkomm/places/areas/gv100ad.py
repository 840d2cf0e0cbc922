"""Read the official register of municipalities (GV100AD, Statistisches Bundesamt), a file of fixed-width lines.

Pure: text in, frozen records out. A line has 220 characters; some editions are a few characters longer where
combining letters were decomposed, so only the left part is read. Record types: 10 state, 20 administrative region,
30 planning region, 40 district, 50 association, 60 municipality. Areas are hectares, populations are persons.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

LINE_LENGTH = 220
SOURCE = "Statistisches Bundesamt, Gemeindeverzeichnis GV100AD"
LICENCE = "dl-de/by-2-0"

# Key of the text marks (columns 123-124) as published with the register.
KIND_NAMES = {
    41: "Kreisfreie Stadt",
    42: "Stadtkreis",
    43: "Kreis",
    44: "Landkreis",
    45: "Regionalverband",
    50: "Verbandsfreie Gemeinde",
    51: "Amt",
    52: "Samtgemeinde",
    53: "Verbandsgemeinde",
    54: "Verwaltungsgemeinschaft",
    55: "Kirchspielslandgemeinde",
    56: "Verwaltungsverband",
    58: "Erfüllende Gemeinde",
    60: "Markt",
    61: "Kreisfreie Stadt",
    62: "Stadtkreis",
    63: "Stadt",
    64: "Gemeinde",
    65: "Gemeindefreies Gebiet (bewohnt)",
    66: "Gemeindefreies Gebiet",
    67: "Große Kreisstadt",
}
UNINCORPORATED = frozenset({65, 66})


class RecordType(IntEnum):
    """The record types that we keep."""

    STATE = 10
    DISTRICT = 40
    ASSOCIATION = 50
    MUNICIPALITY = 60


class RegisterError(ValueError):
    """The text is not a readable register; `line` is the 1-based number of the first bad line (0: whole file)."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Record:
    """One line. `official_key` is the AGS (2, 5 or 8 digits), for associations the first 9 digits of the ARS."""

    type: RecordType
    official_key: str
    regional_key: str
    name: str
    official_name: str
    kind_code: int | None
    kind: str
    seat: str
    area_ha: int | None
    population: int | None
    postcode: str

    @property
    def is_unincorporated(self) -> bool:
        """Whether nobody governs it: gemeindefreies Gebiet."""
        return self.kind_code in UNINCORPORATED


@dataclass(frozen=True, slots=True)
class Register:
    """All kept records of one edition, in the order of the file."""

    as_of: date
    records: tuple[Record, ...]

    def of_type(self, record_type: RecordType) -> list[Record]:
        """The records of one type."""
        return [record for record in self.records if record.type == record_type]


def parse(text: str | Iterable[str]) -> Register:
    """Parse a whole register. Raises `RegisterError` for damaged, empty or mixed input."""
    lines = text.splitlines() if isinstance(text, str) else text
    dates: set[date] = set()
    records: list[Record] = []
    seen: set[tuple[RecordType, str]] = set()
    for number, line in _meaningful(lines):
        dates.add(_date(line, number))
        record = _record(line, number)
        if record is None:
            continue
        if (record.type, record.official_key) in seen:
            raise RegisterError("duplicate", number)
        seen.add((record.type, record.official_key))
        records.append(record)
    if not any(record.type == RecordType.MUNICIPALITY for record in records):
        raise RegisterError("empty")
    if len(dates) != 1:
        raise RegisterError("mixed-dates")
    return Register(as_of=dates.pop(), records=tuple(records))


def short_name(official_name: str) -> str:
    """The name without its designation: "Oschatz, Stadt" → "Oschatz"."""
    return official_name.split(",")[0].strip()


def _meaningful(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n").lstrip("\ufeff")
        if not line.strip():
            continue
        if len(line) < LINE_LENGTH and len(line.rstrip()) < 22:
            raise RegisterError("short-line", number)
        yield number, line


def _date(line: str, number: int) -> date:
    try:
        return date(int(line[2:6]), int(line[6:8]), int(line[8:10]))
    except ValueError as error:
        raise RegisterError("date", number) from error


def _record(line: str, number: int) -> Record | None:
    if not line[:2].isdigit():
        raise RegisterError("type", number)
    code = int(line[:2])
    if code not in (10, 20, 30, 40, 50, 60):
        raise RegisterError("type", number)
    if code in (20, 30):
        return None
    record_type = RecordType(code)
    official_key, regional_key = _keys(record_type, line, number)
    official_name = line[22:72].strip()
    if not official_name:
        raise RegisterError("name", number)
    is_municipality = record_type == RecordType.MUNICIPALITY
    kind_code = _number(line[122:124], number)
    return Record(
        type=record_type,
        official_key=official_key,
        regional_key=regional_key,
        name=short_name(official_name) if is_municipality or record_type == RecordType.DISTRICT else official_name,
        official_name=official_name,
        kind_code=kind_code,
        kind=KIND_NAMES.get(kind_code or 0, "Land" if record_type == RecordType.STATE else ""),
        seat=line[72:122].strip(),
        area_ha=_number(line[128:139], number) if is_municipality else None,
        population=_number(line[139:150], number) if is_municipality else None,
        postcode=line[165:170].strip() if is_municipality else "",
    )


def _keys(record_type: RecordType, line: str, number: int) -> tuple[str, str]:
    """(AGS or association key, ARS) from columns 11-22."""
    lengths = {RecordType.STATE: 2, RecordType.DISTRICT: 5, RecordType.MUNICIPALITY: 8}
    if record_type == RecordType.ASSOCIATION:
        official = regional = line[10:15] + line[18:22]
        expected = 9
    else:
        expected = lengths[record_type]
        official = line[10 : 10 + expected]
        is_municipality = record_type == RecordType.MUNICIPALITY
        regional = line[10:15] + line[18:22] + line[15:18] if is_municipality else official
    if not (official.isascii() and official.isdigit() and len(official) == expected and regional.isdigit()):
        raise RegisterError("key", number)
    return official, regional


def _number(cell: str, number: int) -> int | None:
    text = cell.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise RegisterError("number", number)
    return int(text)
