"""Restoring a backup: everything is checked before anything is written."""

import json
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from interkomm.foundation.events.bus import emit
from interkomm.foundation.events.site import SiteRestored
from interkomm.foundation.files import content
from interkomm.foundation.topics.services import bump
from interkomm.project.operation import archive, founding, rows


class BackupUnusableError(Exception):
    """`reason` is a key of the messages of the command line: damaged, format, version, occupied."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def restore(file: Path, directory: Path) -> archive.Summary:
    """Put a backup into an empty directory and an empty database; returns what was restored."""
    if founding.state() not in {"absent"} or any((directory / "files").glob("??/??/*")):
        raise BackupUnusableError("occupied", str(directory))
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory, prefix=".restore-") as name:
        work = Path(name)
        facts = unpack(file, work)
        founding.prepare_directory(directory)
        founding.migrate()
        _require_same_tables(facts)
        _restore_files(work)
        _restore_rows(work, facts)
        _restore_secrets(work, directory)
    founding.collect_static()
    return archive.Summary(sum(facts["rows"].values()), len(list(content.hashes())), ())


def unpack(file: Path, work: Path) -> dict[str, Any]:
    """Unpack exactly the parts of the manifest and compare their hashes; returns the manifest."""
    try:
        with tarfile.open(file) as packed:
            facts: dict[str, Any] = json.loads(_member(packed, archive.MANIFEST))
            if facts["format"] != archive.FORMAT:
                raise BackupUnusableError("format", str(facts["format"]))
            for name, expected in facts["parts"].items():
                target = _target(work, name)
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(_member(packed, name))
                if archive.digest(target) != expected:
                    raise BackupUnusableError("damaged", name)
    except (tarfile.TarError, KeyError, ValueError, EOFError) as problem:
        raise BackupUnusableError("damaged", str(problem)) from problem
    return facts


def _member(packed: tarfile.TarFile, name: str) -> bytes:
    opened = packed.extractfile(packed.getmember(name))
    if opened is None:
        raise BackupUnusableError("damaged", name)
    return opened.read()


def _target(work: Path, name: str) -> Path:
    folder, _, last = name.partition("/")
    if folder not in {"tables", "files", "secrets"} or "/" in last or last in {"", ".", ".."}:
        raise BackupUnusableError("damaged", name)
    return work / folder / last


def _require_same_tables(facts: dict[str, Any]) -> None:
    if facts["migrations"] != archive.applied_migrations():
        raise BackupUnusableError("version", facts["version"])


def _restore_files(work: Path) -> None:
    for path in sorted((work / "files").glob("*")):
        if content.keep(path.read_bytes()) != path.name:
            raise BackupUnusableError("damaged", path.name)


def _restore_rows(work: Path, facts: dict[str, Any]) -> None:
    with transaction.atomic():
        rows.empty(rows.tables())
        for label, expected in facts["rows"].items():
            model = apps.get_model(label)
            if rows.read_table(model, work / "tables" / f"{label}.jsonl.gz") != expected:
                raise BackupUnusableError("damaged", label)
        rows.reset_sequences()
        connection.check_constraints()
        bump("site")
        emit(SiteRestored())


def _restore_secrets(work: Path, directory: Path) -> None:
    """The key continues links and sessions; settings are put beside, since they may name the old database."""
    for name, target in (("secret.key", "secret.key"), ("site.env", "site.env.from-backup")):
        source = work / "secrets" / name
        if source.exists():
            (directory / target).write_bytes(source.read_bytes())
            (directory / target).chmod(0o600)
