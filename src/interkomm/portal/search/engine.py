"""Full-text search on both databases over the same stems, so that both find the same.

SQLite: an FTS5 table. PostgreSQL: a `tsvector` of the configuration "simple" with a GIN index. The number of a row is
the key of its entry times 16 plus the number of its kind: hits are counted by kind without reading the entries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from interkomm.portal.search.models import SearchEntry

TABLE = "portal_search_text"
KINDS: tuple[str, ...] = tuple(SearchEntry.Kind.values)
_KIND_BITS = 16
TITLE_WEIGHT, TEXT_WEIGHT = 12.0, 1.0
_SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(title, body, places, tokenize='ascii', prefix='3 4')",
)
_POSTGRES = (
    f"CREATE TABLE IF NOT EXISTS {TABLE} (id bigint PRIMARY KEY, document tsvector NOT NULL)",
    f"CREATE INDEX IF NOT EXISTS {TABLE}_document ON {TABLE} USING gin (document)",
)


@dataclass(frozen=True)
class Row:
    """What the engine stores of one entry: stems and place tokens, separated by spaces."""

    pk: int
    kind: str
    title: str
    body: str
    places: str

    @property
    def number(self) -> int:
        return number_of(self.pk, self.kind)


@dataclass(frozen=True)
class Query:
    """`groups`: every group must occur, of a group any alternative; a trailing * means "begins with"."""

    groups: tuple[tuple[str, ...], ...]
    place: str = ""
    kind: str = ""


def number_of(pk: int, kind: str) -> int:
    return pk * _KIND_BITS + KINDS.index(kind)


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def ensure() -> None:
    """Make the table when it is missing; called after every migration."""
    with connection.cursor() as cursor:
        for statement in _SQLITE if is_sqlite() else _POSTGRES:
            cursor.execute(statement)


def clear() -> None:
    """Forget all texts."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 - a constant


def store(rows: Sequence[Row]) -> None:
    """Add or replace texts."""
    with connection.cursor() as cursor:
        if is_sqlite():
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(row.number,) for row in rows])  # noqa: S608
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, title, body, places) VALUES (%s, %s, %s, %s)",  # noqa: S608
                [(row.number, row.title, row.body, row.places) for row in rows],
            )
            return
        cursor.executemany(
            f"INSERT INTO {TABLE} (id, document) VALUES (%s, setweight(to_tsvector('simple', %s), 'A') || "  # noqa: S608
            "setweight(to_tsvector('simple', %s), 'D') || setweight(to_tsvector('simple', %s), 'C')) "
            "ON CONFLICT (id) DO UPDATE SET document = excluded.document",
            [(row.number, row.title, row.body[:500_000], row.places) for row in rows],
        )


def remove(entries: Iterable[tuple[int, str]]) -> None:
    """Forget the texts of these entries (key, kind)."""
    numbers = [(number_of(pk, kind),) for pk, kind in entries]
    with connection.cursor() as cursor:
        column = "rowid" if is_sqlite() else "id"
        cursor.executemany(f"DELETE FROM {TABLE} WHERE {column} = %s", numbers)  # noqa: S608


def counts(query: Query) -> dict[str, int]:
    """Hits by kind, whatever kind is chosen. One statement."""
    if is_sqlite():
        sql = f"SELECT rowid & 15, count(*) FROM {TABLE} WHERE {TABLE} MATCH %s GROUP BY 1"  # noqa: S608
    else:
        sql = f"SELECT id & 15, count(*) FROM {TABLE} WHERE document @@ to_tsquery('simple', %s) GROUP BY 1"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [expression(query)])
        return {KINDS[number]: count for number, count in cursor.fetchall()}


def best(query: Query, offset: int, limit: int) -> list[int]:
    """Keys of the entries, best first: words in the title count most. One statement."""
    if is_sqlite():
        chosen = "AND rowid & 15 = %s" if query.kind else ""
        sql = (
            f"SELECT rowid / 16 FROM {TABLE} WHERE {TABLE} MATCH %s {chosen} "  # noqa: S608
            f"ORDER BY bm25({TABLE}, {TITLE_WEIGHT}, {TEXT_WEIGHT}, 0.0), rowid DESC LIMIT %s OFFSET %s"
        )
    else:
        chosen = "AND id & 15 = %s" if query.kind else ""
        sql = (
            f"SELECT id / 16 FROM {TABLE}, to_tsquery('simple', %s) asked WHERE document @@ asked {chosen} "  # noqa: S608
            "ORDER BY ts_rank('{0.05, 0, 0, 1}', document, asked, 1) DESC, id DESC LIMIT %s OFFSET %s"
        )
    kind = [KINDS.index(query.kind)] if query.kind else []
    with connection.cursor() as cursor:
        cursor.execute(sql, [expression(query), *kind, limit, offset])
        return [row[0] for row in cursor.fetchall()]


def expression(query: Query) -> str:
    """The query in the language of the database. Terms hold letters and digits only, so nothing can be smuggled in."""
    if is_sqlite():
        groups = [" OR ".join(_sqlite_term(term) for term in group) for group in query.groups]
        parts = [f"{{title body}} : ({group})" for group in groups]
        if query.place:
            parts.append(f'places : "{query.place}"')
        return " AND ".join(parts)
    groups = [
        "|".join(f"{term[:-1]}:*AD" if term.endswith("*") else f"{term}:AD" for term in group) for group in query.groups
    ]
    parts = [f"({group})" for group in groups]
    if query.place:
        parts.append(f"{query.place}:C")
    return "&".join(parts)


def _sqlite_term(term: str) -> str:
    return f'"{term[:-1]}" *' if term.endswith("*") else f'"{term}"'
