"""Checks objects against the published OParl schemas: JSON Schema with `references`, `schema` and "format": "url"."""

import json
import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "object": dict,
    "array": list,
    "number": (int, float),
}


@lru_cache
def schema(folder: Path, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
    return loaded


def faults(folder: Path, value: Any, name: str, place: str = "") -> list[str]:
    """What is wrong with an object; properties that the schema does not know are faults too."""
    rules = schema(folder, name)
    place = place or name.removesuffix(".json")
    if not isinstance(value, dict):
        return [f"{place}: no object"]
    found = [f"{place}: {each} is missing" for each in rules["required"] if each not in value]
    for key, inner in value.items():
        known = rules["properties"].get(key)
        found += _faults(folder, inner, known, f"{place}.{key}") if known else [f"{place}: {key} is not known"]
    return found


def _faults(folder: Path, value: Any, rules: dict[str, Any], place: str) -> list[str]:
    wanted = TYPES[rules["type"]]
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        return [f"{place}: {value!r} is no {rules['type']}"]
    if rules["type"] == "object":
        return faults(folder, value, rules["schema"], place) if "schema" in rules else []
    if rules["type"] == "array":
        return [
            fault for at, each in enumerate(value) for fault in _item(folder, each, rules["items"], f"{place}[{at}]")
        ]
    if "pattern" in rules and not re.search(rules["pattern"], value):
        return [f"{place}: {value!r} does not match"]
    return [] if _has_format(value, rules.get("format")) else [f"{place}: {value!r} is no {rules['format']}"]


def _item(folder: Path, value: Any, rules: dict[str, Any], place: str) -> list[str]:
    if "schema" in rules:
        return faults(folder, value, rules["schema"], place)
    return _faults(folder, value, rules, place)


def _has_format(value: Any, name: str | None) -> bool:
    try:
        if name == "url":
            return urlsplit(value).scheme in {"http", "https"} and bool(urlsplit(value).hostname)
        if name == "date":
            return bool(date.fromisoformat(value))
        if name == "date-time":
            return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
    return True


def references(folder: Path, value: dict[str, Any], name: str) -> list[tuple[str, str]]:
    """(address, kind it must lead to) of every reference of an object and of the objects inside it."""
    found: list[tuple[str, str]] = []
    for key, rules in schema(folder, name)["properties"].items():
        if key not in value:
            continue
        inner = rules.get("schema") or rules.get("items", {}).get("schema")
        target = rules.get("references")
        if target == "externalList":
            found.append((value[key], f"list of {inner}"))
        elif target:
            each = value[key] if isinstance(value[key], list) else [value[key]]
            found += [(address, f"{target}.json") for address in each]
        elif inner and isinstance(value[key], dict | list):
            rows = value[key] if isinstance(value[key], list) else [value[key]]
            found += [pair for row in rows for pair in references(folder, row, inner)]
    return found
