"""Reads an OParl server: from its system or one town to sessions, papers and councils, page by page, within limits."""

from collections.abc import Callable
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

from interkomm.exchange.oparl.reading import Item, Unreadable, items_of, kind_of, parsed
from interkomm.foundation.requests.outside import Refused, fetch

AGENT = "Interkomm OParl import"
MOST_PAGES = 300
MOST_BYTES = 60_000_000
LARGEST_PAGE = 15_000_000
LONGEST_SECONDS = 900.0  # for a whole server; while it is read, other work waits
LISTS = ("organization", "meeting", "paper", "agendaItem", "consultation")
Read = Callable[[str], bytes]


def outside(address: str) -> bytes:
    """One page of a server. Raises Refused."""
    return fetch(address, agent=AGENT, accept="application/json", max_bytes=LARGEST_PAGE)


def read_server(start: str, read: Read = outside) -> list[Item]:
    """The agenda items behind an address of a system, a town or a list. Only the host that was named is asked.

    Raises Unreadable; what was read before a limit is not kept, since half a council would look like a whole one.
    """
    host, waiting, seen = _host_of(start), [start], {start}
    values: list[Any] = []
    size, until = 0, monotonic() + LONGEST_SECONDS
    while waiting:
        if monotonic() > until:
            raise Unreadable("timeout")
        content = _read(waiting.pop(0), read)
        size += len(content)
        value = parsed(content)
        values.append(value)
        for address in _next(value, start):
            if address not in seen and _host_of(address) == host:
                seen.add(address)
                waiting.append(address)
        if size > MOST_BYTES or len(seen) > MOST_PAGES:
            raise Unreadable("size")
    found = items_of(values)
    if not found:
        raise Unreadable("empty")
    return found


def _read(address: str, read: Read) -> bytes:
    try:
        return read(address)
    except Refused as error:
        raise Unreadable(str(error)) from error


def _next(value: Any, start: str) -> list[str]:
    """Where it goes on: the next page, the towns of a system, the lists of a town."""
    if not isinstance(value, dict):
        return []
    links = value.get("links")
    found = [links.get("next")] if isinstance(links, dict) else []
    kind = kind_of(value)
    if kind == "System":
        found.append(value.get("body"))
    towns = [value] if kind == "Body" else [each for each in _rows(value) if kind_of(each) == "Body"]
    found += [town.get(name) for town in towns for name in LISTS]
    return [address for each in found if isinstance(each, str) and (address := _joined(start, each))]


def _joined(start: str, address: str) -> str:
    """The whole address; "" for what is none."""
    try:
        return urljoin(start, address) if address else ""
    except ValueError:
        return ""


def _host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _rows(value: dict[str, Any]) -> list[Any]:
    rows = value.get("data")
    return rows if isinstance(rows, list) else []
