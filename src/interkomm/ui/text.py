"""How values are written on pages: dates, numbers, sizes, plain text and a safe subset of Markdown."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

import nh3
from django.utils import translation
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

BERLIN = ZoneInfo("Europe/Berlin")
MONTHS = {
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
MARKDOWN_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "code", "pre", "hr"}
MARKDOWN_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
LINK_SCHEMES = {"http", "https", "mailto", "tel"}
GROUPING = {"de": ".", "en": ","}  # between thousands
EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")


def _language() -> str:
    return "en" if (translation.get_language() or "de").startswith("en") else "de"


def _in_berlin(moment: datetime) -> datetime:
    return moment.astimezone(BERLIN) if moment.tzinfo else moment.replace(tzinfo=BERLIN)


def localdate(value: date | datetime | None) -> str:
    """Write a day: "22. November 2026" or "22 November 2026" in English, a moment in Berlin time; None is ""."""
    if value is None:
        return ""
    day = _in_berlin(value).date() if isinstance(value, datetime) else value
    language = _language()
    dot = "." if language == "de" else ""
    return f"{day.day}{dot} {MONTHS[language][day.month - 1]} {day.year}"


def localtime(value: datetime | None) -> str:
    """Write a moment in Berlin time: "22.11.2026, 14:05 Uhr" or "22 November 2026, 14:05" in English; None is ""."""
    if value is None:
        return ""
    moment = _in_berlin(value)
    if _language() == "en":
        return f"{localdate(moment)}, {moment:%H:%M}"
    return f"{moment:%d.%m.%Y, %H:%M} Uhr"


def timetag(value: date | datetime | None) -> Markup:
    """Write a day or moment inside ``<time datetime="…">``."""
    if value is None:
        return Markup("")
    if isinstance(value, datetime):
        moment = _in_berlin(value)
        return Markup('<time datetime="{}">{}</time>').format(moment.isoformat(timespec="minutes"), localtime(moment))
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), localdate(value))


def number(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    """Write a number with the separators of the language: "1.234,5" or "1,234.5"; None is "–"."""
    if value is None:
        return "–"
    text = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
    if _language() == "de":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "−")


def money(cents: float | Decimal | None, unit: str = "€") -> str:
    """Write an amount of cents: "1.234,56 €"; with an empty unit the number alone; None is "–"."""
    return "–" if cents is None else f"{number(Decimal(round(cents)) / 100, 2)} {unit}".rstrip()


def plain_number(text: str) -> str:
    """What somebody typed as digits with a decimal point, the counterpart of `number`: "1.234,5" and "1,234.5" are "1234.5".

    Of two different marks the last one is the decimal mark. A single mark before three digits groups thousands where the
    language of the page writes it so: "1.250" is 1250 in German, "1,250" in English. What is not a number stays as it is.
    """
    text = "".join(text.replace("€", "").replace("%", "").replace("−", "-").replace("’", "").replace("'", "").split())
    marks = [sign for sign in text if sign in ".,"]
    whole, fraction, group = text, "", ""
    if len(set(marks)) == 2:
        whole, _mark, fraction = text.rpartition(marks[-1])
        group = marks[0]
    elif len(marks) > 1 or (marks == [GROUPING[_language()]] and _is_grouped(text, marks[0])):
        group = marks[0]
    elif marks:
        whole, _mark, fraction = text.partition(marks[0])
    if group:
        if not _is_grouped(whole, group):
            return text
        whole = whole.replace(group, "")
    return f"{whole}.{fraction}" if fraction else whole


def _is_grouped(text: str, mark: str) -> bool:
    return bool(re.fullmatch(rf"-?[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+", text))


def typed_number(text: str) -> str:
    """Digits with a decimal point as somebody would type them: "1234,5" in German. `plain_number` reads it again."""
    return text.replace(".", ",") if _language() == "de" else text


def filesize(size: int) -> str:
    """Write a number of bytes: "340 kB", "1,2 MB" (powers of 1000, as on the disk of the reader)."""
    if size < 1000:
        return f"{size} Byte"
    if size < 1_000_000:
        return f"{number(round(size / 1000))} kB"
    return f"{number(size / 1_000_000, 1)} MB"


def plain_text(value: str) -> Markup:
    """Turn plain text into paragraphs and line breaks; everything in it is escaped."""
    paragraphs = [part.strip("\n") for part in EMPTY_LINES.split(value.replace("\r\n", "\n").strip())]
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>\n").join(escape(line) for line in part.split("\n")))
        for part in paragraphs
        if part
    )


@cache
def _markdown_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")


def markdown(value: str) -> Markup:
    """Turn the Markdown subset into clean HTML: no HTML of the author, no pictures, h1 and h2 become h3.

    The parser already drops HTML; nh3 (a parser of its own) makes sure of it. Links get ``rel="nofollow ugc"``.
    """
    html = _markdown_parser().render(value)
    html = re.sub(r"<(/?)h[12]>", r"<\1h3>", html)
    html = re.sub(r"<(/?)h6>", r"<\1h5>", html)
    clean = nh3.clean(
        html,
        tags=MARKDOWN_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes=LINK_SCHEMES,
        link_rel="nofollow ugc noopener",
    )
    return Markup(clean)  # noqa: S704 - cleaned by nh3 just above


def truncate_words(value: str, count: int = 30) -> str:
    """Return at most ``count`` words of a text, with "…" where something is left out."""
    words = value.split()
    return " ".join(words) if len(words) <= count else " ".join(words[:count]) + " …"
