"""All rows of all tables as lines of JSON, independent of the database: SQLite and PostgreSQL read each other's."""

import base64
import gzip
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.utils.duration import duration_string

CHUNK = 2000
SNAPSHOT = "snapshot"
Model = type[models.Model]


def tables() -> list[Model]:
    """The models whose tables belong to a site, in order of their names."""
    found = [model for model in apps.get_models(include_auto_created=True) if _is_table(model)]
    return sorted(found, key=lambda model: model._meta.label_lower)


def _is_table(model: Model) -> bool:
    return model._meta.managed and not model._meta.proxy and not model._meta.swapped


def columns(model: Model) -> list["models.Field[Any, Any]"]:
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


@contextmanager
def snapshot(directory: Path) -> Iterator[str]:
    """One consistent state of the database to read from, while others go on writing; gives the alias to read."""
    wrapper = connections["default"]
    if wrapper.vendor != "sqlite":
        with transaction.atomic():
            with wrapper.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield "default"
        return
    copy = directory / "snapshot.sqlite3"
    with sqlite3.connect(copy) as target, sqlite3.connect(str(wrapper.settings_dict["NAME"])) as source:
        source.backup(target, pages=-1)
    target.close()
    source.close()
    connections.databases[SNAPSHOT] = {**wrapper.settings_dict, "NAME": str(copy), "OPTIONS": {}}
    try:
        yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.databases[SNAPSHOT]
        copy.unlink()


def write_table(model: Model, file: Path, alias: str) -> int:
    """Write the rows of one table, first line the column names; returns the number of rows."""
    fields = columns(model)
    names = [field.attname for field in fields]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names).iterator(chunk_size=CHUNK)
    count = 0
    with gzip.open(file, "wt", encoding="utf-8", compresslevel=4) as output:
        output.write(json.dumps(names) + "\n")
        for row in rows:
            output.write(json.dumps([_encode(value) for value in row], ensure_ascii=False) + "\n")
            count += 1
    return count


_ENCODERS: list[tuple[type | tuple[type, ...], Callable[[Any], str]]] = [
    ((datetime, date, time), lambda value: str(value.isoformat())),
    ((UUID, Decimal), str),
    (timedelta, duration_string),
    ((bytes, memoryview), lambda value: base64.b64encode(bytes(value)).decode("ascii")),
]


def _encode(value: Any) -> Any:
    return next((encode(value) for kinds, encode in _ENCODERS if isinstance(value, kinds)), value)


def read_table(model: Model, file: Path) -> int:
    """Insert the rows of one table as they were, without defaults or automatic times; returns the number of rows."""
    by_name = {field.attname: field for field in columns(model)}
    count = 0
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        fields = [by_name[name] for name in json.loads(next(lines))]
        objects = (_object(model, fields, json.loads(line)) for line in lines)
        while chunk := list(islice(objects, CHUNK)):
            _insert(model, fields, chunk)
            count += len(chunk)
    return count


def _object(model: Model, fields: list["models.Field[Any, Any]"], values: list[Any]) -> models.Model:
    pairs = zip(fields, values, strict=True)
    return model(**{field.attname: None if value is None else _decode(field, value) for field, value in pairs})


def _decode(field: "models.Field[Any, Any]", value: Any) -> Any:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return value if isinstance(target, models.JSONField) else target.to_python(value)


def _insert(model: Model, fields: list["models.Field[Any, Any]"], objects: list[models.Model]) -> None:
    size = max(1, connections["default"].ops.bulk_batch_size([field.name for field in fields], objects))
    for start in range(0, len(objects), size):
        model._base_manager._insert(  # type: ignore[attr-defined]
            objects[start : start + size], fields=fields, using="default", raw=True
        )


def empty(models_to_clear: Iterable[Model]) -> None:
    """Delete what migrations put into fresh tables."""
    with connections["default"].cursor() as cursor:
        for model in models_to_clear:
            cursor.execute(f"DELETE FROM {connections['default'].ops.quote_name(model._meta.db_table)}")  # noqa: S608


def reset_sequences() -> None:
    """Continue numbering after the highest key."""
    statements = connections["default"].ops.sequence_reset_sql(no_style(), tables())
    with connections["default"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
