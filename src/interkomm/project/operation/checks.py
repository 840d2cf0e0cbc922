"""Everything `interkomm check` looks at: settings, database, files, sums, mail, clock, disk."""

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core import checks as django_checks
from django.db import connection

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.files import content
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.health import consistency
from interkomm.foundation.health.probes import LEAST_FREE_BYTES
from interkomm.project.operation import comparisons, founding
from interkomm.project.operation.archive import digest

Level = Literal["ok", "warning", "fault"]


@dataclass(frozen=True)
class Result:
    """One thing looked at, in both languages of the command line."""

    area: str
    level: Level
    german: str
    english: str


def run() -> Iterator[Result]:
    """Look at everything; what depends on a usable database is left out when it is not."""
    yield from _settings()
    state = founding.state()
    if state != "ready":
        yield Result("database", "fault", f"Datenbank ist nicht bereit: {state}", f"database is not ready: {state}")
        return
    for part in (_database, _files, _permissions, _sums, _mail, _clock, _disk):
        yield from part()


def _result(area: str, is_well: bool, german: str, english: str, *, otherwise: Level = "fault") -> Result:
    return Result(area, "ok" if is_well else otherwise, german, english)


def _settings() -> Iterator[Result]:
    problems = [found for found in django_checks.run_checks() if found.level >= django_checks.ERROR]
    yield _result(
        "settings", not problems, f"Fehler in Einstellungen: {len(problems)}", f"setting errors: {len(problems)}"
    )
    yield _result(
        "settings",
        len(settings.SECRET_KEY) >= 50,
        "Geheimer Schlüssel hat mindestens 50 Zeichen",
        "the secret key has at least 50 characters",
    )
    yield _result("settings", not settings.DEBUG, "Entwicklungsmodus ist aus", "debug mode is off")
    yield _result(
        "settings",
        settings.BEHIND_HTTPS,
        f"Öffentliche Adresse ist verschlüsselt: {settings.PUBLIC_URL}",
        f"the public address is encrypted: {settings.PUBLIC_URL}",
        otherwise="warning",
    )


def _database() -> Iterator[Result]:
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _ask(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _sqlite() -> Iterator[Result]:
    for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        found = _ask(f"PRAGMA {pragma}")[0][0]
        yield _result("database", found == wanted, f"SQLite {pragma} = {found}", f"SQLite {pragma} = {found}")
    damage = [row for row in _ask("PRAGMA integrity_check") if row != ("ok",)]
    yield _result(
        "database", not damage, f"Schäden in der Datenbank: {len(damage)}", f"damage in database: {len(damage)}"
    )
    broken = _ask("PRAGMA foreign_key_check")
    yield _result("database", not broken, f"Verweise ins Leere: {len(broken)}", f"dangling references: {len(broken)}")


def _postgresql() -> Iterator[Result]:
    version = int(str(_ask("SHOW server_version_num")[0][0]))
    yield _result("database", version >= 150000, f"PostgreSQL {version // 10000}", f"PostgreSQL {version // 10000}")
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        value = _ask(f"SHOW {name}")[0][0]
        yield _result("database", value != "off", f"{name} = {value}", f"{name} = {value}")
    encoding = _ask("SHOW server_encoding")[0][0]
    yield _result("database", encoding == "UTF8", f"Zeichensatz {encoding}", f"encoding {encoding}")


def _files() -> Iterator[Result]:
    damaged = [str(file.pk) for file in StoredFile.objects.iterator() if not _is_whole(file)]
    listed = ", ".join(damaged[:10])
    yield _result(
        "files",
        not damaged,
        f"Fehlende oder veränderte Dateien: {len(damaged)} {listed}".rstrip(),
        f"missing or changed files: {len(damaged)} {listed}".rstrip(),
    )


def _is_whole(file: StoredFile) -> bool:
    path = content.path_of(file.sha256)
    return path.is_file() and path.stat().st_size == file.size and digest(path) == file.sha256


def _permissions() -> Iterator[Result]:
    directory = Path(settings.DATA_DIR)
    for path in (directory, directory / "secret.key", directory / "site.env", directory / "interkomm.sqlite3"):
        if path.exists():
            mode = stat.S_IMODE(path.stat().st_mode)
            text = f"{path.name}: {mode:04o}"
            yield _result("permissions", not mode & 0o077, f"Rechte {text}", f"permissions {text}", otherwise="warning")


def _sums() -> Iterator[Result]:
    comparisons.register()
    for comparison in consistency.registry.values():
        found = comparison.differences()
        text = f"{comparison.name}: {len(found)} {'; '.join(found[:5])}".rstrip()
        yield _result("sums", not found, f"Abweichungen {text}", f"differences {text}")


def _mail() -> Iterator[Result]:
    transport = settings.OUTBOX_TRANSPORT
    yield _result(
        "mail",
        bool(transport),
        "Mailversand ist eingerichtet" if transport else "Mails werden nur gespeichert: INTERKOMM_SMTP_HOST fehlt",
        "mail is set up" if transport else "mails are only stored: INTERKOMM_SMTP_HOST is missing",
        otherwise="warning",
    )
    if transport.endswith("smtp.EmailBackend"):
        yield _attempt("mail", _reach_mail_server, "Mailserver antwortet", "mail server answers")


def _reach_mail_server() -> None:
    from django.core.mail import get_connection

    sender = get_connection(settings.OUTBOX_TRANSPORT, timeout=5)
    sender.open()
    sender.close()


def _attempt(area: str, act: Callable[[], None], german: str, english: str) -> Result:
    try:
        act()
    except OSError as problem:
        reason = type(problem).__name__
        return Result(area, "fault", f"{german}: nein ({reason})", f"{english}: no ({reason})")
    return Result(area, "ok", german, english)


def _clock() -> Iterator[Result]:
    latest = AuditEntry.objects.order_by("-at").values_list("at", flat=True).first()
    is_plausible = latest is None or latest < datetime.now(UTC) + timedelta(minutes=1)
    yield _result(
        "clock", is_plausible, "Uhr steht nicht vor dem letzten Eintrag", "clock is not before the last entry"
    )
    if connection.vendor == "postgresql":
        drift = abs((_ask("SELECT now()")[0][0] - datetime.now(UTC)).total_seconds())  # type: ignore[operator]
        text = f"{drift:.0f} s"
        yield _result("clock", drift < 5, f"Abstand zur Uhr der Datenbank: {text}", f"drift to database: {text}")


def _disk() -> Iterator[Result]:
    free = shutil.disk_usage(settings.DATA_DIR).free
    text = f"{free // 1_000_000} MB"
    yield _result("disk", free > LEAST_FREE_BYTES, f"Freier Speicher: {text}", f"free disk: {text}")
