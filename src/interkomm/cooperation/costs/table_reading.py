"""Figures and costs of coalitions from pasted tables, CSV, XLSX and JSON: what was understood, and what was not."""

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from interkomm.calc.casereading.structured.raw import Unreadable, Value
from interkomm.calc.casereading.structured.workbooks import is_workbook, read_workbook
from interkomm.calc.visible import visible_line
from interkomm.cooperation.sharing.content import (
    ALL_KINDS,
    COST_KINDS,
    FIRST_YEAR,
    HUGEST_CENTS,
    LAST_YEAR,
    Content,
    InvalidContent,
    Item,
    figure_text,
)
from interkomm.cooperation.sharing.sentences import COST_KIND_NAMES, content_sentence
from interkomm.ui.text import plain_number, typed_number

MOST_BYTES = 4 * 1024 * 1024
MOST_LINES = 70_000
SHOWN = 20


class UnreadableTable(ValueError):
    """`str(error)`: why, in words."""


@dataclass(frozen=True)
class FoundFigures:
    """`values`: partner key → decimal text; `problems`: lines that were not understood, in words."""

    values: Mapping[str, str]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class FoundCosts:
    """`costs`: coalition of partner keys → cents."""

    costs: Mapping[str, int]
    problems: tuple[str, ...]


def read_figures(content: Content, text: str, file: bytes = b"") -> FoundFigures:
    """Two columns: partner and figure. A first line without a figure is a header. Raises UnreadableTable."""
    known = _names(content)
    values: dict[str, str] = {}
    problems: list[str] = []
    for number, cells in enumerate(table_rows(text, file), start=1):
        name, figure = cells[0], cells[1] if len(cells) > 1 else ""
        key = known.get(name.casefold())
        if key is None:
            if number > 1 or any(character.isdigit() for character in figure):
                told = {"number": number, "name": name[:60]}
                problems.append(_("Zeile %(number)s: „%(name)s“ ist keine Partnerin dieses Plans.") % told)
            continue
        try:
            values[key] = figure_text(plain_number(figure), "figures")
        except InvalidContent as problem:
            sentence = content_sentence(InvalidContent(problem.code, problem.place, figure))
            problems.append(_("Zeile %(number)s: %(sentence)s") % {"number": number, "sentence": sentence})
    return FoundFigures(values, tuple(problems[:SHOWN]))


def read_costs(content: Content, text: str, file: bytes = b"") -> FoundCosts:
    """Coalition and cost in two columns ("Oschatz + Dahlen"), or JSON {"Oschatz,Dahlen": 1234.5}. Raises UnreadableTable."""
    known = _names(content)
    costs: dict[str, int] = {}
    problems: list[str] = []
    for number, (written, amount) in enumerate(_pairs(text, file), start=1):
        parts = [part for part in written.replace("+", ",").split(",") if part.strip()]
        members = [known.get(visible_line(part).casefold()) for part in parts]
        try:
            cents = _cents(plain_number(amount))
        except ValueError:
            if number > 1 or None not in members:
                told = {"number": number, "value": visible_line(amount[:40])}
                problems.append(_("Zeile %(number)s: „%(value)s“ ist kein möglicher Betrag.") % told)
            continue
        if None in members or not members:
            told = {"number": number, "name": visible_line(written[:80])}
            problems.append(_("Zeile %(number)s: „%(name)s“ ist keine Gruppe von Partnerinnen dieses Plans.") % told)
            continue
        chosen = {member for member in members if member is not None}
        costs[",".join(key for key in content.partner_keys if key in chosen)] = cents
    return FoundCosts(costs, tuple(problems[:SHOWN]))


@dataclass(frozen=True)
class FoundItems:
    """Costs and grants (negative amounts) in the order of the table."""

    items: tuple[Item, ...]
    problems: tuple[str, ...]


def read_items(text: str, file: bytes = b"") -> FoundItems:
    """Four columns: title, type of cost, year, amount. A first line without a year is a header. Raises UnreadableTable."""
    kinds = {str(name).casefold(): kind for kind, name in COST_KIND_NAMES.items()}
    kinds |= {kind: kind for kind in COST_KINDS}
    items: list[Item] = []
    problems: list[str] = []
    for number, cells in enumerate(table_rows(text, file), start=1):
        title, kind, year, amount = [*cells[:4], "", "", "", ""][:4]
        if number == 1 and not year.isdecimal():
            continue
        try:
            items.append(_item(title, kinds.get(kind.strip().casefold()), year, amount))
        except ValueError:
            told = {"number": number, "line": " · ".join(cells)[:80]}
            problems.append(_("Zeile %(number)s ist kein Posten: %(line)s") % told)
    return FoundItems(tuple(items), tuple(problems[:SHOWN]))


