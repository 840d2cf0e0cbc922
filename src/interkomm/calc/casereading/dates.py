"""Find dates in German text, with what stands before them ("bis Ende 2020", "seit 1998").

Described in docs/algorithms/casereading.md. Every pattern is linear: bounded repetitions, nothing nested.
"""

import re
from dataclasses import dataclass

from interkomm.calc.cases import PartialDate

MONTHS = {
    "januar": 1, "jänner": 1, "jan": 1, "februar": 2, "feber": 2, "feb": 2, "märz": 3, "maerz": 3, "mär": 3, "mrz": 3,
    "april": 4, "apr": 4, "mai": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "dezember": 12, "dez": 12,
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_GAP = r"[ \t\n]{1,9}"
_DATE = re.compile(
    rf"(?<![\d.,/§])(?:"
    rf"(?P<iso>(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d))(?!\d)"
    rf"|(?P<nd>\d\d?)\.[ \t]?(?P<nm>\d\d?)\.[ \t]?(?P<ny>{_YEAR})(?!\d)"
    rf"|(?P<wd>\d\d?)\.(?:[ \t]?(?:[/–-]|und|bis)[ \t]?\d\d?\.)?[ \t\n]{{0,9}}(?P<wm>{_MONTH}){_GAP}(?P<wy>{_YEAR})(?!\d)"
    rf"|(?P<mm>(?<!\w){_MONTH})(?:{_GAP}|[ \t]?/[ \t]?)(?P<my>{_YEAR})(?!\d)"
    rf"|(?P<sm>0[1-9]|1[0-2])/(?P<sy>{_YEAR})(?!\d)"
    rf"|(?P<y>(?<!\w){_YEAR})(?![\d%€]|[.,:]\d|-[^\W\d]|[ \t]?(?:%|€|(?:Euro|EUR|km|ha|m²|Einwohner\w*|Personen|Stück|Uhr)\b))"
    rf")",
    re.IGNORECASE,
)  # fmt: skip
_BEFORE = re.compile(
    r"(?:\b(?P<word>bis(?: (?:zum|zu|Ende|Mitte|Anfang))?|seit(?: dem)?|ab(?: dem)?|vom?|von)[ \t\n]{1,9})?"
    r"(?:(?:Ende|Anfang|Mitte|Frühjahr|Sommer|Herbst|Winter|Januar|im|in|dem|den|am|zum)[ \t\n]{1,9}){0,2}"
    r"(?:Jahr(?:e|es)?[ \t\n]{1,9})?$",
    re.IGNORECASE,
)
_REACH = 30
MOST_DATES = 2_000
UNTIL, SINCE, NEITHER = "until", "since", ""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `start`:`end` of the text. `bound`: "until" after "bis", "since" after "seit", "ab", "von"."""

    date: PartialDate
    start: int
    end: int
    bound: str = NEITHER


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[FoundDate]:
    """All dates between two positions, in order; dates that do not exist (30 February) are left out."""
    found = []
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        date = _date_of(match)
        if date is not None:
            at = match.start()
            found.append(FoundDate(date, at, match.end(), _bound(text, max(start, at - _REACH), at)))
            if len(found) >= MOST_DATES:
                break
    return found


def read_date(text: str) -> PartialDate | None:
    """The first date of a short text such as a cell, or None."""
    return next((each.date for each in find_dates(text[:200])), None)


def _date_of(match: re.Match[str]) -> PartialDate | None:
    for year, month, day in (
        ("iy", "im", "id"),
        ("ny", "nm", "nd"),
        ("wy", "wm", "wd"),
        ("my", "mm", ""),
        ("sy", "sm", ""),
    ):
        if match[year]:
            return _existing(match[year], match[month], match[day] if day else "0")
    return _existing(match["y"], "0", "0")


def _existing(year: str, month: str, day: str) -> PartialDate | None:
    number = int(month) if month.isdigit() else MONTHS[month.lower().rstrip(".")]
    try:
        return PartialDate(int(year), number, int(day))
    except ValueError:
        return None


def _bound(text: str, start: int, at: int) -> str:
    match = _BEFORE.search(text[start:at])
    word = ((match["word"] if match else "") or "").lower()
    if word.startswith("bis"):
        return UNTIL
    return SINCE if word else NEITHER
