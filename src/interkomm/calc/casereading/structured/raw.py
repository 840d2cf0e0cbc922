"""What all structured files are before anybody knows what their columns mean: sheets of rows of values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from interkomm.calc.casereading.result import Fact, Problem
from interkomm.calc.cases import PartialDate
from interkomm.calc.visible import visible_lines

MOST_ROWS = 20_000
MOST_COLUMNS = 300
LONGEST_CELL = 20_000  # characters; longer cells are cut, which a problem names


class Unreadable(Exception):
    """The file cannot be read; becomes the one problem of an empty reading."""

    def __init__(self, code: str, place: str = "", **facts: Fact) -> None:
        super().__init__(code)
        self.problem = Problem(code, facts, place)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a cell. `text` always says it in words; the others only where the file itself is more exact."""

    text: str
    date: PartialDate | None = None
    point: tuple[float, float] | None = None  # latitude, longitude
    url: str = ""
    number: float | None = field(
        default=None, compare=False
    )  # of a workbook, which no language writes with marks of its own


@dataclass(frozen=True, slots=True)
class Row:
    """`number`: as a person counts it in the file. `cells`: values by column. `name`, `url`: of the page it speaks of.

    `members`: rows that belong to it (partners of a project).
    """

    number: int
    cells: Mapping[int, tuple[Value, ...]]
    name: str = ""
    url: str = ""
    members: tuple["Row", ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name`: of the sheet or file. `member_columns`: headers of the members' cells."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    member_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """A file taken apart. `kind`: smw_csv, smw_json, smw_rdf, table_csv, table_xlsx, table_ods, keep."""

    kind: str
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = field(default=())


def cell(text: str) -> str:
    """A text of a cell: visible signs only, of bounded length."""
    return visible_lines(text[:LONGEST_CELL])


def require_size(rows: int, columns: int) -> None:
    """Raises Unreadable(too_many_rows, too_many_columns)."""
    if columns > MOST_COLUMNS:
        raise Unreadable("too_many_columns", columns=columns, limit=MOST_COLUMNS)
    if rows > MOST_ROWS:
        raise Unreadable("too_many_rows", rows=rows, limit=MOST_ROWS)
