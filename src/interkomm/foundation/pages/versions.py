"""Reading topic versions on every hit, beside Django's connection: microseconds on SQLite, one statement on PostgreSQL."""

import sqlite3
import threading
from collections.abc import Mapping
from typing import Any, Protocol

import psycopg
from django.db import connection

ALL = "SELECT topic, version FROM foundation_topicversion"


class VersionReader(Protocol):
    def current(self) -> Mapping[str, int]:
        """All topic versions committed at the time of the call."""


class SqliteVersions(threading.local):
    """`PRAGMA data_version` changes when another connection has committed: only then are the versions read again."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, timeout=5)
        self._seen = -1
        self._versions: dict[str, int] = {}

    def current(self) -> Mapping[str, int]:
        (now,) = self._connection.execute("PRAGMA data_version").fetchone()
        if now != self._seen:
            self._versions = dict(self._connection.execute(ALL).fetchall())
            self._seen = now
        return self._versions


class PostgresVersions(threading.local):
    """One prepared statement on an own connection; reconnects once when the server has gone."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = parameters
        self._connection: psycopg.Connection[tuple[str, int]] | None = None

    def current(self) -> Mapping[str, int]:
        try:
            return self._read()
        except psycopg.OperationalError:
            self._connection = None
            return self._read()

    def _read(self) -> Mapping[str, int]:
        if self._connection is None:
            self._connection = psycopg.connect(**self._parameters, autocommit=True, prepare_threshold=0)
        return dict(self._connection.execute(ALL).fetchall())


def reader_for(wrapper: Any = connection) -> VersionReader:
    """The reader that fits the configured database."""
    if wrapper.vendor == "sqlite":
        return SqliteVersions(str(wrapper.settings_dict["NAME"]))
    parameters = {key: value for key, value in wrapper.get_connection_params().items() if _plain(key, value)}
    return PostgresVersions(parameters)


def _plain(key: str, value: object) -> bool:
    return key in {"dbname", "user", "password", "host", "port", "sslmode"} and value not in (None, "")
