"""What stands on a town's one page. Other slices add their sections here (`town_lines.py` of each), so that
this one knows none of them.

    register(Section("owe", settlements_of_town))

A section is a function of organisation and day that gives plain lines; the page and the PDF show the same ones.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from interkomm.organisations.models import Organisation
from interkomm.ui.text import localdate

Place = Literal["pay", "gain", "owe", "decide", "risks"]
PLACES: tuple[Place, ...] = ("pay", "gain", "owe", "decide", "risks")


@dataclass(frozen=True)
class TownLine:
    """One line. `text`: what; `amount`: in words ("1.234,56 €"), ""; `note`: why or from where; `due`: ISO date or ""."""

    text: str
    amount: str = ""
    note: str = ""
    url: str = ""
    due: str = ""


def deadline(day: date | None, today: date) -> str:
    """Until when, in words; "" without a day."""
    if day is None:
        return ""
    words = _("überfällig seit %(day)s") if day < today else _("bis %(day)s")
    return words % {"day": localdate(day)}


Read = Callable[[Organisation, date], Iterable[TownLine]]


@dataclass(frozen=True)
class Section:
    """`read(organisation, today)`: lines in a number of queries that does not grow with them. `order` within the place."""

    place: Place
    read: Read
    order: int = 50


_sections: list[Section] = []


def register(section: Section) -> None:
    """Add a section; the same one twice counts once."""
    if section not in _sections:
        _sections.append(section)


def lines(organisation: Organisation, today: date) -> dict[Place, list[TownLine]]:
    """All lines by place; in "decide" what is due first stands first."""
    found: dict[Place, list[TownLine]] = {place: [] for place in PLACES}
    for section in sorted(_sections, key=lambda each: each.order):
        found[section.place].extend(section.read(organisation, today))
    found["decide"].sort(key=lambda line: line.due or "9999")
    return found
