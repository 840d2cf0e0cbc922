"""Reads OParl objects, from a dump (JSON, or a ZIP of it) or a server, into agenda items. Nothing is unpacked to disk.

Servers differ: lists or single objects, objects inside others or only their addresses, words instead of values. What is
missing stays missing.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from interkomm.calc.visible import visible_line, visible_lines
from interkomm.foundation.files.kinds import BROKEN_ARCHIVE
from interkomm.ui.text import BERLIN

MOST_BYTES = 20_000_000  # of a dump as it comes
MOST_UNPACKED = 100_000_000
MOST_FILES = 5_000
MOST_OBJECTS = 200_000
MOST_BRACKETS = 1_500_000  # opening ones in one file: empty lists weigh thirty times as much in memory as on paper
LONGEST_TEXT = 20_000
Object = dict[str, Any]


class Unreadable(Exception):
    """`str(error)`: json, zip, size, empty – or a kind of `foundation.requests.outside.Refused`."""


@dataclass(frozen=True)
class Item:
    """One agenda item with what belongs to it. Texts "" and day None where nothing is said."""

    address: str
    titles: tuple[str, ...]
    town: str
    official_key: str
    body: str
    on: date | None
    number: str
    is_public: bool | None
    result: str
    resolution_text: str


def read_dump(content: bytes) -> list[Item]:
    """The items of a dump. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("size")
    texts = _unzipped(content) if content[:2] == b"PK" else iter([content])
    found = items_of(map(parsed, texts))
    if not found:
        raise Unreadable("empty")
    return found


def _unzipped(content: bytes) -> Iterator[bytes]:
    """JSON files of an archive; names are not used, and what unpacks to too much is refused before it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [each for each in archive.infolist() if each.filename.lower().endswith(".json")]
            if len(infos) > MOST_FILES or sum(each.file_size for each in infos) > MOST_UNPACKED:
                raise Unreadable("size")
            for info in infos:
                with archive.open(info) as file:
                    yield file.read(info.file_size + 1)
    except BROKEN_ARCHIVE as error:
        raise Unreadable("zip") from error


def parsed(text: bytes) -> Any:
    """The value of a JSON text. Raises Unreadable, also for one that would fill the memory."""
    if text.count(b"[") + text.count(b"{") > MOST_BRACKETS:
        raise Unreadable("size")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("json") from error


def items_of(values: Iterable[Any]) -> list[Item]:
    """All agenda items of objects, lists and pages of lists, each address once."""
    objects: dict[str, Object] = {}
    for value in values:
        _collect(value, objects)
    by_kind: dict[str, list[Object]] = {}
    for each in objects.values():
        by_kind.setdefault(kind_of(each), []).append(each)
    papers = _papers(by_kind, objects)
    meetings = {_id(item): each for each in by_kind.get("Meeting", []) for item in _list(each.get("agendaItem"))}
    found = []
    for each in by_kind.get("AgendaItem", []):
        meeting: Object = meetings.get(_id(each)) or objects.get(_text(each.get("meeting"))) or {}
        if not (each.get("deleted") or meeting.get("deleted")):
            found.append(_item(each, meeting, papers.get(_id(each), {}), objects))
    return found


def kind_of(value: Any) -> str:
    """The last word of the type: "Meeting"."""
    return _text(value.get("type")).rstrip("/").rsplit("/", 1)[-1] if isinstance(value, dict) else ""


def _collect(value: Any, objects: dict[str, Object]) -> None:
    """Every object with address and type, also those inside others; without recursion, so depth does no harm."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict):
            if _id(each) and kind_of(each):
                objects.setdefault(_id(each), {}).update(each)
            if len(objects) > MOST_OBJECTS:
                raise Unreadable("size")
            waiting += [inner for inner in each.values() if isinstance(inner, list | dict)]


def _papers(by_kind: dict[str, list[Object]], objects: dict[str, Object]) -> dict[str, Object]:
    """Address of an agenda item → its paper."""
    found: dict[str, Object] = {}
    for paper in by_kind.get("Paper", []):
        for consultation in _list(paper.get("consultation")):
            known = objects.get(_id(consultation), {})
            found[_text(known.get("agendaItem"))] = paper
    for consultation in by_kind.get("Consultation", []):
        if named := objects.get(_text(consultation.get("paper"))):
            found.setdefault(_text(consultation.get("agendaItem")), named)
    return found


def _item(item: Object, meeting: Object, paper: Object, objects: dict[str, Object]) -> Item:
    councils = [objects.get(_id(each), {}) for each in _list(meeting.get("organization"))]
    council: Object = next((each for each in councils if each), {})
    town = objects.get(_text(council.get("body")) or _text(paper.get("body")), {})
    if not town:
        towns = [each for each in objects.values() if kind_of(each) == "Body"]
        town = towns[0] if len(towns) == 1 else {}
    is_public = item.get("public")
    return Item(
        address=_line(_id(item)),
        titles=tuple(dict.fromkeys(filter(None, (_line(paper.get("name")), _line(item.get("name")))))),
        town=_line(town.get("name")),
        official_key=_line(town.get("ags")),
        body=_line(council.get("name")) or _line(meeting.get("name")),
        on=_day(meeting.get("start")),
        number=_line(item.get("number")),
        is_public=is_public if isinstance(is_public, bool) else None,
        result=_words(item.get("result")),
        resolution_text=_words(item.get("resolutionText")),
    )


def _id(value: Any) -> str:
    """The address of an object, or the address itself."""
    return _text(value.get("id")) if isinstance(value, dict) else _text(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _line(value: Any) -> str:
    return visible_line(_text(value)[:1000])


def _words(value: Any) -> str:
    return visible_lines(_text(value)[:LONGEST_TEXT])


def _day(value: Any) -> date | None:
    """The day in Germany: a session at half past eleven at night belongs to this day, whatever UTC says."""
    try:
        moment = datetime.fromisoformat(_text(value).strip())
        return moment.astimezone(BERLIN).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError):  # no moment, or one at the edge of the calendar
        return None
