"""How dates, numbers and texts are written in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from interkomm.ui import text

NOON = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "moment", "figure"),
    [
        ("de", "22. November 2026", "22.11.2026, 14:05 Uhr", "1.234,5"),
        ("en", "22 November 2026", "22 November 2026, 14:05", "1,234.5"),
    ],
)
def test_values_follow_the_language(language: str, day: str, moment: str, figure: str) -> None:
    with translation.override(language):
        assert text.localdate(date(2026, 11, 22)) == day
        assert text.localtime(NOON) == moment
        assert text.number(1234.5) == figure


def test_moment_late_in_utc_is_the_next_day_in_berlin() -> None:
    with translation.override("de"):
        assert text.localdate(datetime(2026, 7, 31, 22, 30, tzinfo=UTC)) == "1. August 2026"
        assert text.localtime(datetime(2026, 7, 31, 22, 30, tzinfo=UTC)) == "01.08.2026, 00:30 Uhr"


def test_time_tag_says_the_offset_of_berlin() -> None:
    with translation.override("de"):
        assert text.timetag(NOON) == '<time datetime="2026-11-22T14:05+01:00">22.11.2026, 14:05 Uhr</time>'
        assert text.timetag(date(2026, 1, 2)) == '<time datetime="2026-01-02">2. Januar 2026</time>'


def test_missing_values_are_empty_or_a_dash() -> None:
    assert (text.localdate(None), text.localtime(None), str(text.timetag(None))) == ("", "", "")
    assert text.number(None) == "–"


def test_numbers_keep_their_digits() -> None:
    with translation.override("de"):
        assert text.number(-1200) == "−1.200"
        assert text.number(Decimal("0.10")) == "0,10"
        assert text.number(2, 2) == "2,00"
        assert text.filesize(999) == "999 Byte"
        assert text.filesize(340_042) == "340 kB"
        assert text.filesize(1_250_000) == "1,2 MB"


def test_amounts_of_cents() -> None:
    with translation.override("de"):
        assert [text.money(each) for each in (123_456, -5, 0, None)] == ["1.234,56 €", "−0,05 €", "0,00 €", "–"]
        assert (text.money(1999.6, ""), text.money(100, "Mio. SEK")) == ("20,00", "1,00 Mio. SEK")


def test_plain_text_becomes_paragraphs_and_stays_text() -> None:
    html = text.plain_text("Erste <b>Zeile</b>\r\nzweite\n\n \nneuer Absatz & mehr\n")
    assert html == "<p>Erste &lt;b&gt;Zeile&lt;/b&gt;<br>\nzweite</p>\n<p>neuer Absatz &amp; mehr</p>"
    assert text.plain_text("  \n ") == ""


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "<img src=x onerror=go>",
        "![x](https://example.org/spy.png)",
        '<p style="position:fixed">x</p>',
    ],
)
def test_markdown_is_harmless(hostile: str) -> None:
    html = text.markdown(hostile).lower()
    for part in ("<script", "<img", "<p style", 'href="javascript', 'href="data'):
        assert part not in html


def test_markdown_subset() -> None:
    html = text.markdown("# Titel\n\n**fett** [Link](https://example.org)\n\n- eins")
    assert "<h3>Titel</h3>" in html
    assert "<strong>fett</strong>" in html
    assert "<li>eins</li>" in html
    assert 'rel="nofollow ugc noopener"' in html


def test_truncate_words() -> None:
    assert text.truncate_words("eins zwei drei", 2) == "eins zwei …"
    assert text.truncate_words("eins zwei", 2) == "eins zwei"


@pytest.mark.parametrize(
    ("language", "typed", "plain"),
    [
        ("de", "1.234,50", "1234.50"), ("en", "1,234.50", "1234.50"), ("de", "1,234.50", "1234.50"),
        ("de", "14.195", "14195"), ("en", "14.195", "14.195"), ("en", "14,195", "14195"), ("de", "14,195", "14.195"),
        ("en", "12,5", "12.5"), ("de", "12.5", "12.5"), ("de", "1.234.567", "1234567"), ("de", "0.195", "0.195"),
        ("de", "1 250 €", "1250"), ("de", "1’250,00", "1250.00"), ("de", "−3,5 %", "-3.5"), ("de", ",5", ".5"),
        ("de", "31.12.2026", "31.12.2026"), ("de", "1.2.3,4", "1.2.3,4"), ("de", "", ""), ("de", "fünf", "fünf"),
    ],
)  # fmt: skip
def test_typed_numbers_are_read_as_the_language_writes_them(language: str, typed: str, plain: str) -> None:
    with translation.override(language):
        assert text.plain_number(typed) == plain


@given(st.decimals(0, 10**9, places=3), st.sampled_from(["de", "en"]))
def test_what_we_write_we_can_read(value: Decimal, language: str) -> None:
    with translation.override(language):
        assert Decimal(text.plain_number(text.number(value))) == value
        assert Decimal(text.plain_number(text.typed_number(f"{value:f}"))) == value
