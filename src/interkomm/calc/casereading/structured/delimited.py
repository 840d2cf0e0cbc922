"""CSV and its relatives: comma, semicolon or tabulator; quotation marks as RFC 4180 has them."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from interkomm.calc.casereading.structured.raw import (
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Sheet,
    Unreadable,
    Value,
    cell,
    require_size,
)

SEPARATORS = (";", ",", "\t", "|")
_LOOK_AT = 20  # rows that decide about the separator
_HEAD = 20_000  # characters of them


def separator_of(text: str) -> tuple[str, int, float]:
    """The separator, the number of columns it makes, and the share of the first rows that have just so many."""
    best = (",", 1, 0.0)
    for each in SEPARATORS:
        widths = _widths(text, each)
        if not widths or widths[0] < 2:
            continue
        share = sum(1 for width in widths if width == widths[0]) / len(widths)
        if (share, widths[0]) > (best[2], best[1]):
            best = each, widths[0], share
    return best


def _widths(text: str, separator: str) -> list[int]:
    head = text[:_HEAD]
    widths = []
    try:
        for row in csv.reader(io.StringIO(head), delimiter=separator):
            if row:
                widths.append(len(row))
            if len(widths) > _LOOK_AT:
                break
    except csv.Error:
        return []
    return widths[:-1] if len(text) > _HEAD and len(widths) > 1 else widths  # the last one may be cut


def read_delimited(text: str, name: str = "") -> Sheet:
    """The sheet of a CSV file. Raises Unreadable(empty, no_header, too_many_…, damaged)."""
    text = text.removeprefix("\ufeff")
    if text[:4].lower() == "sep=":  # a hint that spreadsheet programs write
        text = text.partition("\n")[2]
    separator, _, _ = separator_of(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        columns = next((row for row in lines if any(each.strip() for each in row)), None)
        if columns is None:
            raise Unreadable("empty")
        require_size(0, len(columns))
        rows = tuple(_rows(lines, len(columns)))
    except csv.Error as error:
        raise Unreadable("damaged", f"Zeile {lines.line_num}") from error
    return Sheet(name, tuple(cell(each) for each in columns), rows)


def _rows(lines: Iterator[list[str]], width: int) -> Iterator[Row]:
    count = 0
    for number, row in enumerate(lines, start=2):
        if not any(each.strip() for each in row):
            continue
        count += 1
        require_size(count, len(row))
        found = {at: (Value(text),) for at, each in enumerate(row[:width]) if (text := cell(each))}
        if found:
            yield Row(number, found)


def looks_delimited(text: str) -> float:
    """How sure a text is a table: several short headers, and rows of the same width below."""
    _, width, share = separator_of(text)
    head = text.lstrip("\ufeff").partition("\n")[0]
    if width < 2 or width > MOST_COLUMNS or len(head) / width > 60 or share < 0.8:
        return 0.0
    rows = Counter(_widths(text, separator_of(text)[0])).total()
    return 0.0 if rows < 2 or rows > MOST_ROWS else min(0.4 + 0.05 * width, 0.6)
