"""Calendar feeds as calendar programs read them: iCalendar by RFC 5545.

Times are written in UTC, so that no reader has to know our time zone; whole days as DATE, which has none. Lines are folded
at 75 octets (§ 3.1), texts are escaped (§ 3.3.11), control characters that the format forbids are left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Interkomm//Interkomm//DE"
LINE_OCTETS = 75
Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_NOT_IN_URI = re.compile(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}]")


@dataclass(frozen=True)
class CalendarEvent:
    """One entry of a calendar.

    `uid`: stays the same over all changes, unique in the world ("meeting-12@example.org"). `starts`, `ends`: both aware times,
    or both whole days, of which `ends` is the last; `ends` None: a moment, or one day. `changed_at`: aware, becomes DTSTAMP and
    LAST-MODIFIED; `sequence` grows with every change of time or place, so that programs move the entry.
    """

    uid: str
    starts: date
    summary: str
    changed_at: datetime
    ends: date | None = None
    description: str = ""
    location: str = ""
    url: str = ""
    status: Status = "CONFIRMED"
    sequence: int = 0
    categories: tuple[str, ...] = ()


def calendar(name: str, events: Iterable[CalendarEvent], *, description: str = "", refresh_hours: int = 6) -> bytes:
    """A calendar with its events. ValueError for an event with an empty uid, a naive time, or an end before its start."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escape(name)}",
        f"X-WR-CALNAME:{escape(name)}",  # what programs read that do not know RFC 7986
        f"REFRESH-INTERVAL;VALUE=DURATION:PT{refresh_hours}H",
        *([f"DESCRIPTION:{escape(description)}"] if description else []),
    ]
    for event in events:
        lines.extend(_event(event))
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def escape(text: str) -> str:
    """A TEXT value: backslash, comma, semicolon and the ends of lines escaped (RFC 5545 § 3.3.11)."""
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = _FORBIDDEN.sub("", one_kind).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return shown.replace("\n", "\\n").encode("utf-8", "ignore").decode()  # half of a surrogate pair is no text


def fold(line: str) -> bytes:
    """The line in portions of at most 75 octets, never inside a character; each portion but the first begins with a space."""
    portions: list[bytes] = []
    portion = b""
    for character in line:
        octets = character.encode()
        if len(portion) + len(octets) > LINE_OCTETS:
            portions.append(portion)
            portion = b" "
        portion += octets
    return b"\r\n".join([*portions, portion]) + b"\r\n"


def _event(event: CalendarEvent) -> Iterator[str]:
    _check(event)
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{_utc(event.changed_at)}"
    yield f"LAST-MODIFIED:{_utc(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield from _span(event)
    yield f"SUMMARY:{escape(event.summary)}"
    yield f"STATUS:{event.status}"
    for name, text in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if text:
            yield f"{name}:{escape(text)}"
    if event.url:
        yield f"URL:{_uri(event.url)}"
    if event.categories:
        yield "CATEGORIES:" + ",".join(escape(category) for category in event.categories)
    yield f"TRANSP:{'TRANSPARENT' if event.status == 'CANCELLED' or _is_day(event.starts) else 'OPAQUE'}"
    yield "END:VEVENT"


def _check(event: CalendarEvent) -> None:
    if not event.uid:
        raise ValueError("an event needs a uid")
    if event.ends is not None and _is_day(event.ends) != _is_day(event.starts):
        raise ValueError(f"{event.uid}: start and end must both be times or both be days")
    for moment in (event.starts, event.ends, event.changed_at):
        if isinstance(moment, datetime) and moment.tzinfo is None:
            raise ValueError(f"{event.uid}: a time without time zone")
    if event.ends is not None and _comparable(event.ends) < _comparable(event.starts):
        raise ValueError(f"{event.uid}: ends before it starts")


def _span(event: CalendarEvent) -> Iterator[str]:
    if isinstance(event.starts, datetime):
        yield f"DTSTART:{_utc(event.starts)}"
        if isinstance(event.ends, datetime) and event.ends.astimezone(UTC) > event.starts.astimezone(
            UTC
        ):  # DTEND must be later (§ 3.8.2.2)
            yield f"DTEND:{_utc(event.ends)}"
        return
    yield f"DTSTART;VALUE=DATE:{_day(event.starts)}"
    last = event.ends or event.starts
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"  # the first day after it


def _comparable(moment: date) -> date:
    """In UTC: Python compares times of the same zone by their hands, also in the hour that comes twice."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _is_day(moment: date) -> bool:
    return not isinstance(moment, datetime)


def _utc(moment: datetime) -> str:
    in_utc = moment.astimezone(UTC)
    return f"{in_utc.year:04}{in_utc:%m%dT%H%M%SZ}"


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _uri(address: str) -> str:
    """A URI value is not escaped; what no URI may contain is left out (RFC 3986)."""
    return _NOT_IN_URI.sub("", address)
