"""The cross analysis as a page and as files: what is asked, names, shares, links into the list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from interkomm.calc.crosstable import WITHOUT, CrossTable
from interkomm.catalogue.analysis.counting import DIMENSIONS, count
from interkomm.catalogue.finding.address import Search
from interkomm.catalogue.finding.address import read as read_search
from interkomm.catalogue.finding.wording import FACET_NAMES, code_name
from interkomm.ui.addresses import address
from interkomm.ui.figures import Bar
from interkomm.ui.layouts import Link
from interkomm.ui.text import number

ROWS, COLUMNS, VALUES = "zeilen", "spalten", "werte"
SHARE_OF_ROW, SHARE_OF_COLUMN = "zeilenanteil", "spaltenanteil"
USUAL = ("theme", "legal_form")
OFFERED_FILTERS = ("country", "state", "theme", "legal_form", "status")
GERMAN = {  # values of the two parameters
    "theme": "thema", "task": "aufgabe", "legal_form": "rechtsform", "size_class": "groesse", "start": "beginn",
    "state": "land", "country": "staat", "status": "stand", "extent": "raum", "partners": "partner",
    "effects": "wirkung", "failed": "gescheitert", "sector": "sektor",
}  # fmt: skip
_BY_GERMAN = {german: facet for facet, german in GERMAN.items()}


@dataclass(frozen=True)
class Asked:
    """What an address asks for. `values`: "" counts, or one of the two shares."""

    rows: str
    columns: str
    values: str
    search: Search

    def url(self, name: str = "catalogue:analysis", **changes: str) -> str:
        """The address of this question, with changes."""
        asked = {ROWS: GERMAN[self.rows], COLUMNS: GERMAN[self.columns], VALUES: self.values} | changes
        pairs = [pair for pair in asked.items() if pair[1]] + list(self.search.pairs())
        return f"{address(name)}?{urlencode(pairs)}"


def read(parameters: QueryDict) -> Asked:
    """Whatever stands in the address, it is a question."""
    rows = _BY_GERMAN.get(parameters.get(ROWS, ""), USUAL[0])
    columns = _BY_GERMAN.get(parameters.get(COLUMNS, ""), USUAL[1])
    values = parameters.get(VALUES, "")
    found = read_search(parameters).search
    search = Search(found.words, found.chosen)
    return Asked(rows, columns, values if values in (SHARE_OF_ROW, SHARE_OF_COLUMN) else "", search)


@dataclass(frozen=True, slots=True)
class Cell:
    """`text`: as asked for; `count`: cases; `url`: the list of these cases, "" where the search has no such filter.

    `percent`: the share that was asked for, None for counts and where there is nothing to share.
    """

    text: str
    count: int
    url: str = ""
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """`total`: distinct cases of the row."""

    name: str
    cells: tuple[Cell, ...]
    total: Cell
    is_gap: bool


@dataclass(frozen=True)
class Analysis:
    """The table for people. `notes`: how to read it; `panels`: one small bar chart for each column, title and bars."""

    title: str
    row_name: str
    column_name: str
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    totals: tuple[Cell, ...]
    total: int
    notes: tuple[str, ...]
    panels: tuple[tuple[str, tuple[Bar, ...]], ...]
    overall: tuple[Bar, ...]


def analyse(asked: Asked) -> Analysis:
    """Count and name."""
    table, several = count(asked.rows, asked.columns, asked.search)
    rows = tuple(_row(asked, table, at) for at in range(len(table.rows)))
    totals = tuple(
        Cell(number(int(total)), int(total), _list_url(asked, "", code))
        for code, total in zip(table.columns, table.column_totals, strict=True)
    )
    names = {"rows": str(FACET_NAMES[asked.rows]), "columns": str(FACET_NAMES[asked.columns])}
    return Analysis(
        _("%(rows)s nach: %(columns)s") % names,
        names["rows"],
        names["columns"],
        tuple(name_of(asked.columns, code) for code in table.columns),
        rows,
        totals,
        table.total,
        tuple(_notes(asked, table, several)),
        tuple(_panels(asked, table)),
        tuple(Bar(row.name, float(row.total.count), row.total.text, "neutral" if row.is_gap else "") for row in rows),
    )


def name_of(facet: str, code: str) -> str:
    """The label of a row or column."""
    if code != WITHOUT:
        return code_name(facet, code)
    if facet == "effects":
        return _("ohne belegte Wirkungen")
    return _("nicht als gescheitert bekannt") if facet == "failed" else _("ohne Angabe")


def _row(asked: Asked, table: CrossTable, at: int) -> RowView:
    code, total = table.rows[at], int(table.row_totals[at])
    cells = tuple(
        Cell(
            _shown(asked, table, at, column),
            int(table.counts[at, column]),
            _list_url(asked, code, column_code),
            _percent(asked, table, at, column),
        )
        for column, column_code in enumerate(table.columns)
    )
    return RowView(
        name_of(asked.rows, code), cells, Cell(number(total), total, _list_url(asked, code, "")), code == WITHOUT
    )


def _shown(asked: Asked, table: CrossTable, row: int, column: int) -> str:
    if not asked.values:
        return number(int(table.counts[row, column]))
    percent = _percent(asked, table, row, column)
    return "–" if percent is None else f"{number(percent, 1)} %"


def _percent(asked: Asked, table: CrossTable, row: int, column: int) -> float | None:
    if not asked.values:
        return None
    of_row = asked.values == SHARE_OF_ROW
    share = table.share_of_row(row, column) if of_row else table.share_of_column(row, column)
    return None if share is None else round(100 * share, 1)


def _list_url(asked: Asked, row: str, column: str) -> str:
    """The list of the cases of a cell. "" for those without a code: the search has no filter for what is unknown.

    Where a filter of the page chooses several codes of the same facet, the list would hold more than the cell: no link.
    """
    chosen = dict(asked.search.chosen)
    for facet, code in ((asked.rows, row), (asked.columns, column)):
        if not code:
            continue
        if facet in chosen and chosen[facet] != frozenset({code}):
            return ""
        chosen[facet] = frozenset({code})
    return address("catalogue:cases") + Search(asked.search.words, chosen).query_string()


def _panels(asked: Asked, table: CrossTable) -> Iterator[tuple[str, tuple[Bar, ...]]]:
    """One chart a column, columns with most cases first: the rows of it that have cases."""
    by_size = sorted(range(len(table.columns)), key=lambda column: -table.column_totals[column])
    for column in by_size:
        code = table.columns[column]
        if not table.column_totals[column]:
            continue
        bars = tuple(
            Bar(
                name_of(asked.rows, row),
                float(table.counts[at, column]),
                _shown(asked, table, at, column),
                "neutral" if row == WITHOUT else "",
            )
            for at, row in enumerate(table.rows)
            if table.counts[at, column]
        )
        yield f"{name_of(asked.columns, code)} (n = {number(int(table.column_totals[column]))})", bars


def _notes(asked: Asked, table: CrossTable, several: Mapping[str, bool]) -> Iterator[str]:
    yield _("Gezählt sind %(count)s veröffentlichte Fälle des Katalogs, jeder einmal in jeder Summe.") % {
        "count": number(table.total)
    }
    named = [str(FACET_NAMES[facet]) for facet in dict.fromkeys((asked.rows, asked.columns)) if several[facet]]
    if named:
        yield _(
            "Ein Fall kann bei „%(names)s“ mehrere Angaben haben und zählt dann in mehreren Zeilen oder Spalten. "
            "Deshalb können die Teile zusammen mehr ergeben als die Summe."
        ) % {"names": _("“ und „").join(named)}
    yield _(
        "„ohne Angabe“ heißt: Der Katalog weiß es nicht. Der Katalog ist eine Auswahl; die Zahlen zeigen, was in ihm steht, "
        "nicht, wie verbreitet etwas ist."
    )


def filters_of(asked: Asked) -> tuple[Link, ...]:
    """The chosen filters, each a link to the analysis without it."""
    links = []
    for facet, codes in asked.search.chosen.items():
        for code in sorted(codes):
            less = Asked(asked.rows, asked.columns, asked.values, asked.search.toggled(facet, code))
            links.append(Link(code_name(facet, code), less.url(), meta=str(FACET_NAMES[facet])))
    return tuple(links)


def dimension_options(chosen: str) -> list[tuple[str, str, bool]]:
    """(value, label, is chosen) of what can stand in rows and columns."""
    return [(GERMAN[facet], str(FACET_NAMES[facet]), facet == chosen) for facet in DIMENSIONS]
