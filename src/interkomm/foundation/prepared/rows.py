"""Reads whose SQL the ORM works out once: for the two or three queries behind the hottest pages.

Working out the SQL of a query with twenty columns, joins and subqueries costs Django more than running it. Here a
function builds the query set with place holders, its SQL is kept per shape, and each read only puts its values in. What
runs is the ORM's own SQL with parameters; nobody writes SQL by hand.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

Value = int | str
Build = Callable[[Mapping[str, Any], tuple[Any, ...]], QuerySet[Any, dict[str, Any]]]
_FIRST = 9_007_199_000_000_000  # place holders for numbers: above every key that a table will have
KEPT_SHAPES = 256


def rows(build: Build, values: Mapping[str, Value], shape: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
    """The rows of `build(values, shape)`, a query set of `.values()`.

    `values`: what changes from read to read, used as they are in filters. `shape`: what changes the SQL itself (order,
    page); hashable. Numbers, texts, booleans and moments come back as from the ORM; moments are aware, in UTC.
    """
    kinds = tuple((name, isinstance(value, str)) for name, value in values.items())
    sql, parameters, columns = _worked_out(build, kinds, shape, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [values[each.name] if isinstance(each, _Place) else each for each in parameters])
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


class _Place:
    """Where a value goes."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


@lru_cache(maxsize=KEPT_SHAPES)
def _worked_out(
    build: Build, kinds: tuple[tuple[str, bool], ...], shape: tuple[Any, ...], _vendor: str
) -> tuple[str, tuple[Any, ...], tuple[str, ...]]:
    holders: dict[str, Value] = {
        name: f"\ue000{name}\ue001" if is_text else _FIRST + number for number, (name, is_text) in enumerate(kinds)
    }
    query = build(holders, shape).query
    sql, parameters = query.get_compiler(connection=connection).as_sql()
    places = {holder: _Place(name) for name, holder in holders.items()}
    found = tuple(places.get(each, each) if isinstance(each, (int, str)) else each for each in parameters)
    if len({each.name for each in found if isinstance(each, _Place)}) != len(holders):
        raise ValueError("a value is not used as a parameter of its own")
    return sql, found, (*query.extra_select, *query.values_select, *query.annotation_select)


def moment(value: Any) -> datetime | None:
    """A moment as the database gives it: SQLite knows texts and moments without zone, both in UTC."""
    if isinstance(value, str):
        value = parse_datetime(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value if isinstance(value, datetime) else None
