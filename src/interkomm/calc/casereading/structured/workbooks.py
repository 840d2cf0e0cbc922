"""XLSX and ODS. Everything that could harm is looked at before the library opens the file.

The library makes a dense grid of every sheet: one cell in the last corner would cost gigabytes, so the reach of the
cells is measured first. Sizes in the directory of a ZIP file may lie, so the parts are unpacked once with a limit.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from xml.parsers import expat

from python_calamine import load_workbook

from interkomm.calc.casereading.structured.raw import MOST_COLUMNS, Row, Sheet, Unreadable, Value, cell, require_size
from interkomm.calc.cases import PartialDate

MOST_UNPACKED = 80 * 1024 * 1024
MOST_PARTS = 2_000
MOST_SHEETS = 30
MOST_CELLS = 3_000_000
_ENCRYPTED = 0x1
_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_LIBRARY_FAULT = "PanicException"  # what the library raises beside its own errors; not an Exception


def is_workbook(content: bytes) -> str:
    """ "table_xlsx", "table_ods" or "" by the directory of the ZIP file."""
    if not content.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "table_xlsx" if b"xl/" in content[:4000] else ""
    if "xl/workbook.xml" in names:
        return "table_xlsx"
    return "table_ods" if "content.xml" in names and _mimetype(content) else ""


def _mimetype(content: bytes) -> bool:
    return b"opendocument.spreadsheet" in content[:200]


def read_workbook(content: bytes) -> list[Sheet]:
    """The sheets that have a header and a row. Raises Unreadable(bomb, password, damaged, too_many_…, empty)."""
    _check(content)
    try:
        book = load_workbook(io.BytesIO(content))
        names = book.sheet_names[:MOST_SHEETS]
        grids = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == _LIBRARY_FAULT:
            raise Unreadable("damaged") from error
        raise
    found = [sheet for name, grid in grids if (sheet := _sheet(name, grid)) is not None]
    if not found:
        raise Unreadable("empty")
    return found


def _sheet(name: str, grid: Sequence[Sequence[object]]) -> Sheet | None:
    """The first row with at least two filled cells is the header; what stands above is a title."""
    head = next((at for at, row in enumerate(grid) if sum(1 for each in row if each not in ("", None)) > 1), None)
    if head is None:
        return None
    columns = tuple(cell(_words(each)) for each in grid[head])
    while columns and not columns[-1]:
        columns = columns[:-1]
    require_size(len(grid) - head, len(columns))
    rows = []
    for number, row in enumerate(grid[head + 1 :], start=head + 2):
        cells = {at: (value,) for at, each in enumerate(row[: len(columns)]) if (value := _value(each)).text}
        if cells:
            rows.append(Row(number, cells))
    return Sheet(cell(name), columns, tuple(rows)) if rows else None


def _words(each: object) -> str:
    if each is None or isinstance(each, bool):
        return "" if each is None else "ja" if each else "nein"
    if isinstance(each, float) and each.is_integer():
        return str(int(each))
    return str(each)


def _value(each: object) -> Value:
    if isinstance(each, (date, datetime)):
        return Value(each.strftime("%d.%m.%Y"), date=PartialDate(each.year, each.month, each.day))
    number = float(each) if isinstance(each, (int, float)) and not isinstance(each, bool) else None
    return Value(cell(_words(each)), number=number)


def _check(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable("bomb", limit_mb=MOST_UNPACKED // 2**20)
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise Unreadable("password")
            left = MOST_UNPACKED
            for part in parts:
                with package.open(part) as stream:
                    unpacked = stream.read(left + 1)
                left -= len(unpacked)
                if left < 0:
                    raise Unreadable("bomb", limit_mb=MOST_UNPACKED // 2**20)
                if part.filename.endswith((".xml", ".rels")):
                    _measure(unpacked)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError) as error:
        raise Unreadable("damaged") from error


def _measure(xml: bytes) -> None:
    """Refuse own entities, and sheets whose cells reach too far. Raises Unreadable(damaged, bomb, too_many_columns)."""
    reach = _Reach()
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = reach.on_entity
    parser.StartElementHandler = reach.on_start
    parser.EndElementHandler = reach.on_end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Unreadable("damaged") from error


class _Reach:
    """Follows the elements of a sheet, XLSX by references ("C12"), ODS by counting repetitions of filled cells."""

    def __init__(self) -> None:
        self.lines = self.wide = self.depth = 0
        self.column = self.filled = self.repeat = 0

    def on_entity(self, *_: object) -> None:
        raise Unreadable("damaged")

    def on_start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > 200:
            raise Unreadable("damaged")
        if tag == "c" and (found := _REFERENCE.fullmatch(attributes.get("r", ""))):
            self.wide = max(self.wide, _column_number(found[1]))
            self.lines = max(self.lines, int(found[2]))
        elif tag == "row":
            self.lines = max(self.lines, _count(attributes.get("r", "0")))
        elif tag == "table:table":
            self.lines = self.wide = 0
        elif tag == "table:table-row":
            self.column = self.filled = 0
            self.repeat = _count(attributes.get("table:number-rows-repeated", "1"))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.column += _count(attributes.get("table:number-columns-repeated", "1"))
            if any(name.startswith("office:") for name in attributes):
                self.filled = self.column
        if self.lines * max(self.wide, 1) > MOST_CELLS:
            raise Unreadable("bomb", limit_mb=MOST_UNPACKED // 2**20)

    def on_end(self, tag: str) -> None:
        self.depth -= 1
        if tag == "table:table-row" and self.filled:
            self.lines += self.repeat
            self.wide = max(self.wide, self.filled)
            if self.wide > 4 * MOST_COLUMNS:
                raise Unreadable("too_many_columns", columns=self.wide, limit=MOST_COLUMNS)


def _count(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _column_number(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number
