"""What other programs read from our calendars: parsed back with the library `icalendar`."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from interkomm.foundation.documents.calendar import CalendarEvent, calendar, escape, fold

BERLIN = ZoneInfo("Europe/Berlin")
STAMP = datetime(2026, 3, 1, 12, tzinfo=UTC)
# What a text may contain: everything but the control characters and line ends that RFC 5545 has no form for.
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], include_characters="\n\t"))
moments = st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=st.sampled_from([UTC, BERLIN])).map(
    lambda moment: moment.replace(microsecond=0)
)


def event(**changes: object) -> CalendarEvent:
    values: dict[str, object] = {
        "uid": "meeting-1@example.org",
        "starts": datetime(2026, 6, 1, 10, tzinfo=BERLIN),
        "ends": datetime(2026, 6, 1, 12, tzinfo=BERLIN),
        "summary": "Lenkungsgruppe",
        "changed_at": STAMP,
        **changes,
    }
    return CalendarEvent(**values)  # type: ignore[arg-type]


def read(content: bytes) -> list[object]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def only(content: bytes) -> dict[str, object]:
    (component,) = read(content)
    return component  # type: ignore[return-value]


@given(summary=texts, description=texts, location=texts, category=texts)
def test_every_text_comes_back_as_it_was(summary: str, description: str, location: str, category: str) -> None:
    content = calendar(
        "x", [event(summary=summary, description=description, location=location, categories=(category,))]
    )
    found = only(content)
    assert str(found["SUMMARY"]) == summary
    assert str(found.get("DESCRIPTION", "")) == description
    assert str(found.get("LOCATION", "")) == location
    assert [str(each) for each in found["CATEGORIES"].cats] == [category]  # type: ignore[attr-defined]


@given(starts=moments, length=st.integers(1, 10**6))
def test_times_come_back_as_the_same_moment(starts: datetime, length: int) -> None:
    ends = starts.astimezone(UTC) + timedelta(seconds=length)
    found = only(calendar("x", [event(starts=starts.astimezone(UTC), ends=ends)]))
    assert found["DTSTART"].dt == starts.astimezone(UTC)  # type: ignore[attr-defined]
    assert found["DTEND"].dt == ends  # type: ignore[attr-defined]


@given(first=st.dates(date(1, 1, 1), date(9999, 12, 30)), days=st.integers(0, 400))
def test_whole_days_end_on_the_day_after_the_last(first: date, days: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal() - 1))
    found = only(calendar("x", [event(starts=first, ends=last)]))
    assert found["DTSTART"].dt == first  # type: ignore[attr-defined]
    assert found["DTEND"].dt == last + timedelta(days=1)  # type: ignore[attr-defined]


@given(line=st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_folded_lines_are_short_and_unfold_to_the_same(line: str) -> None:
    folded = fold(line)
    portions = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(portion) <= 75 for portion in portions)
    for portion in portions:
        portion.decode()  # never cut inside a character
    assert folded.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == line


@given(text=st.text())
def test_no_text_can_begin_a_line_of_its_own(text: str) -> None:
    content = calendar(text, [event(summary=text, description=text, location=text, url=text, uid="x" + text)])
    assert content.count(b"BEGIN:VEVENT\r\n") == content.count(b"\r\nEND:VEVENT\r\n") == 1
    assert len(read(content)) == 1
    assert not set("\r\n") & set(escape(text))


def test_the_hour_that_does_not_exist_and_the_hour_that_comes_twice() -> None:
    spring = event(starts=datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN), ends=datetime(2026, 3, 29, 4, tzinfo=BERLIN))
    autumn = event(
        starts=datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), ends=datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN)
    )
    assert b"DTSTART:20260329T013000Z\r\nDTEND:20260329T020000Z" in calendar("x", [spring])
    assert b"DTSTART:20261025T003000Z\r\nDTEND:20261025T013000Z" in calendar("x", [autumn])


def test_leap_day() -> None:
    found = only(calendar("x", [event(starts=date(2028, 2, 29), ends=None)]))
    assert found["DTEND"].dt == date(2028, 3, 1)  # type: ignore[attr-defined]


def test_a_moment_has_no_end_and_a_cancelled_event_blocks_nobody() -> None:
    content = calendar("x", [event(ends=None, status="CANCELLED", sequence=3, url="https://example.org/a?b=1,2;3")])
    found = only(content)
    assert "DTEND" not in found
    assert (found["STATUS"], found["TRANSP"], found["SEQUENCE"]) == ("CANCELLED", "TRANSPARENT", 3)
    assert found["URL"] == "https://example.org/a?b=1,2;3"


def test_name_and_version_of_the_calendar() -> None:
    content = calendar("Region; „Elster“, Süd", [])
    found = Calendar.from_ical(content)
    assert found["VERSION"] == "2.0"
    assert "\r\nNAME:Region\\; „Elster“\\, Süd\r\n".encode() in content
    assert found["PRODID"]


@pytest.mark.parametrize(
    "changes",
    [
        {"uid": ""},
        {"starts": datetime(2026, 6, 1, 10)},
        {"ends": date(2026, 6, 1)},
        {"ends": datetime(2026, 6, 1, 9, tzinfo=BERLIN)},
        {"changed_at": datetime(2026, 6, 1, 10)},
    ],
)
def test_refuses_what_no_calendar_can_hold(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        calendar("x", [event(**changes)])


def test_another_time_zone_is_the_same_moment() -> None:
    odd = timezone(timedelta(hours=5, minutes=45))
    found = only(calendar("x", [event(starts=datetime(2026, 1, 1, 0, 15, tzinfo=odd), ends=None)]))
    assert found["DTSTART"].dt == datetime(2025, 12, 31, 18, 30, tzinfo=UTC)  # type: ignore[attr-defined]
