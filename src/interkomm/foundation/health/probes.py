"""Is the installation well? Each part registers a probe; the health address and the page of the operators show all."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interkomm.foundation.pages.store import PageStore
from interkomm.foundation.tasks.models import PeriodicRun, WorkerHeartbeat

logger = logging.getLogger(__name__)
WORKER_SILENCE = timedelta(seconds=60)
LEAST_FREE_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """What a probe found; `facts` are numbers and short words, never addresses, names or secrets."""

    is_well: bool
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Probe:
    name: str
    label: str | Promise
    examine: Callable[[], Finding]


registry: dict[str, Probe] = {}


def register(name: str, label: str | Promise, examine: Callable[[], Finding]) -> None:
    """Add a probe; it must be quick and read-only."""
    registry[name] = Probe(name, label, examine)


def examine_all() -> dict[str, Finding]:
    """The findings of all probes by name; a probe that fails is not well."""
    return {probe.name: _examine(probe) for probe in registry.values()}


def _examine(probe: Probe) -> Finding:
    try:
        return probe.examine()
    except Exception as problem:  # the report must say that a part is broken, not break with it
        logger.warning("health probe failed", extra={"probe": probe.name, "error": str(problem)})
        return Finding(False, {"error": type(problem).__name__})


def database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        answered = cursor.fetchone() == (1,)
    return Finding(answered, {"kind": connection.vendor})


_migrated: list[bool] = []  # migrations do not become unapplied: once they are all there, nothing is read again


def migrations() -> Finding:
    if not _migrated:
        executor = MigrationExecutor(connection)
        pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if pending:
            return Finding(False, {"pending": pending})
        _migrated.append(True)
    return Finding(True, {"pending": 0})


def worker() -> Finding:
    latest = WorkerHeartbeat.objects.order_by("-at").values_list("at", flat=True).first()
    if latest is None:
        return Finding(False, {"seconds_since_heartbeat": None})
    silence = timezone.now() - latest
    return Finding(silence < WORKER_SILENCE, {"seconds_since_heartbeat": round(silence.total_seconds())})


def periodic_jobs() -> Finding:
    failed = list(PeriodicRun.objects.exclude(error="").values_list("name", flat=True))
    return Finding(not failed, {"failed": [name.rpartition(".")[2] for name in failed]})


def queue() -> Finding:
    from django_tasks_db.models import DBTaskResult

    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    age = round((timezone.now() - oldest).total_seconds()) if oldest else 0
    return Finding(age < 900, {"waiting": ready.count(), "oldest_seconds": age})


def disk() -> Finding:
    free = shutil.disk_usage(settings.DATA_DIR).free
    return Finding(free > LEAST_FREE_BYTES, {"free_mb": free // 1_000_000})


def version() -> Finding:
    return Finding(True, {"version": settings.VERSION})


def watch_page_store(store: PageStore) -> None:
    """Show how the page store of this process does; it is never unwell."""

    def examine() -> Finding:
        asked = store.hits + store.misses
        facts = {"pages": len(store.pages), "kilobytes": store.size // 1000}
        return Finding(True, {**facts, "hit_percent": round(100 * store.hits / asked) if asked else None})

    register("page_store", _("Seitenspeicher"), examine)


def register_own() -> None:
    register("database", _("Datenbank"), database)
    register("migrations", _("Stand der Datenbank"), migrations)
    register("worker", _("Hintergrunddienst"), worker)
    register("periodic_jobs", _("Regelmäßige Aufgaben"), periodic_jobs)
    register("queue", _("Warteschlange"), queue)
    register("disk", _("Speicherplatz"), disk)
    register("version", _("Version"), version)
