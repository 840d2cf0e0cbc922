"""The migrations make exactly the tables of the models, on both databases, one by one as well as all at once."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.operation.site import RunningSite

pytestmark = pytest.mark.operation
COMPARE = """
from django.apps import apps
from django.db import connection
wrong = []
with connection.cursor() as cursor:
    tables = set(connection.introspection.table_names(cursor))
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            table = model._meta.db_table
            columns = connection.introspection.get_table_description(cursor, table) if table in tables else []
            wanted = {field.column for field in model._meta.local_concrete_fields}
            wrong += [table] if {column.name for column in columns} != wanted else []
print(wrong)
"""


def test_no_model_has_changed_without_a_migration(sqlite_site: RunningSite) -> None:
    sqlite_site.python(
        "from django.core.management import call_command\n"
        "call_command('makemigrations', check=True, dry_run=True, verbosity=1)\n"
    )


def test_every_context_with_models_has_migrations(sqlite_site: RunningSite) -> None:
    found = sqlite_site.python(
        "from django.apps import apps\n"
        "from django.conf import settings\n"
        "from django.db.migrations.loader import MigrationLoader\n"
        "migrated = MigrationLoader(None).migrated_apps\n"
        "print([c for c in settings.CONTEXTS if list(apps.get_app_config(c).get_models()) and c not in migrated])\n"
    )
    assert found.strip() == "[]"


def test_the_tables_are_those_of_the_models(site: RunningSite) -> None:
    assert site.python(COMPARE).strip() == "[]"


DESCRIBE = """
import json
from django.db import connection
found = {}
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        columns = connection.introspection.get_table_description(cursor, table)
        rules = connection.introspection.get_constraints(cursor, table)
        found[table] = {
            "columns": sorted([c.name, str(c.type_code), c.display_size, c.null_ok, c.default] for c in columns),
            # SQLite names constraints by their place in the statement
            "rules": sorted(json.dumps([name.strip("_0123456789"), rule], default=str) for name, rule in rules.items()),
        }
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    found["migrations"] = [list(row) for row in cursor.fetchall()]
    cursor.execute("SELECT app_label, model FROM django_content_type ORDER BY app_label, model")
    found["content types"] = [list(row) for row in cursor.fetchall()]
print(json.dumps(found))
"""
ONE_BY_ONE = "from django.core.management import call_command\ncall_command('migrate', verbosity=0)\n"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_all_at_once_and_one_by_one_make_the_same(
    request: pytest.FixtureRequest, tmp_path: Path, model_directory: Path, database: str
) -> None:
    """A new site gets its tables from the models, an old one from the migrations."""
    addresses = ["", ""]
    if database == "postgresql":
        server = request.getfixturevalue("postgres_server")
        new = server.create_database(f"one_by_one_{time.monotonic_ns()}")
        addresses = [server.url.replace("/postgres", f"/{request.getfixturevalue('model_database')}"), new]
    at_once = RunningSite(model_directory, addresses[0])
    at_once_found: dict[str, Any] = json.loads(at_once.python(DESCRIBE))
    one_by_one = RunningSite(tmp_path / "one-by-one", addresses[1])
    one_by_one.directory.mkdir()
    found: dict[str, Any] = json.loads(one_by_one.python(ONE_BY_ONE + DESCRIBE))
    assert found.keys() == at_once_found.keys()
    del found["auth_group_permissions"]  # Django's own: its migration gives the rows larger numbers than its model
    assert {table: (at_once_found[table], rows) for table, rows in found.items() if rows != at_once_found[table]} == {}
