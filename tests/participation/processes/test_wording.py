"""Phases in words: before, in and after, German and English, midnight, and the nights of the hour's change."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from interkomm.participation.processes import wording
from interkomm.participation.processes.queries import PhaseRow

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=BERLIN)
WRITING = ("comment", "reply", "support")


def at(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=BERLIN, fold=fold)


def phase(
    start: datetime, end: datetime | None, features: tuple[str, ...] = WRITING, kind: str = "comment"
) -> PhaseRow:
    return PhaseRow(1, kind, "", "", start, end, features)


COMMENT = phase(at(2026, 11, 1, 8, 0), at(2026, 12, 2, 18, 0))


def test_the_sentence_of_a_running_phase() -> None:
    said = wording.phase_sentence(COMMENT, NOW)
    assert said == "Sie können bis Mittwoch, 2. Dezember 2026, 18:00 Uhr kommentieren (noch 10 Tage)"


def test_before_and_after() -> None:
    before = wording.phase_sentence(COMMENT, at(2026, 10, 31, 9, 0))
    assert before == "Kommentierung beginnt am Sonntag, 1. November 2026, 08:00 Uhr"
    after = wording.phase_sentence(COMMENT, at(2026, 12, 2, 18, 0))
    assert after == "Kommentierung endete am Mittwoch, 2. Dezember 2026, 18:00 Uhr"
    last = wording.phase_sentence(COMMENT, at(2026, 12, 2, 17, 59))
    assert last.endswith("(nur noch heute)")


@pytest.mark.parametrize(("day", "words"), [(30, "noch 2 Tage"), (29, "noch 3 Tage")])
def test_days_left(day: int, words: str) -> None:
    assert wording.left(COMMENT.ends_at, at(2026, 11, day, 23, 59)) == words  # type: ignore[arg-type]
    assert wording.left(at(2026, 12, 2, 18, 0), at(2026, 12, 1, 0, 0)) == "noch 1 Tag"


def test_midnight_is_the_end_of_the_day_before() -> None:
    assert wording.until(at(2026, 12, 3, 0, 0)) == "Mittwoch, 2. Dezember 2026, 24:00 Uhr"
    assert wording.when(at(2026, 12, 3, 0, 0)) == "Donnerstag, 3. Dezember 2026, 00:00 Uhr"


def test_the_doubled_hour_names_its_time() -> None:
    assert wording.when(at(2026, 10, 25, 2, 30)) == "Sonntag, 25. Oktober 2026, 02:30 Uhr (MESZ)"
    assert wording.when(at(2026, 10, 25, 2, 30, fold=1)) == "Sonntag, 25. Oktober 2026, 02:30 Uhr (MEZ)"
    assert wording.when(at(2026, 10, 25, 3, 0)) == "Sonntag, 25. Oktober 2026, 03:00 Uhr"
    with translation.override("en"):
        assert wording.when(at(2026, 10, 25, 2, 30)) == "Sunday, 25 October 2026, 02:30 (CEST)"


def test_a_deadline_after_the_change_of_the_hour_keeps_its_time_on_the_clock() -> None:
    summer = phase(at(2026, 10, 1, 8, 0), at(2026, 10, 31, 18, 0))
    assert "31. Oktober 2026, 18:00 Uhr" in wording.phase_sentence(summer, at(2026, 10, 2, 12, 0))
    assert "(noch 29 Tage)" in wording.phase_sentence(summer, at(2026, 10, 2, 23, 59))


def test_phases_without_end_and_without_comments() -> None:
    assert wording.phase_sentence(phase(COMMENT.starts_at, None), NOW).startswith("Sie können kommentieren; ein Ende")
    result = phase(COMMENT.starts_at, None, ("results",), "result")
    assert wording.phase_sentence(result, NOW) == "Ergebnis läuft; ein Ende ist noch nicht festgelegt"
    evaluation = phase(COMMENT.starts_at, COMMENT.ends_at, (), "evaluation")
    assert wording.phase_sentence(evaluation, NOW).startswith("Auswertung läuft bis Mittwoch, 2. Dezember 2026")
    assert wording.period(result) == "ab Sonntag, 1. November 2026, 08:00 Uhr, bis auf Weiteres"


def test_closing_early_ends_or_cancels() -> None:
    closed = at(2026, 11, 20, 10, 0)
    assert (
        wording.phase_sentence(COMMENT, NOW, closed) == "Kommentierung endete am Freitag, 20. November 2026, 10:00 Uhr"
    )
    coming = phase(at(2026, 11, 25, 8, 0), None)
    assert "entfällt" in wording.phase_sentence(coming, NOW, closed)
    later = at(2026, 11, 23, 10, 0)
    assert wording.phase_sentence(COMMENT, NOW, later).startswith("Sie können bis Mittwoch, 2. Dezember")


def test_banners() -> None:
    day = timedelta(days=1)
    rows = [phase(NOW + day, NOW + 2 * day), phase(NOW + 4 * day, NOW + 5 * day, (), "evaluation")]

    def title(now: datetime, **values: datetime | None) -> tuple[str, str]:
        made = wording.banner(rows, now, **{"published_at": NOW - day, **values})
        return made.title, made.kind

    assert title(NOW, published_at=None) == ("Entwurf", "warning")
    assert title(NOW) == ("Die Beteiligung hat noch nicht begonnen", "info")
    assert title(NOW + day) == ("Kommentierung", "success")
    assert title(NOW + 3 * day) == ("Gerade läuft keine Phase", "info")
    assert title(NOW + 4 * day) == ("Auswertung", "info")
    assert title(NOW + 6 * day) == ("Die Beteiligung ist beendet", "neutral")
    closed = wording.banner(rows, NOW + 4 * day, published_at=NOW - day, closed_at=NOW + day)
    assert closed.title == "Die Beteiligung ist beendet"
    assert "vorzeitig beendet" in closed.text
    assert "Auswertung läuft bis" in closed.text
    assert wording.banner([], NOW, published_at=NOW).text == ""


def test_the_timeline_says_past_now_and_future() -> None:
    rows = [
        phase(NOW - timedelta(days=9), NOW - timedelta(days=5), (), "information"),
        phase(NOW - timedelta(days=5), NOW + timedelta(days=5)),
        phase(NOW + timedelta(days=5), None, ("results",), "result"),
    ]
    assert [entry.state for entry in wording.timeline(rows, NOW)] == ["past", "now", "future"]
    assert [entry.title for entry in wording.timeline(rows, NOW)] == ["Information", "Kommentierung", "Ergebnis"]


def test_english() -> None:
    with translation.override("en"):
        assert wording.when(COMMENT.ends_at) == "Wednesday, 2 December 2026, 18:00"  # type: ignore[arg-type]
        said = wording.phase_sentence(COMMENT, NOW)
        assert said == "You can comment until Wednesday, 2 December 2026, 18:00 (10 days left)"
