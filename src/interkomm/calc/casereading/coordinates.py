"""Positions as pages write them: degrees, minutes, seconds or decimals."""

import re
from dataclasses import dataclass

_PART = (
    r"(?P<{0}d>\d{{1,3}})[ \t]{{0,3}}°[ \t]{{0,3}}"
    r"(?:(?P<{0}m>\d{{1,2}})[ \t]{{0,3}}['′’][ \t]{{0,3}}"
    r"(?:(?P<{0}s>\d{{1,2}}(?:[.,]\d{{1,8}})?)[ \t]{{0,3}}(?:\"|″|''|”)[ \t]{{0,3}})?)?"
)
_SEXAGESIMAL = re.compile(
    _PART.format("a") + r"(?P<ns>[NSns])[a-zü]{0,5}[,;/ \t]{1,4}" + _PART.format("b") + r"(?P<ew>[EOWeow])"
)
_DECIMAL = re.compile(
    r"(?<![\d.,])(?P<lat>-?\d{1,2}[.,]\d{2,12})[ \t]{0,2}(?:°[ \t]?[NS]?)?[,;/ \t][ \t]{0,2}"
    r"(?P<lon>-?\d{1,3}[.,]\d{2,12})(?![\d.,]\d)"
)


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees, WGS 84, rounded to six places (a tenth of a metre)."""

    lat: float
    lon: float
    start: int
    end: int


def find_position(text: str, start: int = 0, end: int | None = None) -> Position | None:
    """The first position between two places of a text."""
    stop = len(text) if end is None else end
    match = _SEXAGESIMAL.search(text, start, stop)
    if match:
        lat = _degrees(match["ad"], match["am"], match["as"]) * (-1 if match["ns"] in "Ss" else 1)
        lon = _degrees(match["bd"], match["bm"], match["bs"]) * (-1 if match["ew"] in "Ww" else 1)
        return _on_earth(lat, lon, match)
    match = _DECIMAL.search(text, start, stop)
    return _on_earth(_number(match["lat"]), _number(match["lon"]), match) if match else None


def _degrees(degrees: str, minutes: str | None, seconds: str | None) -> float:
    return int(degrees) + int(minutes or 0) / 60 + _number(seconds or "0") / 3600


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _on_earth(lat: float, lon: float, match: re.Match[str]) -> Position | None:
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    return Position(round(lat, 6), round(lon, 6), match.start(), match.end())