def _item(title: str, kind: str | None, year: str, amount: str) -> Item:
    plain = plain_number(amount)
    is_funding = plain.startswith("-")
    if kind is None or (kind == ALL_KINDS and not is_funding) or not year.isdecimal():
        raise ValueError(kind)
    if not FIRST_YEAR <= int(year[:9]) <= LAST_YEAR:
        raise ValueError(year)
    return Item(kind, title[:200], int(year), _cents(plain.removeprefix("-")), is_funding)


def _names(content: Content) -> dict[str, str]:
    by_name = {partner.name.casefold(): partner.key for partner in content.partners}
    return {**{partner.key.casefold(): partner.key for partner in content.partners}, **by_name}


def _cents(plain: str) -> int:
    """`plain`: of `plain_number`. Raises ValueError."""
    try:
        amount = figure_text(plain, "costs")
    except InvalidContent as problem:
        raise ValueError(plain) from problem
    cents = int((Decimal(amount) * 100).to_integral_value(ROUND_HALF_UP))
    if cents > HUGEST_CENTS:
        raise ValueError(plain)
    return cents


def _pairs(text: str, file: bytes) -> Iterable[tuple[str, str]]:
    source = text or (file.decode("utf-8-sig", "replace") if not is_workbook(file) else "")
    if source.lstrip().startswith("{"):
        try:
            found = json.loads(source)
        except (ValueError, RecursionError):
            raise UnreadableTable(
                _("Das ist kein lesbares JSON. Bitte prüfen Sie die Klammern und Anführungszeichen.")
            ) from None
        given = found.get("costs", found) if isinstance(found, dict) else {}
        if not isinstance(given, dict) or len(given) > MOST_LINES:
            raise UnreadableTable(_("Das ist kein lesbares JSON. Bitte prüfen Sie die Klammern und Anführungszeichen."))
        return [(str(key), str(value)) for key, value in given.items()]
    return [(cells[0], cells[1] if len(cells) > 1 else "") for cells in table_rows(text, file)]


def table_rows(text: str, file: bytes) -> list[list[str]]:
    """The cells of a pasted or uploaded table, line by line. Raises UnreadableTable."""
    if len(file) > MOST_BYTES or len(text) > MOST_BYTES:
        raise UnreadableTable(_("Die Tabelle ist zu groß (höchstens 4 MB)."))
    if not text and is_workbook(file):
        return _of_workbook(file)
    source = text or file.decode("utf-8-sig", "replace")
    separator = max("\t;", key=source.count)
    if separator not in source:
        separator = ","
    try:
        rows = [[visible_line(cell) for cell in row] for row in csv.reader(io.StringIO(source), delimiter=separator)]
    except csv.Error:
        raise UnreadableTable(_("Die Tabelle ist nicht lesbar. Bitte speichern Sie sie als CSV oder XLSX.")) from None
    rows = [row for row in rows if any(row)]
    if not rows:
        raise UnreadableTable(_("Die Tabelle ist leer."))
    if len(rows) > MOST_LINES:
        raise UnreadableTable(
            _("Die Tabelle hat zu viele Zeilen. Bitte lassen Sie weg, was nicht zu diesem Plan gehört.")
        )
    return rows


def _of_workbook(file: bytes) -> list[list[str]]:
    try:
        sheet = read_workbook(file)[0]
    except Unreadable:
        raise UnreadableTable(
            _("Die Datei ist keine lesbare Tabelle. Bitte speichern Sie sie als CSV oder XLSX.")
        ) from None
    reach = range(len(sheet.columns))
    return [list(sheet.columns), *([_cell_text(row.cells.get(at, ())) for at in reach] for row in sheet.rows)]


def _cell_text(values: tuple[Value, ...]) -> str:
    """A number as the language of the page writes it: 14.195 km² of a workbook are not 14,195."""
    if values and values[0].number is not None and math.isfinite(values[0].number):
        exact = round(Decimal(repr(values[0].number)), 6)
        return typed_number(f"{exact.normalize():f}")
    return visible_line(values[0].text) if values else ""
