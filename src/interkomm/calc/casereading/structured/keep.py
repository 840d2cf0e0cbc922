"""Sheets of projects and of their partners, as keep.eu and the lists of operations of Interreg programmes have them.

A project is named by acronym, unique only together with programme and period; partner rows name the same three where
they have them. The fields follow keep.eu's public description of its tables Projects and Partners.
"""

from collections.abc import Sequence
from dataclasses import replace

from interkomm.calc.casereading.structured.raw import Row, Sheet
from interkomm.calc.casereading.structured.words import fold

_LINK = ("project acronym", "acronym", "akronym", "operation id", "project id", "operation acronym", "projektakronym")
_LINK_MORE = ("programme", "period", "programm", "programming period", "periode")
_PARTNER_NAME = ("partner name in english", "partner name", "organisation name", "name of partner", "partner", "name in english",
                 "organisation", "name", "partner organisation", "partnername")  # fmt: skip
_ROLE = ("role", "partner role", "lead partner", "type of partner", "rolle", "lead partner yes no", "partner type")
_COUNTRY = ("country", "land", "staat", "partner country")
_AREA = ("nuts3", "nuts 3", "nuts", "nuts3 code", "nuts id", "nuts code")
_TOWN = ("town", "city", "ort", "town city", "partner town")
MOST_MEMBERS = 200


def join_partners(sheets: Sequence[Sheet]) -> Sheet | None:
    """The sheet of projects with the rows of partners as its members, None when these sheets are none of that kind."""
    for projects in sheets:
        for partners in sheets:
            if projects is not partners and (joined := _joined(projects, partners)) is not None:
                return joined
    return None


def _joined(projects: Sheet, partners: Sheet) -> Sheet | None:
    link_of_projects, link_of_partners = _column(projects, _LINK), _column(partners, _LINK)
    name, role = _column(partners, _PARTNER_NAME), _column(partners, _ROLE)
    if (
        None in (link_of_projects, link_of_partners)
        or name is None
        or (role is None and _column(partners, _AREA) is None)
    ):
        return None
    if _column(projects, _ROLE[:2]) is not None or _column(projects, _AREA) is not None:
        return None  # that is the sheet of partners
    shared = [
        label
        for label in _LINK_MORE
        if _column(projects, (label,)) is not None and _column(partners, (label,)) is not None
    ]
    places = (name, role, _column(partners, _COUNTRY), _column(partners, _AREA), _column(partners, _TOWN))
    members: dict[tuple[str, ...], list[Row]] = {}
    for row in partners.rows:
        members.setdefault(_key(partners, row, link_of_partners, shared), []).append(_picked(row, places))
    rows = tuple(
        replace(row, members=tuple(members.get(_key(projects, row, link_of_projects, shared), ())[:MOST_MEMBERS]))
        for row in projects.rows
    )
    if not any(row.members for row in rows):
        return None
    headers = tuple(partners.columns[place] if place is not None else "" for place in places)
    return replace(projects, rows=rows, member_columns=headers)


def _column(sheet: Sheet, names: Sequence[str]) -> int | None:
    folded = [fold(column) for column in sheet.columns]
    return next((folded.index(name) for name in names if name in folded), None)


def _key(sheet: Sheet, row: Row, link: int | None, shared: Sequence[str]) -> tuple[str, ...]:
    places = [link, *(_column(sheet, (label,)) for label in shared)]
    return tuple(_text(row, place).casefold() for place in places)


def _picked(row: Row, places: Sequence[int | None]) -> Row:
    """Name, role, country, NUTS code and town of a partner at places 0 to 4."""
    cells = {at: row.cells[place] for at, place in enumerate(places) if place is not None and place in row.cells}
    return replace(row, cells=cells)


def _text(row: Row, place: int | None) -> str:
    values = row.cells.get(place, ()) if place is not None else ()
    return values[0].text if values else ""
