"""The migrations make exactly the tables of the models, on both databases."""

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
