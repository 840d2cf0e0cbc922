"""Setting up a site and bringing it up to date."""

import hashlib
from pathlib import Path
from typing import Literal

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

State = Literal["absent", "unreachable", "outdated", "ready"]
SETTINGS_TEMPLATE = """\
# Einstellungen dieser Anwendung / settings of this site: docs/operations.md
# INTERKOMM_PUBLIC_URL=https://beteiligung.example.de
# INTERKOMM_DATABASE_URL=postgresql://interkomm@localhost/interkomm
# INTERKOMM_SMTP_HOST=mail.example.de
# INTERKOMM_MAIL_FROM=beteiligung@example.de
"""


def state() -> State:
    """Whether the database is there, answers, and has the tables of this version."""
    if connection.vendor == "sqlite" and not Path(str(settings.DATABASES["default"]["NAME"])).exists():
        return "absent"
    try:
        if "django_migrations" not in connection.introspection.table_names():
            return "absent"
        executor = MigrationExecutor(connection)
    except OperationalError:
        return "unreachable"
    return "outdated" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ready"


def prepare_directory(directory: Path) -> None:
    """Directories that only the account of the service may read, and a commented settings file."""
    for path in (directory, Path(settings.FILES_ROOT)):
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)
    example = directory / "site.env"
    if not example.exists():
        example.write_text(SETTINGS_TEMPLATE, encoding="utf-8")
        example.chmod(0o600)


def migrate() -> None:
    """Create or change the tables.

    An empty database gets the tables of the models at once: every migration in turn takes ten times as long. That both
    ways make the same tables is tested on both databases; a migration must therefore never put rows into an empty one.
    """
    if MigrationRecorder(connection).applied_migrations():
        call_command("migrate", verbosity=0, interactive=False)
        return
    _create_tables()
    call_command("migrate", fake=True, verbosity=0, interactive=False)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def _create_tables() -> None:
    """All or none; what an interrupted start has left is kept."""
    existing = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.can_migrate(connection)]
    with connection.schema_editor() as editor:
        for model in models:
            if model._meta.db_table not in existing:
                editor.create_model(model)


def keep_setting(directory: Path, name: str, value: str) -> None:
    """Write a setting into `site.env` unless it is there."""
    path = directory / "site.env"
    lines = path.read_text(encoding="utf-8").splitlines()
    if not any(line.startswith(f"{name}=") for line in lines):
        path.write_text("\n".join([*lines, f"{name}={value}"]) + "\n", encoding="utf-8")


def load_places() -> None:
    """Load the municipalities of Germany that come with the package; a second time changes nothing."""
    from interkomm.places.areas import services

    services.load_layer(actor=None)


def collect_static() -> bool:
    """Collect, hash and compress static files when the sources have changed; returns whether it was needed."""
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    digest = _digest_of_sources()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return False
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(digest, encoding="ascii")
    return True


def _digest_of_sources() -> str:
    digest = hashlib.sha256(settings.VERSION.encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
