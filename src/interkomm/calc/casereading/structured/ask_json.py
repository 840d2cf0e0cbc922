"""Results of a Semantic MediaWiki query as JSON: of `format=json` and of `api.php?action=ask` (versions 2 and 3).

A result has `printouts`: label → list of values. Pages are {"fulltext", "fullurl"}, dates {"timestamp", "raw"} with
`raw` = calendar/year/month/day/…, points {"lat", "lon"}, quantities {"value", "unit"}, records labels with `item`.
"""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from interkomm.calc.casereading.structured.raw import Row, Sheet, Unreadable, Value, cell, require_size
from interkomm.calc.cases import PartialDate

MOST_VALUES = 500  # of one printout
MOST_DEPTH = 6  # of records in records


def read_ask(text: str, name: str = "") -> Sheet:
    """The sheet of a query result, one row a page. Raises Unreadable(damaged, not_ask, empty, too_many_…)."""
    results = list(_results(_parsed(text)))
    if not results:
        raise Unreadable("empty")
    columns: dict[str, int] = {}
    rows = []
    for number, (title, result) in enumerate(results, start=1):
        printouts = result.get("printouts")
        cells: dict[int, tuple[Value, ...]] = {}
        for label, values in (printouts if isinstance(printouts, dict) else {}).items():
            found = tuple(_values(values))
            at = columns.setdefault(cell(str(label))[:200], len(columns))
            if found:
                cells[at] = found
        require_size(number, len(columns))
        shown = result.get("displaytitle") or result.get("fulltext") or title
        rows.append(Row(number, cells, cell(str(shown)), _address(result.get("fullurl"))))
    return Sheet(name, tuple(columns), tuple(rows))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise Unreadable("damaged", f"Zeile {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("damaged") from error


def _results(parsed: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    holder = parsed.get("query", parsed) if isinstance(parsed, dict) else None
    if not isinstance(holder, dict) or "results" not in holder:
        raise Unreadable("not_ask")
    results = holder["results"]
    if isinstance(results, dict):
        listed = list(results.items())
    elif isinstance(results, list):  # version 3: a list of objects with one title each; also what PHP makes of nothing
        listed = [pair for each in results if isinstance(each, dict) for pair in _titled(each)]
    else:
        raise Unreadable("not_ask")
    for title, result in listed:
        if isinstance(result, dict):
            yield title, result


def _titled(each: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(str(each.get("fulltext", "")), each)] if "printouts" in each else list(each.items())


def _values(values: Any) -> Iterator[Value]:
    listed = values if isinstance(values, list) else list(values.values()) if isinstance(values, dict) else [values]
    for each in listed[:MOST_VALUES]:
        found = _value(each)
        if found is not None and found.text:
            yield found


def _value(each: Any, depth: int = 0) -> Value | None:
    if isinstance(each, bool):
        return Value("ja" if each else "nein")
    if isinstance(each, (str, int, float)):
        return Value(_number(each) if isinstance(each, (int, float)) else cell(each))
    if isinstance(each, list):
        return _record({"": {"item": each}}, depth)
    return _of_object(each, depth) if isinstance(each, dict) else None


def _of_object(each: dict[str, Any], depth: int) -> Value | None:
    if "fulltext" in each:
        return Value(cell(str(each.get("displaytitle") or each["fulltext"])), url=_address(each.get("fullurl")))
    if "raw" in each or "timestamp" in each:
        return _date(str(each.get("raw", "")))
    if "lat" in each and "lon" in each:
        return _point(each["lat"], each["lon"])
    if "value" in each:
        return Value(cell(f"{_number(each['value'])} {each.get('unit') or ''}".strip()))
    return _record(each, depth)


def _record(each: dict[str, Any], depth: int) -> Value | None:
    """The parts of a record, one behind the other."""
    if depth >= MOST_DEPTH:
        return None
    parts = []
    for part in each.values():
        inner = part.get("item", []) if isinstance(part, dict) else [part]
        listed = inner if isinstance(inner, list) else [inner]
        parts += [found.text for one in listed[:MOST_VALUES] if (found := _value(one, depth + 1)) is not None]
    return Value(cell(", ".join(part for part in parts if part)))


def _date(raw: str) -> Value | None:
    numbers = [part for part in raw.split("/")[1:4] if part]
    try:
        found = PartialDate(*(int(part) for part in numbers[:3]))
    except (ValueError, TypeError):
        return Value(cell(raw)) if raw else None
    return Value(str(found), date=found)


def _point(lat: Any, lon: Any) -> Value | None:
    try:
        north, east = float(lat), float(lon)
    except (TypeError, ValueError, OverflowError):
        return None
    if not (math.isfinite(north) and math.isfinite(east)):
        return None
    return Value(f"{north:.6f}, {east:.6f}", point=(north, east))


def _number(each: Any) -> str:
    if isinstance(each, float) and math.isfinite(each) and each.is_integer() and abs(each) < 1e15:
        return str(int(each))
    return str(each)[:100]


def _address(url: Any) -> str:
    text = str(url or "").strip()[:2000]
    if text.startswith("//"):
        text = f"https:{text}"
    return text if text.lower().startswith(("http://", "https://")) else ""
