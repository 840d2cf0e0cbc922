"""Cells as people write them: dates, amounts, points, addresses, lists."""

import re
from decimal import Decimal, InvalidOperation

from interkomm.calc.casereading.dates import read_date
from interkomm.calc.casereading.structured.raw import Value
from interkomm.calc.cases import PartialDate

MOST_PARTS = 500
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "october": 10, "december": 12,
    "april": 4, "august": 8, "september": 9, "november": 11, "mar": 3, "oct": 10, "dec": 12,
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?(?:[T ][\d:.]{4,12})?(?:Z|[+-]\d\d:?\d\d)?")
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
_YEAR = re.compile(r"(1[89]\d\d|20\d\d)(?:\.0|Z)?")
_ENGLISH = re.compile(r"(?:(\d\d?)(?:st|nd|rd|th)? )?([A-Za-z]{3,9})\.? (?:(\d\d?)(?:st|nd|rd|th)?, )?(\d{4})")
_AMOUNT = re.compile(
    r"(?P<figure>[+-]?\d[\d.,' \u202f]{0,24})\s{0,3}(?P<scale>Mio\.?|Millionen|million|Tsd\.?|T€)?", re.IGNORECASE
)
_SCALES = {"mio": 6, "millionen": 6, "million": 6, "tsd": 3, "t€": 3}
_DEGREES = re.compile(
    r"(\d{1,3})\s{0,2}°\s{0,2}(?:(\d{1,2})\s{0,2}['′’]\s{0,2})?(?:(\d{1,2}(?:[.,]\d{1,6})?)\s{0,2}(?:\"|″|''|”)\s{0,2})?([NSEWO])",
    re.IGNORECASE,
)
_DECIMALS = re.compile(r"([+-]?\d{1,3}[.,]\d{1,12})\s{0,3}[,;/ ]\s{0,3}([+-]?\d{1,3}[.,]\d{1,12})")
_ADDRESS = re.compile(r"https?://[^\s<>\"'\]|]{3,1900}", re.IGNORECASE)
_BARE_ADDRESS = re.compile(
    r"\bwww\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.[a-z]{2,12}\b(?:/[^\s<>\"']{0,500})?", re.IGNORECASE
)


def date_of(value: Value) -> PartialDate | None:
    """The date that a cell says, None when it says none or none that exists."""
    if value.date is not None:
        return value.date
    text = value.text.strip()
    try:
        if found := _ISO.fullmatch(text):
            return PartialDate(*(int(part or 0) for part in found.groups()))
        if found := _SLASHES.fullmatch(text):
            return PartialDate(int(found[3]), int(found[2]), int(found[1]))
        if found := _YEAR.fullmatch(text):
            return PartialDate(int(found[1]))
        if (found := _ENGLISH.fullmatch(text)) and found[2].lower() in _MONTHS:
            return PartialDate(int(found[4]), _MONTHS[found[2].lower()], int(found[1] or found[3] or 0))
    except ValueError:
        return None
    return read_date(text)


def amount_of(text: str) -> str:
    """The figure of a cell as a decimal: "1.600.000,50 €" → "1600000.50", "1,6 Mio. EUR" → "1600000"; "" when none."""
    found = _AMOUNT.search(text[:200])
    if found is None:
        return ""
    figure = re.sub(r"[' \u202f]", "", found["figure"]).rstrip(".,")
    try:
        number = Decimal(_plain(figure))
    except InvalidOperation:
        return ""
    scale = _SCALES.get((found["scale"] or "").lower().rstrip("."), 0)
    number = number.scaleb(scale)
    return f"{number.normalize():f}" if number == number.to_integral_value() else f"{number:f}"


def _plain(figure: str) -> str:
    """Points and commas: the last one is the decimal sign unless exactly three digits follow every one of its kind."""
    comma, point = figure.rfind(","), figure.rfind(".")
    if comma >= 0 and point >= 0:
        thousands, decimal = (".", ",") if comma > point else (",", ".")
        return figure.replace(thousands, "").replace(decimal, ".")
    sign = "," if comma >= 0 else "."
    parts = figure.split(sign)
    grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and parts[0] not in ("0", "")
    return "".join(parts) if grouped else ".".join(parts)


def point_of(value: Value) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, from decimals or degrees, minutes, seconds; None when they lie nowhere."""
    found = value.point or _of_degrees(value.text[:200]) or _of_decimals(value.text[:200])
    if found is None or abs(found[0]) > 90 or abs(found[1]) > 180:
        return None
    return round(found[0], 6), round(found[1], 6)


def _of_decimals(text: str) -> tuple[float, float] | None:
    found = _DECIMALS.search(text)
    return (degree(found[1]) or 0.0, degree(found[2]) or 0.0) if found else None


def degree(text: str) -> float | None:
    """One coordinate in decimal degrees, None when the text is none."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) <= 180 else None


def _of_degrees(text: str) -> tuple[float, float] | None:
    north = east = None
    for degrees, minutes, seconds, side in _DEGREES.findall(text)[:2]:
        number = int(degrees) + int(minutes or 0) / 60 + float((seconds or "0").replace(",", ".")) / 3600
        if side.upper() in "NS":
            north = number if side.upper() == "N" else -number
        else:
            east = -number if side.upper() == "W" else number
    return (north, east) if north is not None and east is not None else None


def addresses_of(value: Value) -> list[str]:
    """The web addresses of a cell; "www.…" gets https."""
    if value.url and not _ADDRESS.search(value.text):
        return [value.url]
    found = [each.rstrip(".,;)") for each in _ADDRESS.findall(value.text)]
    if not found:
        found = [f"https://{each.rstrip('.,;)')}" for each in _BARE_ADDRESS.findall(value.text)]
    return list(dict.fromkeys(found))[:20]


def parts_of(text: str) -> list[str]:
    """The entries of a list in one cell: by lines, else semicolons, else commas outside brackets."""
    for separator in ("\n", ";", "|", "•"):
        if separator in text:
            return _trimmed(text.split(separator))
    return _trimmed(_by_commas(text))


def _by_commas(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif sign == "," and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _trimmed(parts: list[str]) -> list[str]:
    found = (part.strip(" \t\r\n•*·-–") for part in parts)
    return list(dict.fromkeys(part for part in found if part))[:MOST_PARTS]
