"""Tables as CSV and XLSX: written in portions, and harmless where a text looks like a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # some programs take the wide ones for the narrow
PORTION = 60_000  # characters
USUAL_WIDTH = 18
LONGEST_CELL = 32_767  # characters (ECMA-376)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. `widths`: characters by column number where the usual 18 do not do."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[tuple[int, int]] = ()


def harmless(value: Any) -> Any:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _fitting(value: Any) -> Any:
    """A longer text would be left out of the workbook without a word."""
    return f"{value[: LONGEST_CELL - 1]}…" if isinstance(value, str) and len(value) > LONGEST_CELL else value


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """UTF-8 with semicolons and a byte order mark, as German spreadsheet programs expect; portions of about 60 kB."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    yield b"\xef\xbb\xbf"
    for row in rows:
        writer.writerow([harmless(value) for value in row])
        if buffer.tell() > PORTION:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """A workbook: headers frozen, filter on, texts never as formulas or links. Rows are written as they come."""
    import xlsxwriter  # costs memory that only a process which makes workbooks shall spend

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"constant_memory": True, "in_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for each in sheets:
        sheet = book.add_worksheet(each.name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(each.columns) - 1, USUAL_WIDTH, wrap)
        for number, width in each.widths:
            sheet.set_column(number, number, width, wrap)
        sheet.write_row(0, 0, each.columns, bold)
        last = 0
        for last, row in enumerate(each.rows, start=1):
            sheet.write_row(last, 0, [_fitting(value) for value in row])
        sheet.autofilter(0, 0, last, len(each.columns) - 1)
    book.close()
    return buffer.getvalue()
